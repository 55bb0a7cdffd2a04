"""Where tables are read, counted and written: the one room that knows which engine runs."""
