"""One module a format: a file as it came in, its rows out as text, each with its line."""
