"""How the tables became what they are, a step a file."""
