"""Light checks of how to reach someone: enough to catch a wrong column, not to prove that an address exists."""

from __future__ import annotations

import re
from typing import Final, Literal

from coop_tui.errors import CoopError
from coop_tui.i18n import _
from coop_tui.values.text import clean

_EMAIL: Final = r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+"
_PHONE: Final = r"(?i:[0-9 +()/.-]|ext)*"
_WEB: Final = r"(?i:https?://)?(?:[^\W_][\w-]*\.)+[^\W_][\w-]+(?::[0-9]{1,5})?(?:[/?#]\S*)?"


class BadContact(CoopError):
    """No address or number of this kind. It may be personal and is not repeated."""

    kind: Literal["email", "phone", "web"]

    def message(self) -> str:
        if self.kind == "email":
            return _("This is not an e-mail address. Write it like nama@contoh.go.id.")
        if self.kind == "phone":
            return _("This is not a phone number. Write it like 0741 123456 or +62 741 123456 ext. 12.")
        return _("This is not a web address. Write it like www.contoh.go.id or https://contoh.go.id.")


def parse_email(text: str) -> str:
    """An e-mail address as typed. Raises BadContact."""
    email = clean(text)
    if not re.fullmatch(_EMAIL, email):
        raise BadContact("email")
    return email


def parse_phone(text: str) -> str:
    """A phone number as typed, leading zero and all. Raises BadContact."""
    phone = clean(text)
    if not re.fullmatch(_PHONE, phone) or sum(map(str.isdigit, phone)) < 3:
        raise BadContact("phone")
    return phone


def parse_web(text: str) -> str:
    """A web address as typed: http, https or a bare domain. Raises BadContact."""
    web = clean(text)
    if not re.fullmatch(_WEB, web):
        raise BadContact("web")
    return web
