"""Two people side by side, to make one of them or to say that they are two."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec import structs
from textual.app import ComposeResult

from coop_tui.records import people
from coop_tui.register.apart import keep_apart
from coop_tui.register.comparing import beginning, comparison
from coop_tui.register.duplicates import Pair
from coop_tui.register.merging import Merging, merge
from coop_tui.screens import actions
from coop_tui.screens.duplicates_actions import APART, KEEP_OTHER, MERGE, TAKE
from coop_tui.screens.page_screen import PageScreen
from coop_tui.store import Change, Document
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.pair_lines import Take, pair_lines

if TYPE_CHECKING:
    from coop_tui.app import CoopApp


def merge_people(app: CoopApp, merging: Merging, seen: dict[int, Document]) -> Change | None:
    """Make one of two people; a toast says how to take it back, or why it could not be done."""
    made = app.change(partial(merge, app.register, merging, seen))
    if made is not None:
        app.say_done(made)
    return made


def say_apart(app: CoopApp, pair: Pair) -> Change | None:
    """Remember that two people are two; a toast says how to take it back."""
    made = app.change(partial(keep_apart, app.register, pair.one, pair.other))
    if made is not None:
        app.say_done(made)
    return made


def seen_of(app: CoopApp, pair: Pair) -> dict[int, Document]:
    """Both as they are on record."""
    return {one: app.register.document(people.KIND.name, one) or {} for one in (pair.one, pair.other)}


class PairScreen(PageScreen):
    """Every field of both, and what becomes of it."""

    ACTIONS: ClassVar[Sequence[Action]] = (actions.BACK, MERGE, TAKE, KEEP_OTHER, APART)
    BINDINGS = bindings(ACTIONS)
    DEFAULT_CSS = "PairScreen LinePage { padding: 0 1; }"
    FOLLOWING = "take"

    def __init__(self, pair: Pair, tab: int) -> None:
        super().__init__(tab)
        self._pair = pair

    def body(self) -> ComposeResult:
        self._merging = beginning(self.coop.register.records, self._pair)
        yield from super().body()

    def reload(self) -> None:
        found = comparison(self.coop.register.records, self._pair, self._merging)
        if found is None:
            self.dismiss()
            return
        self._seen = seen_of(self.coop, self._pair)
        self.page.show(partial(pair_lines, found, self.coop.register.records), keep=True)
        self.refresh_frame()

    async def follow(self, target: object) -> None:
        if isinstance(target, Take):
            self._merging = structs.replace(self._merging, taken=self._merging.taken ^ {target.name})
            self.reload()
        else:
            await super().follow(target)

    # Actions

    def action_take(self) -> None:
        self.action_follow()

    def action_keep_other(self) -> None:
        self._merging = Merging(self._merging.goes, self._merging.stays)
        self.reload()

    def action_merge(self) -> None:
        merge_people(self.coop, self._merging, self._seen)  # who goes is gone then, and this screen with them

    def action_apart(self) -> None:
        if say_apart(self.coop, self._pair) is not None:
            self.dismiss()
