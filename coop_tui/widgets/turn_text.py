"""A list of whose turn it is as plain text, and what is said with it: on a screen, a clipboard, a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coop_tui.counts.turns import Turns
from coop_tui.i18n import _, language, n_
from coop_tui.register import Records
from coop_tui.register.roster import on_roster, rosters
from coop_tui.values import PartialDate, format_date, format_number, shown
from coop_tui.widgets.plain_table import aligned
from coop_tui.widgets.turn_rows import Section, ToldSource


def in_order(section: Section, source: ToldSource) -> Sequence[int]:
    """The rows as the list has them at first; what is not known last."""
    column, descending = section.order
    key = source.sort_key(column)
    known = [(value, row) for row in source.ids() if (value := key(row)) is not None]
    ordered = [row for _value, row in sorted(known, key=lambda one: one[0], reverse=descending)]
    return [*ordered, *(row for row in source.ids() if key(row) is None)]


def table_lines(source: ToldSource, rows: Iterable[int]) -> Iterator[str]:
    """Headings and rows, made safe."""
    columns = source.columns
    texts = [[shown(one.label) for one in columns]]
    texts += [[shown(text) for text, _tone in source.cells(row)] for row in rows]
    right = [at for at, one in enumerate(columns) if one.align == "right"]
    return aligned(list(zip(*texts, strict=True)), right)


def roster_words(records: Records) -> str:
    """Of which days there are lists of staff, and of which agencies; "" where there is none."""
    days: dict[PartialDate, list[str]] = {}
    for unit, day in rosters(records).items():
        days.setdefault(day, []).append(_("all") if unit is None else records.short_name("units", unit))
    return "; ".join(
        f"{format_date(day, language(), 'short')}: {', '.join(who)}" for day, who in sorted(days.items(), reverse=True)
    )


def notes(section: Section, records: Records, found: Turns) -> Iterator[str]:
    """What has to be known with a list."""
    if section.of_staff:
        staff = sum(1 for _one in on_roster(records))
        if staff:
            yield _("Of {count} on the list of staff ({roster}).").format(
                count=format_number(staff, language()), roster=roster_words(records)
            )
    elif found.unknown and section.name == "agencies":
        yield n_(
            "{count} participation has no agency on record, so “never” may be wrong.",
            "{count} participations have no agency on record, so “never” may be wrong.",
            found.unknown,
        ).format(count=format_number(found.unknown, language()))


def why_empty(section: Section, records: Records) -> str:
    """Why nobody stands on a list, but where there is no list of staff."""
    if section.of_staff and rosters(records):
        return _("Everybody on the list of staff has gone.")
    return _("Nobody has gone yet whose name is on record.")
