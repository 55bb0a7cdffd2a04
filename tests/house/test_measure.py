"""The measure we hold ourselves to. Where a limit hurts, the design is wrong more often than it."""

import ast
from collections.abc import Iterator
from typing import Any

LONGEST_FILE, LONGEST_FUNCTION = 300, 40
VAGUE = {"utils", "helpers", "common", "base", "manager", "service", "misc", "tools"}
ROUNDING = {"round", "rint", "quantize", "around"}
UNROUNDED = {
    *("errors", "word", "basis", "engine", "records", "cubes", "indicators", "verdicts", "report"),
}
WEIGHTS = "cubes/survey.py"  # a weight becomes whole millionths: how it is counted, not printed
DANISH = set("æøåÆØÅ")
DANISH_ROOMS = {"twin"}
DANISH_FILES = {
    "basis/sheet.py": "the words of the workbook that the analyst fills in",
    "basis/sheet_columns.py": "the words of the workbook that the analyst fills in",
    "basis/sheets.py": "the sheets, headings and words of the workbook that the analyst fills in",
    "basis/folder.py": "what reports without a place are called, unless declared otherwise",
    "render/labels.py": "the widths of letters",
    "show/year.py": "the headings of the terminal's table",
}
Function = ast.FunctionDef | ast.AsyncFunctionDef
Def = (ast.FunctionDef, ast.AsyncFunctionDef)


def _functions(tree: ast.AST) -> Iterator[Function]:
    yield from (node for node in ast.walk(tree) if isinstance(node, Def))


def test_no_file_is_too_long(module: Any) -> None:
    assert len(module.text.splitlines()) <= LONGEST_FILE


def test_no_function_is_too_long(module: Any) -> None:
    for function in _functions(module.tree):
        lines = (function.end_lineno or 0) - function.lineno + 1
        assert lines <= LONGEST_FUNCTION, function.name


def test_a_module_is_called_after_what_it_does(module: Any) -> None:
    assert not VAGUE & set(module.name.removesuffix(".py").split("/"))


def _is_public(node: ast.AST) -> bool:
    return isinstance(node, (*Def, ast.ClassDef)) and not node.name.startswith("_")


def _public(body: list[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    for node in body:
        if isinstance(node, (*Def, ast.ClassDef)) and _is_public(node):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body)


def test_what_is_public_says_what_it_is(module: Any) -> None:
    assert not module.text or ast.get_docstring(module.tree)
    for node in _public(module.tree.body):
        assert ast.get_docstring(node), node.name


def test_what_is_public_is_typed(module: Any) -> None:
    for node in _public(module.tree.body):
        if isinstance(node, ast.ClassDef):
            continue
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        untyped = [a.arg for a in given if a.annotation is None and a.arg not in ("self", "cls")]
        assert not untyped, node.name
        assert node.returns is not None, node.name


def test_nothing_is_caught_that_was_not_foreseen(module: Any) -> None:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None
            assert not {"Exception", "BaseException"} & set(_names(node.type))


def _names(node: ast.AST) -> list[str]:
    return [each.id for each in ast.walk(node) if isinstance(each, ast.Name)]


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def test_nothing_is_printed_but_through_a_console(module: Any) -> None:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "input", "breakpoint")


def test_nothing_is_rounded_before_it_is_rendered(module: Any) -> None:
    if module.room not in UNROUNDED or module.name == WEIGHTS:
        return
    calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    assert not [call.lineno for call in calls if _called(call) in ROUNDING]


def test_imports_stand_on_top(module: Any) -> None:
    for function in _functions(module.tree):
        inside = [n for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom)]
        assert not inside, function.name


def _docstrings(tree: ast.Module) -> set[int]:
    """Where docstrings begin, and other strings that stand alone as a comment."""
    alone = (n.value for n in ast.walk(tree) if isinstance(n, ast.Expr))
    return {v.lineno for v in alone if isinstance(v, ast.Constant) and isinstance(v.value, str)}


def test_danish_is_written_where_danish_belongs(module: Any) -> None:
    if module.room in DANISH_ROOMS or module.name.startswith("report/words/"):
        return
    docstrings = _docstrings(module.tree)
    texts = (
        node
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.lineno not in docstrings
    )
    found = [text.lineno for text in texts if DANISH & set(text.value)]
    # names a Danish term beside its English one
    is_meaning = module.name.startswith("basis/meanings")
    assert not found or is_meaning or module.name in DANISH_FILES


CHANGES = {"append", "extend", "add", "update", "insert", "pop", "clear", "remove", "setdefault"}


def _held(tree: ast.Module) -> dict[str, ast.expr]:
    """The names a module binds to something that can change."""
    found: dict[str, ast.expr] = {}
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
        value = getattr(node, "value", None)
        if isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp):
            found |= {t.id: value for t in targets if isinstance(t, ast.Name)}
    return found


def test_no_module_holds_state_that_changes(module: Any) -> None:
    held = _held(module.tree)
    assert all(name.isupper() or name == "__all__" for name in held), held.keys()
    for node in ast.walk(module.tree):
        assert not isinstance(node, ast.Global)
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=verb)):
                assert not (name in held and verb in CHANGES), name
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name))]):
                assert name not in held, name
            case ast.AugAssign(target=ast.Name(id=name)):
                assert name not in held, name


def test_no_default_is_shared_between_calls(module: Any) -> None:
    for function in _functions(module.tree):
        for default in (*function.args.defaults, *function.args.kw_defaults):
            assert not isinstance(default, ast.List | ast.Dict | ast.Set), function.name


def test_every_record_is_frozen_and_named_by_keyword(module: Any) -> None:
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ClassDef):
            continue
        for mark in node.decorator_list:
            text = ast.unparse(mark)
            if text.partition("(")[0].endswith("dataclass"):
                assert "frozen=True" in text, node.name
                assert "kw_only=True" in text, node.name


def test_a_room_s_model_holds_only_records(module: Any) -> None:
    """Frozen dataclasses, each with small questions about itself, and names for types."""
    if not module.name.endswith("model.py"):
        return
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef):
            assert any("frozen=True" in ast.unparse(mark) for mark in node.decorator_list), (
                node.name
            )
