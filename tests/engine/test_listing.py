"""A list that Excel opens: what came is shown, and never run."""

import csv
import io

import pytest

from grundlag.engine.listing import as_csv, as_it_was, inert


@pytest.mark.parametrize("cell", ['=cmd|"/c calc"!A1', "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_begins_as_a_formula_is_text(cell: str) -> None:
    made = as_csv(["found"], [[cell]])
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows == [["found"], [f"'{cell}"]]


def test_letters_signs_and_numbers_come_back_as_they_were() -> None:
    made = as_csv(["sted", "n"], [['Nørre "Kvarter"; a\nb', 3], ["", 0]])
    assert made.startswith("\ufeffsted;n\r\n".encode())
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1:] == [['Nørre "Kvarter"; a\nb', "3"], ["", "0"]]


@pytest.mark.parametrize("cell", ["=1", "'=1", "''-1", "'n", "'", "''", "", "a'=1", "\t'"])
def test_what_was_made_inert_comes_back_as_it_was(cell: str) -> None:
    assert as_it_was(str(inert(cell))) == cell
