"""What the title line says, and what somebody who has just sat down should know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from coop_tui.i18n import _
from coop_tui.records import KINDS
from coop_tui.session import Session
from coop_tui.store import FileStore, travels_apart
from coop_tui.widgets.frame import joined
from coop_tui.widgets.safe import cut
from coop_tui.widgets.symbols import symbol

if TYPE_CHECKING:
    from coop_tui.app import CoopApp


_NAMED: Final = 2
_NAME: Final = 16  # cells


def texts(session: Session, store: FileStore, saved_at: datetime | None, others: Sequence[str]) -> tuple[str, str]:
    """City and unit for the left; for the right who else is here, whose register it is, as of when, and when it was
    saved last.
    """
    office = session.config.office
    left = joined([office.city, office.unit.partition(",")[0]])
    saved = f" {symbol('saved')} {saved_at:%H.%M}" if saved_at else ""
    marks = [_("with {names}").format(names=_names(others))] if others else []
    if session.as_of:
        marks.append(_("as of {day}").format(day=session.as_of.isoformat()))
    if session.known_on:
        marks.append(_("as known on {day}").format(day=session.known_on.isoformat()))
    elif store.read_only:
        marks.append(_("read only"))
    return left, joined([*marks, session.store.name + saved])


def _names(others: Sequence[str]) -> str:
    named = ", ".join(cut(name, _NAME) for name in others[:_NAMED])
    return f"{named} +{len(others) - _NAMED}" if len(others) > _NAMED else named


def remind(app: CoopApp) -> None:
    """Say what was typed and not saved, and that the register does not lie safely."""
    from coop_tui.drafts import folder_of, pending

    if app.session.known_on:
        return  # nothing of this can be acted upon
    drafts = pending(folder_of(app.session.store), app.session.by)
    if drafts:
        kinds = ", ".join(_(KINDS[draft.kind].one) for draft in drafts if draft.kind in KINDS)
        app.say(_("Typed but not saved: {kinds}. Opening the form again brings it back.").format(kinds=kinds))
    closed = next(app.session.closures(), None)
    if closed is not None:
        app.say(closed)
    service = travels_apart(app.session.store)
    if service:
        app.say(
            _("The register lies on {service}. Its two files may travel apart there: keep it on this computer.").format(
                service=service
            )
        )
