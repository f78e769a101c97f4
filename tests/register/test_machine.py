"""Two people change one register at once, undo and redo: after every step both see what the model says."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from coop_tui import i18n
from coop_tui.errors import CoopError
from coop_tui.records import KINDS
from coop_tui.register import Register
from coop_tui.register.describe import change_words
from coop_tui.store import Document, FileStore, Tables
from tests.register.model import Key, Model, Refused
from tests.strategies import PERSONAL_MARKS, documents

PEOPLE = ("Sari", "Budi")
WHO = st.sampled_from([0, 1])
SOME_IDS = dict.fromkeys(KINDS, (1, 2))
"""References may lead nowhere: these are then refused."""


def opened(path: Path, by: str, problems: list[CoopError]) -> Register:
    return Register(FileStore(path), today=date(2019, 3, 1), by=by, ending_soon_days=365, on_problem=problems.append)


def tables_of(register: Register) -> Tables:
    ids = {name: list(register.records.all(kind)) for name, kind in KINDS.items()}
    return {name: {one: register.document(name, one) or {} for one in ids[name]} for name in KINDS}


def refusal(act: Callable[[], object]) -> CoopError | None:
    """Do it; the error that it was refused with."""
    try:
        act()
    except CoopError as error:
        return error
    return None


def expected_refusal(expect: Callable[[], object]) -> tuple[type[CoopError], ...]:
    """Do it in the model; the errors that it may be refused with."""
    try:
        expect()
    except Refused as refused:
        return refused.errors
    return ()


class Office(RuleBasedStateMachine):
    """Sari and Budi, each at a terminal of their own."""

    def __init__(self) -> None:
        super().__init__()
        i18n.use("en")
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "coop.json"
        FileStore.create(self.path)
        self.problems: list[CoopError] = []
        self.desks = [opened(self.path, name, self.problems) for name in PEOPLE]
        self.model = Model()
        self.said: list[str] = []

    def history(self) -> bytes:
        return self.path.with_name("coop.history.jsonl").read_bytes()

    def both(self, act: Callable[[], object], expect: Callable[[], object]) -> None:
        """Do something, and the same in the model: both succeed, or it is refused with an error the model knows."""
        before = self.history()
        expected, error = expected_refusal(expect), refusal(act)
        assert (error is not None) == bool(expected), f"{error!r} {error}, expected {expected}"
        if error is not None:
            self.said.append(error.message())
            assert isinstance(error, expected), f"{error!r} {error}, expected {expected}"
            assert self.history() == before
        self.look()

    def look(self) -> None:
        for desk in self.desks:
            desk.poll()
            assert tables_of(desk) == self.model.tables()
            assert desk.records.generation == len(self.model.steps)
            assert not desk.poll()

    def a_record(self, data: st.DataObject, kinds: tuple[str, ...] = tuple(KINDS)) -> Key:
        there = [key for key in self.model.state if key[0] in kinds]
        return data.draw(st.sampled_from(there or [("countries", 99)]))

    @initialize(data=st.data())
    def some_records(self, data: st.DataObject) -> None:
        ids: dict[str, tuple[int, ...]] = {}
        for kind in ("programmes", "organisations", "batches", "people", "participations"):
            document = data.draw(documents(KINDS[kind], ids))
            ids[kind] = (1,)
            with suppress(Refused):
                self.model.create("Sari", kind, document)
                self.desks[0].create(kind, document)
        self.look()

    @rule(who=WHO, kind=st.sampled_from(list(KINDS)), data=st.data())
    def create(self, who: int, kind: str, data: st.DataObject) -> None:
        document = data.draw(documents(KINDS[kind], SOME_IDS))
        self.both(
            lambda: self.desks[who].create(kind, document), lambda: self.model.create(PEOPLE[who], kind, document)
        )

    @rule(who=WHO, data=st.data())
    def create_again(self, who: int, data: st.DataObject) -> None:
        kind, record_id = self.a_record(data)
        document = self.model.state.get((kind, record_id), {"code": "SG", "status": "active"})
        self.both(
            lambda: self.desks[who].create(kind, document), lambda: self.model.create(PEOPLE[who], kind, document)
        )

    def changed(self, key: Key, data: st.DataObject) -> tuple[Document, Document]:
        """What is on record, and the same with some fields of another document in their place."""
        before = self.model.state.get(key, {"code": "SG", "status": "active"})
        other = data.draw(documents(KINDS[key[0]], SOME_IDS))
        chosen = data.draw(st.lists(st.sampled_from(sorted(before.keys() | other.keys())), unique=True, max_size=3))
        kept = {name: value for name, value in before.items() if name not in chosen}
        after = {**kept, **{name: other[name] for name in chosen if name in other}}
        return before, after

    @rule(who=WHO, data=st.data())
    def update(self, who: int, data: st.DataObject) -> None:
        key = self.a_record(data)
        before, after = self.changed(key, data)
        self.both(
            lambda: self.desks[who].update(*key, before, after),
            lambda: self.model.update(PEOPLE[who], key, before, after),
        )

    @rule(data=st.data())
    def both_update(self, data: st.DataObject) -> None:
        """Budi saves what he changed in the record as it was before Sari changed it."""
        key = self.a_record(data)
        before, hers = self.changed(key, data)
        _before, his = self.changed(key, data)
        with suppress(CoopError):
            self.desks[0].update(*key, before, hers)
        with suppress(Refused):
            self.model.update("Sari", key, before, hers)
        self.both(lambda: self.desks[1].update(*key, before, his), lambda: self.model.update("Budi", key, before, his))

    @rule(who=WHO, data=st.data())
    def delete(self, who: int, data: st.DataObject) -> None:
        key = self.a_record(data)
        self.both(lambda: self.desks[who].delete(*key), lambda: self.model.delete(PEOPLE[who], key))

    @rule(who=WHO, data=st.data())
    def delete_batch(self, who: int, data: st.DataObject) -> None:
        key = self.a_record(data, ("batches",))
        self.both(lambda: self.desks[who].delete(*key), lambda: self.model.delete(PEOPLE[who], key))

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        self.both(self.desks[who].undo, lambda: self.model.undo(PEOPLE[who]))

    @rule(who=WHO)
    def redo(self, who: int) -> None:
        self.both(self.desks[who].redo, lambda: self.model.redo(PEOPLE[who]))

    @rule(who=WHO, data=st.data())
    def undo_by_number(self, who: int, data: st.DataObject) -> None:
        gen = data.draw(st.integers(1, len(self.model.steps) + 1))
        self.both(lambda: self.desks[who].undo(gen), lambda: self.model.undo(PEOPLE[who], gen))

    @precondition(lambda self: self.model.steps)
    @rule(who=WHO)
    def undo_and_redo_is_nothing(self, who: int) -> None:
        before = self.model.tables()
        with suppress(CoopError):
            self.desks[who].undo()
            self.model.undo(PEOPLE[who])
            self.look()
            self.desks[who].redo()
            self.model.redo(PEOPLE[who])
            assert self.model.tables() == before
        self.look()

    @rule(who=WHO)
    def start_anew(self, who: int) -> None:
        self.desks[who].close()
        self.desks[who] = opened(self.path, PEOPLE[who], self.problems)
        self.look()

    def teardown(self) -> None:
        for change in self.desks[0].store.history():
            self.said += [change.label, change_words(change, self.desks[0].records)]
        for desk in self.desks:
            desk.close()
        self.folder.cleanup()
        assert self.problems == []
        assert not [text for text in self.said if any(mark in text.casefold() for mark in PERSONAL_MARKS)]


TestOffice = Office.TestCase
TestOffice.settings = settings(
    max_examples=30,
    stateful_step_count=20,
    derandomize=True,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # a run of the machine takes minutes to shrink
    suppress_health_check=list(HealthCheck),
)
