"""Finds texts that a person sees although no catalogue knows them, by reading the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

# What shows its positional arguments. Where only one of them is shown, its place is named.
SHOWS_ALL: Final = {"Static", "Label", "Button", "Content", "Field", "notify", "echo", "secho", "confirm", "UsageError"}
SHOWS_ONE: Final = {"Binding": 2, "ClickException": 0, "BadParameter": 0, "TabPane": 0}
SHOWN_KEYWORDS: Final = {
    "border_subtitle", "border_title", "description", "empty_text", "help", "label", "placeholder", "short_help",
    "sub_title", "subtitle", "title", "tooltip",
}  # fmt: skip
SHOWN_ATTRIBUTES: Final = {*SHOWN_KEYWORDS, "TITLE", "SUB_TITLE"}

# The same in every language: the program's name, and the word that scripts look for.
UNTRANSLATED: Final = {"coop-tui", "error:"}


class VisibleText(NamedTuple):
    """A literal that is shown as it stands in the code."""

    line: int
    text: str


def visible_texts(source: str) -> list[VisibleText]:
    """Every literal with a word in it that `source` shows without asking the catalogue, in the order of the lines."""
    found = {
        VisibleText(literal.lineno, str(literal.value))
        for node in ast.walk(ast.parse(source))
        for shown in _shown_by(node)
        for literal in _literals(shown)
        if _has_word(str(literal.value))
    }
    return sorted(found)


def visible_texts_under(folder: Path) -> list[str]:
    """The same for every module under `folder`, as `file:line: text`."""
    return [
        f"{path.relative_to(folder.parent)}:{line}: {text}"
        for path in sorted(folder.rglob("*.py"))
        for line, text in visible_texts(path.read_text(encoding="utf-8"))
    ]


def _has_word(text: str) -> bool:
    return text.strip() not in UNTRANSLATED and re.search(r"[^\W\d_]{2}", re.sub(r"\{[^}]*\}", "", text)) is not None


def _shown_by(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions in `node` itself, not in its children, whose value a person sees."""
    match node:
        case ast.Call():
            yield from _shown_by_call(node)
        case ast.Assign(targets=[ast.Attribute() as target], value=value):
            yield from _shown_by_assignment(target, value)
        case ast.ClassDef(bases=[ast.Name(id="Choice")], body=body):
            yield from _labels_of_choices(body)
        case ast.ClassDef(body=body):
            yield from _shown_by_class(body)
        case ast.FunctionDef(name="message"):
            yield from (part.value for part in ast.walk(node) if isinstance(part, ast.Return) and part.value)
        case ast.FunctionDef(body=[ast.Expr(value=ast.Constant(value=str()) as docstring), *_]) if _is_command(node):
            yield docstring


def _shown_by_call(call: ast.Call) -> Iterator[ast.expr]:
    name = _name(call.func)
    if name in SHOWS_ALL:
        yield from call.args
    elif name in SHOWS_ONE:
        yield from call.args[SHOWS_ONE[name] : SHOWS_ONE[name] + 1]
    yield from (keyword.value for keyword in call.keywords if keyword.arg in SHOWN_KEYWORDS)


def _shown_by_assignment(target: ast.expr, value: ast.expr) -> Iterator[ast.expr]:
    name = _name(target)
    if name in SHOWN_ATTRIBUTES:
        yield value
    elif name == "BINDINGS" and isinstance(value, ast.List):
        yield from (each.elts[2] for each in value.elts if isinstance(each, ast.Tuple) and len(each.elts) == 3)


def _shown_by_class(body: list[ast.stmt]) -> Iterator[ast.expr]:
    for statement in body:
        match statement:
            case ast.Assign(targets=[target], value=value) | ast.AnnAssign(target=target, value=ast.expr() as value):
                yield from _shown_by_assignment(target, value)


def _labels_of_choices(body: list[ast.stmt]) -> Iterator[ast.expr]:
    for statement in body:
        match statement:
            case ast.Assign(value=ast.Tuple(elts=[_, label, *_])):
                yield label


def _is_command(function: ast.FunctionDef) -> bool:
    """Whether click shows the docstring as the help of a command."""
    calls = [decorator for decorator in function.decorator_list if isinstance(decorator, ast.Call)]
    return any(
        _name(call.func) in {"command", "group"} and all(keyword.arg != "help" for keyword in call.keywords)
        for call in calls
    )


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _literals(node: ast.expr | None) -> Iterator[ast.Constant]:
    """The literals that become part of the value of `node`; those handed to a call do not, the catalogue's included."""
    match node:
        case ast.Constant(value=str()):
            yield node
        case ast.Call(func=ast.Attribute(value=receiver)):
            yield from _literals(receiver)
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.BoolOp(values=parts):
            for part in parts:
                yield from _literals(part)
        case ast.BinOp(left=first, right=second) | ast.IfExp(body=first, orelse=second):
            yield from _literals(first)
            yield from _literals(second)
        case ast.FormattedValue(value=value) | ast.NamedExpr(value=value) | ast.Starred(value=value):
            yield from _literals(value)
