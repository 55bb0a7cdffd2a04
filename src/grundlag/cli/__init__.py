"""Words to calls: one module a command, or a few that belong together."""

import gc

gc.disable()  # what is loaded stays; `main` turns it on again
