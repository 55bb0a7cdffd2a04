"""What each key of the definition files means: the words of docs/reference/definitions.md."""

from grundlag.basis.meanings_basis import BASIS
from grundlag.basis.meanings_data import DATA
from grundlag.basis.meanings_people import PEOPLE

MEANINGS: dict[str, dict[str, str]] = {**BASIS, **PEOPLE, **DATA}
