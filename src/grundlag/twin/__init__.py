"""Invents a city whose truth is known, so that a report made from it can be checked.

Everything here is made up (opdigtede data): borders, people, reports and answers. The room
imports nothing of the other rooms: what it says is true must not lean on what it tests.
"""
