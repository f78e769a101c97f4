"""A record's reading page as lines: title, headline, then label and values, wrapped to the width there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content, Span

from coop_tui.i18n import _
from coop_tui.records.page import Item, Page, Row, Target
from coop_tui.widgets.kind_source import TABLE_TONES
from coop_tui.widgets.line_page import Line, Piece, cells, wrapped
from coop_tui.widgets.safe import segment_text
from coop_tui.widgets.symbols import middle_dot, symbol, tone_sign

LABEL_WIDTH: Final = 20  # cells: the longest label, "Kunjungan lapangan", and a gap
_FEW: Final = 2
_LEAST_ROOM: Final = 10


def page_lines(page: Page, width: int) -> list[Line]:
    """The whole page."""
    stages = [*_blank(page.stages), *headline_lines(page.stages, width)]
    rows = (line for row in page.rows for line in _row(row, width))
    return [*_head(page, width), *stages, *_blank(page.rows), *rows]


def brief_lines(page: Page, width: int) -> list[Line]:
    """The page as it stands beside a list: a few values of a long row, each as briefly as it says itself."""
    rows = [(row, len(row.items) if len(row.items) <= _FEW + 1 else _FEW) for row in page.rows]
    lines = [*_head(page, width), *_blank(page.rows)]
    for row, most in rows:
        lines += _row(Row(row.label, tuple(_brief(item) for item in row.items[:most])), width)
        if most < len(row.items):
            more = _("+{count} more").format(count=len(row.items) - most)
            lines.append((Piece(" " * LABEL_WIDTH), Piece(more, "muted")))
    return lines


def _brief(item: Item) -> Item:
    return item if item.brief is None else Item(item.brief)


def _blank(rows: Sequence[Row] | Sequence[Item]) -> list[Line]:
    return [()] if rows else []


def _head(page: Page, width: int) -> Iterator[Line]:
    for text in wrapped(page.title, width):
        yield (Piece(text, "title"),)
    yield from headline_lines(page.headline, width)
    for doubt in page.doubts:
        for at, text in enumerate(wrapped(doubt, max(_LEAST_ROOM, width - 2))):
            yield (Piece(f"{tone_sign('soon') if at == 0 else ' '} {text}", "warn"),)


def headline_lines(items: Sequence[Item], width: int) -> Iterator[Line]:
    """Items one after the other, as many on a line as fit."""
    line: list[Piece] = []
    used = 0
    for item in items:
        pieces = _item(item, width)
        size = sum(cells(piece.text) for piece in pieces[0])
        if line and (used + len(middle_dot()) + size > width or len(pieces) > 1):
            yield tuple(line)
            line, used = [], 0
        if line:
            line.append(Piece(middle_dot(), "muted"))
            used += len(middle_dot())
        yield from pieces[:-1]
        line += pieces[-1]
        used += sum(cells(piece.text) for piece in pieces[-1])
    if line:
        yield tuple(line)


def _row(row: Row, width: int) -> Iterator[Line]:
    label = segment_text(row.label)
    for item in row.items:
        for pieces in _item(item, max(_LEAST_ROOM, width - LABEL_WIDTH)):
            yield (Piece(label.ljust(LABEL_WIDTH), "label"), *pieces)
            label = ""


def _item(item: Item, width: int) -> list[Line]:
    """The lines of one value. A text of several lines keeps them."""
    if item.tone is not None:
        return [(Piece(f"{tone_sign(item.tone)} {segment_text(item.text)}", TABLE_TONES[item.tone]),)]
    if item.estimated:
        return [(Piece(f"{segment_text(item.text)} {symbol('estimate')}"),)]
    if not item.leads_to and not item.links:
        return [(Piece(text),) for text in wrapped(item.text, width)]
    return _linked(_parts(item), width)


def _parts(item: Item) -> Iterator[tuple[str, Target | None]]:
    """The text of an item in parts, each with the record it leads to."""
    if item.leads_to is not None:
        yield item.text, item.leads_to
        return
    at = 0
    for link in item.links:
        yield item.text[at : link.start], None
        yield item.text[link.start : link.end], link.leads_to
        at = link.end
    yield item.text[at:], None


def _linked(parts: Iterator[tuple[str, Target | None]], width: int) -> list[Line]:
    """Parts of one text, wrapped together; what leads on still does so where it goes on in the next line."""
    text = ""
    targets: list[Target] = []
    spans: list[Span] = []
    for part, target in parts:
        start, text = len(text), text + segment_text(part)
        if target is not None:
            spans.append(Span(start, len(text), str(len(targets))))
            targets.append(target)
    begun: set[str] = set()
    lines: list[Line] = []
    for line in Content(text, spans).wrap(max(1, width)):
        pieces: list[Piece] = []
        at = 0
        for span in line.spans:
            which = str(span.style)
            pieces += [Piece(line.plain[at : span.start])] if span.start > at else []
            said = line.plain[span.start : span.end]
            pieces.append(Piece(said, "link", targets[int(which)], goes_on=which in begun))
            begun.add(which)
            at = span.end
        rest = line.plain[at:].rstrip()
        lines.append((*pieces, *([Piece(rest)] if rest else [])))
    return lines
