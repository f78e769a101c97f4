"""Where a batch stands on every single day, against the order of events told once more the slow way."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coop_tui.i18n import LANGUAGES, use
from coop_tui.records import KINDS, batches, participations
from coop_tui.records.batch_stages import Step, stages_of, steps
from coop_tui.records.batches import Batch
from coop_tui.records.page import page_of
from coop_tui.records.participations import Participation
from coop_tui.records.read import to_record
from coop_tui.store import JSON, Document
from tests.strategies import in_memory

FIRST = date(2019, 1, 1)
DAYS = [(FIRST + timedelta(days=n)).isoformat() for n in range(60)]
SOMETIME = st.sampled_from([None, *DAYS[::4], "2019-01", "2019-02"])
STATUSES = ("nominated", "attended", "withdrawn", "replaced")


def batch_of(document: Document) -> Batch:
    return to_record(batches.KIND, {"programme": 1, **document})


def taking_part(*statuses: str, paper: JSON = None) -> list[Participation]:
    return [
        to_record(
            participations.KIND,
            {
                "person": at,
                "batch": 1,
                "status": status,
                **({"paper": paper} if paper and status == "attended" else {}),
            },
        )
        for at, status in enumerate(statuses, start=1)
    ]


def some(**fields: st.SearchStrategy[JSON]) -> st.SearchStrategy[JSON]:
    return st.fixed_dictionaries(fields).map(
        lambda one: {key: value for key, value in one.items() if value is not None}
    )


DOCUMENTS = st.fixed_dictionaries(
    {"mode": st.sampled_from(["abroad", "online"])},
    optional={
        "starts_on": st.sampled_from(DAYS[10:30]),
        "seats": st.integers(1, 4),
        "decree": some(number=st.sampled_from([None, "188.45/1"]), on=SOMETIME),
        "send_off": some(on=SOMETIME, place=st.just("Aula")),
        "groups": st.just([{"origin": "own_staff", "reported": 3, "basis": "reported"}]),
        "follow_ups": st.lists(some(text=st.just("surat"), due=SOMETIME, done_on=SOMETIME), min_size=1, max_size=2),
    },
)


def happened(when: JSON, day: str) -> bool:
    """As what began: `2019-02` is the first of February."""
    return (
        when is None or str(when).ljust(10, "0").replace("00-00", "-01-01")[: len(str(when))] <= day[: len(str(when))]
    )


def late(when: JSON, day: str) -> bool:
    """As what is to end: `2019-01` is the last of January."""
    return when is not None and str(when) < day[: len(str(when))]


def slowly(
    batch: Document, statuses: list[str], paper: JSON, day: str
) -> dict[str, tuple[str, int | None, int | None]]:
    """State and figures of each event."""
    start, counted = batch.get("starts_on"), "groups" in batch
    begun = counted if start is None else str(start) <= day
    over = counted if start is None else str(start) < day  # it lasts a day
    due = "missing" if begun else "ahead"
    came, named = statuses.count("attended"), statuses.count("nominated") + statuses.count("attended")
    found: dict[str, tuple[str, int | None, int | None]] = {}
    decree = batch.get("decree") or {}
    assert isinstance(decree, dict)
    if decree:
        found["decree"] = ("done" if happened(decree.get("on"), day) else "ahead", None, None)
    else:
        found["decree"] = (due, None, None)
    seats = batch.get("seats")
    assert seats is None or isinstance(seats, int)
    if named:
        found["nominated"] = ("partly" if seats and named < seats else "done", named, seats)
    else:
        found["nominated"] = (due, 0 if seats else None, seats)
    send_off = batch.get("send_off")
    if isinstance(send_off, dict):
        off = happened(send_off["on"], day) if "on" in send_off else begun
        found["send_off"] = ("done" if off else "ahead", None, None)
    elif batch["mode"] == "abroad":
        found["send_off"] = (due, None, None)
    if named:
        state = ("done" if came == named else "missing") if over else "partly" if came else "ahead"
        found["attended"] = (state, came, named)
    else:
        found["attended"] = ("ahead" if not over else "done" if counted else "missing", None, None)
    written = came if paper is not None and isinstance(paper, dict) and happened(paper.get("presented_on"), day) else 0
    found["papers"] = ("done" if written else "ahead", written if came else None, came or None)
    found["follow_ups"] = follow_ups_slowly(batch, day)
    return found


def follow_ups_slowly(batch: Document, day: str) -> tuple[str, int | None, int | None]:
    wanted = batch.get("follow_ups") or []
    assert isinstance(wanted, list)
    done = [one for one in wanted if isinstance(one, dict) and "done_on" in one and happened(one["done_on"], day)]
    overdue = [one for one in wanted if isinstance(one, dict) and one not in done and late(one.get("due"), day)]
    if not wanted:
        return "ahead", None, None
    state = "missing" if overdue else "done" if len(done) == len(wanted) else "partly" if done else "ahead"
    return state, len(done), len(wanted)


@given(
    document=DOCUMENTS,
    statuses=st.lists(st.sampled_from(STATUSES), max_size=4),
    paper=st.none() | some(title=st.just("Air"), presented_on=SOMETIME),
)
def test_every_event_on_every_day(document: Document, statuses: list[str], paper: JSON) -> None:
    batch, taking = batch_of(document), taking_part(*statuses, paper=paper)
    for day in DAYS:
        found = {
            one.event.value: (one.state, one.have, one.of) for one in steps(batch, taking, date.fromisoformat(day))
        }
        assert found == slowly(document, statuses, paper or None, day), day


def step(batch: Batch, taking: list[Participation], event: str, day: str) -> Step:
    return next(one for one in steps(batch, taking, date.fromisoformat(day)) if one.event == event)


def test_nominated_people_are_missing_from_attendance_the_day_after_the_end_and_not_before() -> None:
    batch = batch_of({"mode": "abroad", "starts_on": "2019-02-17", "ends_on": "2019-02-23"})
    taking = taking_part("attended", "nominated", "withdrawn")
    assert step(batch, taking, "attended", "2019-02-23").state == "partly"
    after = step(batch, taking, "attended", "2019-02-24")
    assert (after.state, after.have, after.of) == ("missing", 1, 2)


def test_nothing_is_expected_of_a_batch_that_was_called_off() -> None:
    batch = batch_of({"mode": "abroad", "starts_on": "2019-02-17", "cancelled": {"reason": "banjir"}})
    assert steps(batch, taking_part("nominated"), date(2019, 3, 1)) == ()


def test_the_page_of_a_batch_says_where_it_stands() -> None:
    said = {}
    for language in LANGUAGES:
        use(language)
        document: Document = {
            "programme": 1,
            "mode": "abroad",
            "starts_on": "2019-02-17",
            "ends_on": "2019-02-23",
            "decree": {"number": "188.45/1", "on": "2019-02-03"},
            "seats": 3,
        }
        people: dict[int, Document] = {1: {"name": "Ani Contoh"}, 2: {"name": "Budi Contoh"}}
        taking: dict[int, Document] = {at: {"person": at, "batch": 1, "status": STATUSES[at - 1]} for at in people}
        records = in_memory(
            {"programmes": {1: {"name": "P"}}, "batches": {1: document}, "people": people, "participations": taking}
        )
        page = page_of(KINDS["batches"], 1, records.all(KINDS["batches"])[1], records)
        said[language] = [(item.text, item.tone) for item in page.stages]
    assert said["en"] == [
        ("Decree 188.45/1, 3 Feb 2019", "good"),
        ("Nominated 2 of 3", "busy"),
        ("Send-off", "bad"),
        ("Attended 1 of 2", "bad"),
        ("Papers 0 of 1", "open"),
        ("Follow-ups", "open"),
    ]
    assert said["id"][0] == ("SK 188.45/1, 3 Feb 2019", "good")
    assert said["id"][3] == ("Hadir 1 dari 2", "bad")


def test_the_words_are_those_of_the_day() -> None:
    batch = batch_of({"mode": "online", "follow_ups": [{"text": "surat"}]})
    assert [one.said for one in stages_of(batch, [], FIRST)] == ["", "", "", "", "0 of 1"]
