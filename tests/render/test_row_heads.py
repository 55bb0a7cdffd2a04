"""The first cell of a row becomes its heading, and no byte of the file moves."""

from grundlag.render.row_heads import with_row_heads

TREE = (
    b"3 0 obj\n<</Type/StructElem/S/TH/P 9 0 R/A[<</O/Table/Scope/Column/Headers[]>>]/K[1]>>\n"
    b"4 0 obj\n<</Type/StructElem/S/TD/P 9 0 R/A[<</O/Table/Headers[(U1x0y0)]>>]/K[2]>>\n"
    b"5 0 obj\n<</Type/StructElem/S/TD/P 9 0 R/A[<</O/Table/Headers[(U1x0y0)(U1x1y1)]>>]/K[3]>>\n"
    b"6 0 obj\n<</Type/StructElem/S/TD/P 9 0 R/A[<</O/Table/Headers[(U12x10y0)]>>]/K[4]>>\n"
)


def test_by_the_column_of_its_last_heading():
    """A cell under a heading of several columns, the first among them, is not in the first."""
    head, first, second, tenth = with_row_heads(TREE).split(b"obj\n")[1:]
    assert head.startswith(b"<</Type/StructElem/S/TH/P 9 0 R/A[<</O/Table/Scope/Column/Headers[]>>")
    assert first.startswith(b"<</Type/StructElem/S/TH/P 9 0 R/A[<</O/Table/Scope/Row   ")
    assert second.startswith(b"<</Type/StructElem/S/TD/P 9 0 R/A[<</O/Table      ")
    assert tenth.startswith(b"<</Type/StructElem/S/TD/P 9 0 R/A[<</O/Table      ")
    assert b"Headers" not in first + second + tenth


def test_every_byte_after_it_stands_where_it_stood():
    made = with_row_heads(TREE)
    assert len(made) == len(TREE)
    assert [made.index(b"/K[%d]" % i) for i in (1, 2, 3, 4)] == [
        TREE.index(b"/K[%d]" % i) for i in (1, 2, 3, 4)
    ]


def test_what_has_no_tables_is_left_alone():
    assert with_row_heads(b"%PDF-1.7\n/S/TD here is no cell") == b"%PDF-1.7\n/S/TD here is no cell"
