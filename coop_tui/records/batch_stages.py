"""Where a batch stands: decree, nomination, send-off, attendance, papers, follow-ups. Pure, as of a day passed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal

import msgspec

from coop_tui.i18n import N_, _, language
from coop_tui.records.batches import Batch, BatchStatus, Mode, has_head_count, status
from coop_tui.records.fields import Choice, Tone
from coop_tui.records.kind import Stage
from coop_tui.records.participations import Participation, ParticipationStatus
from coop_tui.values import PartialDate, first_day, format_date, format_number, last_day

State = Literal["done", "partly", "ahead", "missing"]
"""`missing` is what should be on record by now and is not; `ahead` what has its time still, or none that is known."""

_TONES: Final[dict[State, Tone]] = {"done": "good", "partly": "busy", "ahead": "open", "missing": "bad"}


class Event(Choice):
    """What happens to a batch, in the order of the office."""

    DECREE = "decree", N_("Decree")
    NOMINATED = "nominated", N_("Nominated")
    SEND_OFF = "send_off", N_("Send-off")
    ATTENDED = "attended", N_("Attended")
    PAPERS = "papers", N_("Papers")
    FOLLOW_UPS = "follow_ups", N_("Follow-ups")


class Step(msgspec.Struct, frozen=True):
    """One event of a batch: `number` and `on` are the decree's or the send-off's; `have` of `of` are on record."""

    event: Event
    state: State
    number: str | None = None
    on: PartialDate | None = None
    have: int | None = None
    of: int | None = None


class _Seen(msgspec.Struct, frozen=True):
    """A batch and its participations on a day."""

    batch: Batch
    participations: Sequence[Participation]
    today: date

    def now(self) -> BatchStatus:
        return status(self.batch, self.participations, self.today)

    def past(self, when: PartialDate | None) -> bool:
        """Whether it has happened; what has no date has."""
        return when is None or first_day(when) <= self.today

    def how_many(self) -> Counter[ParticipationStatus]:
        return Counter(one.status for one in self.participations)


def steps(batch: Batch, participations: Sequence[Participation], today: date) -> Sequence[Step]:
    """The events of a batch in their order. Nothing is expected of one that was called off."""
    seen = _Seen(batch, participations, today)
    now = seen.now()
    if now is BatchStatus.CANCELLED:
        return ()
    begun, over = now is not BatchStatus.PLANNED, now in (BatchStatus.COMPLETED, BatchStatus.UNCONFIRMED)
    found = [_decree(seen, begun=begun), _nominated(seen, begun=begun)]
    if batch.send_off is not None or batch.mode is Mode.ABROAD:
        found.append(_send_off(seen, begun=begun))
    return (*found, _attended(seen, over=over), _papers(seen), _follow_ups(seen))


def stages_of(batch: Batch, participations: Sequence[Participation], today: date) -> Sequence[Stage]:
    """The same in words."""
    return [
        Stage(_(one.event.label), ", ".join(_said(one)), _TONES[one.state])
        for one in steps(batch, participations, today)
    ]


def _not_yet(*, due: bool) -> State:
    return "missing" if due else "ahead"


def _decree(seen: _Seen, *, begun: bool) -> Step:
    decree = seen.batch.decree
    if decree is None or not (decree.number or decree.on):
        return Step(Event.DECREE, _not_yet(due=begun))
    return Step(Event.DECREE, "done" if seen.past(decree.on) else "ahead", decree.number, decree.on)


def _nominated(seen: _Seen, *, begun: bool) -> Step:
    """Who is to go or went; who withdrew or was replaced is not."""
    found, seats = seen.how_many(), seen.batch.seats
    going = found[ParticipationStatus.NOMINATED] + found[ParticipationStatus.ATTENDED]
    if not going:
        return Step(Event.NOMINATED, _not_yet(due=begun), have=0 if seats else None, of=seats)
    return Step(Event.NOMINATED, "partly" if going < (seats or 0) else "done", have=going, of=seats)


def _send_off(seen: _Seen, *, begun: bool) -> Step:
    send_off = seen.batch.send_off
    if send_off is None:
        return Step(Event.SEND_OFF, _not_yet(due=begun))
    happened = begun if send_off.on is None else seen.past(send_off.on)
    return Step(Event.SEND_OFF, "done" if happened else "ahead", on=send_off.on)


def _attended(seen: _Seen, *, over: bool) -> Step:
    """Of those who were to go, who went. A head-count without names does as well."""
    found = seen.how_many()
    came, open_ = found[ParticipationStatus.ATTENDED], found[ParticipationStatus.NOMINATED]
    if not came + open_:
        done = over and has_head_count(seen.batch)
        return Step(Event.ATTENDED, "done" if done else _not_yet(due=over))
    if over:
        return Step(Event.ATTENDED, "missing" if open_ else "done", have=came, of=came + open_)
    return Step(Event.ATTENDED, "partly" if came else "ahead", have=came, of=came + open_)


def _papers(seen: _Seen) -> Step:
    came = [one for one in seen.participations if one.status is ParticipationStatus.ATTENDED]
    written = sum(one.paper is not None and seen.past(one.paper.presented_on) for one in came)
    if not came:
        return Step(Event.PAPERS, "ahead")
    return Step(Event.PAPERS, _part(written, len(came)), have=written, of=len(came))


def _follow_ups(seen: _Seen) -> Step:
    wanted = seen.batch.follow_ups
    if not wanted:
        return Step(Event.FOLLOW_UPS, "ahead")
    done = [one.done_on is not None and seen.past(one.done_on) for one in wanted]
    late = any(
        not is_done and one.due is not None and last_day(one.due) < seen.today
        for one, is_done in zip(wanted, done, strict=True)
    )
    state = "missing" if late else _part(sum(done), len(wanted))
    return Step(Event.FOLLOW_UPS, state, have=sum(done), of=len(wanted))


def _part(have: int, of: int) -> State:
    if have == of:
        return "done"
    return "partly" if have else "ahead"


def _said(one: Step) -> Iterator[str]:
    if one.number:
        yield one.number
    if one.on:
        yield format_date(one.on, language(), "short")
    if one.have is None:
        return
    have = format_number(one.have, language())
    if one.of is None or one.have == one.of:
        yield have
    else:
        yield _("{have} of {all}").format(have=have, all=format_number(one.of, language()))
