"""The forms on a screen: the record's, and over it those of the parts that were opened, one within the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical

from coop_tui.records.kind import Path, Problem
from coop_tui.widgets.form import tree as trees
from coop_tui.widgets.form.edit import Edit
from coop_tui.widgets.form.row import Row
from coop_tui.widgets.form.typed import parts_of, place_words
from coop_tui.widgets.form.view import FormView


@dataclass(frozen=True)
class Level:
    """One form. `before` is what stood there when it was opened, `tried` whether somebody wanted to be done with it."""

    view: FormView
    before: trees.Tree
    tried: bool = False


class Levels(Vertical):
    """The form of what is being edited; only the innermost one is seen."""

    DEFAULT_CSS = "Levels { height: 1fr; }"

    def __init__(self, edit: Edit) -> None:
        super().__init__()
        self._edit = edit
        self._levels = [Level(FormView(edit, ()), "")]
        self._refused: Sequence[Problem] = ()

    def compose(self) -> ComposeResult:
        yield self.view

    @property
    def view(self) -> FormView:
        """The form that is seen."""
        return self._levels[-1].view

    @property
    def inner(self) -> bool:
        """Whether the form of a part is open."""
        return len(self._levels) > 1

    @property
    def places(self) -> list[str]:
        """Labels and numbers on the way from the record to the form that is seen."""
        return place_words(self._edit.kind.record, self.view.base)

    @property
    def changed(self) -> bool:
        """Whether anything was typed in the inner form since it was opened."""
        return trees.at(self._edit.typed, self.view.base) != self._levels[-1].before

    # Going in and out

    async def open(self, path: Path) -> None:
        """Show the form of the part at `path`, an item or the place behind the last one."""
        self.view.collect()
        view = FormView(self._edit, path)
        self.view.display = False
        self._levels.append(Level(view, trees.at(self._edit.typed, path)))
        await self.mount(view)
        view.focus_path(path)

    async def close(self) -> None:
        """Go back to the form around this one."""
        closed = self._levels.pop().view
        if not trees.texts(trees.at(self._edit.typed, closed.base)):
            self._edit.forget(closed.base)
        self.view.display = True
        await self.view.show_all()
        self.view.focus_path(closed.base)
        await closed.remove()
        self.check()

    async def discard(self) -> None:
        """Go back, with the part as it was before its form was opened."""
        level = self._levels[-1]
        if level.before:
            self._edit.put(level.view.base, level.before)
        else:
            self._edit.forget(level.view.base)
        await self.close()

    async def go_to(self, path: Path) -> None:
        """Put the focus on the field at `path`, in whichever form it stands."""
        wanted = parts_of(self._edit.kind.record, path)
        while self.inner and self.view.base not in wanted:
            await self.close()
        for part in wanted:
            if len(part) > len(self.view.base):
                await self.open(part)
        self.view.focus_path(path)
        self.check()

    # What is wrong

    def try_to_finish(self) -> Sequence[Problem]:
        """Take in everything and say all problems of the form that is seen; they are the result."""
        self.view.collect()
        level = self._levels[-1]
        self._levels[-1] = Level(level.view, level.before, tried=True)
        self._refused = ()
        self.check()
        base = self.view.base
        return [one for one in self._edit.read().problems if one.path[: len(base)] == base]

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Say why the register did not take the record, until something is typed and left."""
        self._refused = problems
        self.check()

    def check(self) -> None:
        """Say what is wrong with what was typed so far."""
        found = self._edit.read()
        problems = [*self._refused, *(one for one in found.problems if self._is_due(one))]
        self.view.say(problems, [one for one in self._edit.doubts(found) if self._is_due(one)])

    def _is_due(self, problem: Problem) -> bool:
        """Whether it is time to say it: what is being typed is not finished, and what is still empty may come."""
        if self._levels[0].tried or self._levels[-1].tried:
            return True
        row = self.view.focused_row
        typing = row is not None and not row.error and problem.path == row.path
        return bool(self._edit.text(problem.path)) and not typing

    def speak_again(self) -> None:
        """Say labels, what was understood and what is wrong in the language that is now in use."""
        self.view.collect()
        untouched = [trees.at(self._edit.typed, level.view.base) == level.before for level in self._levels]
        self._edit.speak_again()
        for at, level in enumerate(self._levels):
            before = trees.at(self._edit.typed, level.view.base) if untouched[at] else level.before
            self._levels[at] = Level(level.view, before, tried=level.tried)
            level.view.speak_again()
        self.check()

    def left(self, row: Row) -> None:
        """Somebody went on from a field: say what was understood, and what is wrong."""
        self._refused = [one for one in self._refused if one.path[: len(row.path)] != row.path]
        self.view.collect()
        self.view.echo(row)
        self.check()

    # Items

    async def remove_item(self, row: Row) -> None:
        """Take an item out of its list, or a group away."""
        self.view.collect()
        self._edit.remove(row.path)
        await self._show(row.path)

    async def move_item(self, row: Row, by: int) -> None:
        """Move an item up (-1) or down (1) in its list."""
        self.view.collect()
        last = row.path[-1]
        if isinstance(last, int) and self._edit.move(row.path, by):
            await self._show((*row.path[:-1], last + by))

    async def restore_item(self) -> None:
        """Bring back what was removed last."""
        self.view.collect()
        path = self._edit.restore()
        if path is not None:
            await self.go_to(path)
            await self._show(path)

    async def _show(self, path: Path) -> None:
        await self.view.show_all()
        for row in self.view.rows:
            self.view.echo(row)
        self.view.focus_path(path)
        self.check()
