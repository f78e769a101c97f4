"""The civil servant's number: 18 digits that hold a birth date, or 9 in older records."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal, NewType

from msgspec import Struct

from coop_tui.errors import CoopError
from coop_tui.i18n import N_, _

Nip = NewType("Nip", str)
"""18 or 9 digits without blanks, checked."""

Fault = Literal["signs", "length", "damaged", "born", "appointed", "sex"]

_FAULTS: Final[dict[Fault, str]] = {
    "signs": N_("A NIP is digits only: 18 of them, or 9 in older records. Leave it empty for people who have none."),
    "length": N_("A NIP has 18 digits, or 9 in older records. Count them against the source."),
    "damaged": N_(
        "A spreadsheet has damaged this NIP: its last digits are lost. Set the column to text and enter the NIP again "
        "from its source."
    ),
    "born": N_("The first 8 digits of a NIP are a birth date, like 19800131. Compare them with the source."),
    "appointed": N_("Digits 9 to 14 of a NIP are year and month of appointment, like 200501. Compare with the source."),
    "sex": N_("Digit 15 of a NIP is 1 for a man and 2 for a woman. Compare it with the source."),
}
_TYPED_BETWEEN: Final = r"[\s.\-\u2013]+"
_FLOAT: Final = r"\s*(?:[0-9]+[.,]0+|[0-9.,]+\s*[eE]\s*[+-]?[0-9]+)\s*"
_OLD_LENGTH: Final = 9
_LENGTH: Final = 18


class BadNip(CoopError):
    """The number, which is not repeated, can't be a NIP."""

    fault: Fault

    def message(self) -> str:
        return _(_FAULTS[self.fault])


class NipFacts(Struct, frozen=True):
    """What a NIP says. Old numbers say neither birth date nor sex."""

    kind: Literal["pns", "pppk", "old"]
    born: date | None
    sex: Literal["m", "f"] | None


def parse_nip(text: str) -> Nip:
    """The NIP in `text`, where blanks, dots and dashes may stand. Raises BadNip."""
    if re.fullmatch(_FLOAT, text):
        raise BadNip("damaged")
    digits = re.sub(_TYPED_BETWEEN, "", text)
    if not re.fullmatch(r"[0-9]*", digits):
        raise BadNip("signs")
    if len(digits) not in (_OLD_LENGTH, _LENGTH):
        raise BadNip("length")
    if len(digits) == _LENGTH:
        _check_parts(digits)
    return Nip(digits)


def nip_facts(nip: Nip) -> NipFacts:
    """Kind, birth date and sex that a checked NIP holds."""
    if len(nip) == _OLD_LENGTH:
        return NipFacts("old", None, None)
    return NipFacts("pppk" if nip[12] == "2" else "pns", _born(nip), "m" if nip[14] == "1" else "f")


def masked(text: str) -> str:
    """`text`, which is personal, as it may be shown: at most its last three characters."""
    return "***" + (text[-3:] if len(text) >= _OLD_LENGTH else "")


def _check_parts(digits: str) -> None:
    if digits.endswith("000"):
        raise BadNip("damaged")
    born = _born(digits)
    if born is None or born.year < 1900:
        raise BadNip("born")
    year, month = int(digits[8:12]), int(digits[12:14])
    if not born.year < year < 2200 or not (1 <= month <= 12 or 21 <= month <= 29):
        raise BadNip("appointed")
    if digits[14] not in "12":
        raise BadNip("sex")


def _born(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
