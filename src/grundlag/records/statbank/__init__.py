"""Fetch a table of a statbank: the one door to the network."""
