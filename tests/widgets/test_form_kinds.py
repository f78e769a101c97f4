"""The form of every kind: opened, filled as a person types, saved, and read back the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from coop_tui.i18n import _
from coop_tui.records import KINDS
from coop_tui.records.fields import (
    AnyType,
    ChoiceType,
    CountryType,
    CountType,
    DateType,
    FieldSpec,
    ListType,
    Part,
    PartType,
    PlainType,
    Record,
    RefType,
    TextType,
    YesNoType,
    specs,
)
from coop_tui.records.kind import Path as Place
from coop_tui.store import JSON, Document
from coop_tui.values import parse_email, parse_nip, parse_phone, parse_web
from coop_tui.widgets.form.inputs import Lines, OneLine
from coop_tui.widgets.form.levels import Levels
from tests.widgets.form_app import FormApp, focus, form_app, lines, opened, paste, row, sampled, until, view

TYPED_TEXTS: dict[Callable[[str], str] | None, tuple[str, str]] = {
    None: ("  Contoh\x1b\n[/nope] \tbaru ", "Contoh [/nope] baru"),
    parse_nip: ("19800131 200501 1 002", "198001312005011002"),
    parse_email: ("tina@contoh.example", "tina@contoh.example"),
    parse_phone: ("0741 123456", "0741 123456"),
    parse_web: ("www.contoh.example", "www.contoh.example"),
}
NAMES = {
    "programmes": "poe",
    "organisations": "exnet",
    "units": "agency of examples",
    "batches": "Smart Town",
    "people": "tina example",
    "participations": "#1",
    "agreements": "sister towns",
}


def typed(held: PlainType) -> tuple[str, JSON]:
    """What a person might type for a type, and what is kept of it."""
    match held:
        case TextType(lines=True):
            return "satu\n\tdua  ", "satu\n\tdua"
        case TextType(parse=parse):
            return TYPED_TEXTS[parse]
        case CountType():
            return "2,019", 2019
        case YesNoType():
            return "no", False
        case ChoiceType(choices):
            last = list(choices)[-1]
            return _(last.label).upper(), last.value
        case DateType():
            return "17 feb 2019", "2019-02-17"
        case CountryType():
            return "korsel", "KR"
        case RefType(kind):
            return NAMES[kind], 1
    raise AssertionError(held)


def expected(declared: type[Record] | type[Part]) -> Document:
    """The document that comes of filling every field, lists with two items."""
    return {spec.name: _expected(spec) for spec in specs(declared) if not isinstance(spec.type, AnyType)}


def _expected(spec: FieldSpec) -> JSON:
    held = spec.type.item if isinstance(spec.type, ListType) else spec.type
    value: JSON
    if isinstance(held, PartType):
        value = expected(held.part)
    else:
        assert not isinstance(held, AnyType)
        value = typed(held)[1]
    return [value, value] if isinstance(spec.type, ListType) else value


async def fill(pilot: Pilot[None], app: FormApp, declared: type[Record] | type[Part], base: Place) -> None:
    for spec in specs(declared):
        held = spec.type.item if isinstance(spec.type, ListType) else spec.type
        places: list[Place] = [(spec.name, 0), (spec.name, 1)] if isinstance(spec.type, ListType) else [(spec.name,)]
        for place in places:
            if isinstance(held, PartType):
                await fill_part(pilot, app, held.part, (*base, *place))
            elif not isinstance(held, AnyType):
                await until(partial(is_shown, app, (*base, *place)))
                editor = row(app, *base, *place).editor
                assert isinstance(editor, OneLine | Lines)
                editor.show("")
                await paste(app, typed(held)[0], *base, *place)


def is_shown(app: FormApp, path: Place) -> bool:
    return row_editor(app, path) is not None


def row_editor(app: FormApp, path: Place) -> Widget | None:
    return next((one.editor for one in view(app).rows if one.path == path), None)


async def fill_part(pilot: Pilot[None], app: FormApp, part: type[Part], path: Place) -> None:
    await focus(app, *path)
    await pilot.press("enter")
    await until(lambda: view(app).base == path)
    await fill(pilot, app, part, path)
    app.simulate_key("ctrl+s")
    await until(lambda: app.focused is row_editor(app, path))


@pytest.mark.parametrize("name", KINDS)
async def test_what_is_typed_into_every_field_is_saved_and_looking_at_it_changes_nothing(
    name: str, tmp_path: Path
) -> None:
    kind = KINDS[name]
    with opened(tmp_path) as register:
        sampled(register)
        app = form_app(register, name)
        async with app.run_test(size=(80, 24)) as pilot:
            await fill(pilot, app, kind.record, ())
            await pilot.press("ctrl+s")
            await until(lambda: len(app.results) == 1)
            made = app.results[0]
            assert made is not None
            assert register.document(name, made) == expected(kind.record)

            saved = register.records.generation
            app.show(kind, made)
            await until(lambda: app.screen is app.form and app.form.is_mounted)
            await pilot.pause()
            check_layout(app, (80, 24))
            await pilot.resize_terminal(120, 40)
            await until(lambda: {len(line) for line in lines(app)} == {120})
            await pilot.pause()
            check_layout(app, (120, 40))
            for one in view(app).rows:
                one.editor.focus()
            await pilot.press("ctrl+s")
            await until(lambda: len(app.results) == 2)
        assert app.results == [made, made]
        assert register.records.generation == saved


def check_layout(app: FormApp, size: tuple[int, int]) -> None:
    """Every row is below the one before, every input within its row, and the form above the two last lines."""
    assert [len(line) for line in lines(app)] == [size[0]] * size[1]
    below = 0
    for one in view(app).rows:
        assert one.virtual_region.y == below
        below += one.virtual_region.height
        inside = one.editor.virtual_region
        assert inside.right <= one.size.width
        assert 0 < inside.height <= one.size.height
    assert app.screen.query_one(Levels).region.bottom <= size[1] - 2
