"""The civil servant's number: 18 digits that hold a birth date, or 9 in older records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, Literal, NewType

from msgspec import Struct

from coop_tui.errors import CoopError
from coop_tui.i18n import N_, _

Nip = NewType("Nip", str)
"""18 or 9 digits without blanks, checked."""

Fault = Literal["signs", "length", "apostrophe", "zero", "exponent", "decimals", "zeros", "born", "appointed", "sex"]

_AGAIN: Final = N_("Set the column to text and enter the NIP again from its source.")
_FAULTS: Final[dict[Fault, str]] = {
    "signs": N_("A NIP is digits only: 18 of them, or 9 in older records. Leave it empty for people who have none."),
    "length": N_("A NIP has 18 digits, or 9 in older records. Count them against the source."),
    "apostrophe": N_("An apostrophe stands before the NIP, as spreadsheets mark a text. Leave it out."),
    "zero": N_("An older NIP has 9 digits, and a spreadsheet drops a 0 in front. Compare it with the source."),
    "exponent": N_("A spreadsheet has made a power of ten (E+17) of this NIP: its last digits are lost."),
    "decimals": N_("A spreadsheet has made a number with decimals of this NIP: its last digits may be others now."),
    "zeros": N_("No NIP ends in 000: a spreadsheet keeps 15 digits and makes zeros of the last ones."),
    "born": N_("The first 8 digits of a NIP are a birth date, like 19800131. Compare them with the source."),
    "appointed": N_(
        "Digits 9 to 14 of a NIP are year and month of appointment, like 200501; of a PPPK the year, 2 and a digit,"
        " like 202121. Compare with the source."
    ),
    "sex": N_("Digit 15 of a NIP is 1 for a man and 2 for a woman. Compare it with the source."),
}
_DAMAGES: Final = ("exponent", "decimals", "zeros")
"""What spreadsheets do that cannot be undone."""
_TYPED_BETWEEN: Final = r"[\s.\-\u2013]+"
_EXPONENT: Final = r"\s*[0-9.,]+\s*[eE]\s*[+-]?[0-9]+\s*"
_DECIMALS: Final = r"\s*[0-9]+[.,]0+\s*"
_APOSTROPHE: Final = r"\s*['`\u2018\u2019\u00b4]"
_DISCREET: Final = re.compile(r"\S+@\S+|\+?\d[\d\s.,+()/eE\u2013-]{6,}\d")
_OLD_LENGTH: Final = 9
_LENGTH: Final = 18
_YOUNGEST: Final = 15  # years of age at an appointment; nobody younger may work
_PNS_GRADE: Final = r"(?i)\s*(?:I{1,3}|IV)\s*/\s*[a-e]\s*"
_PPPK_GRADE: Final = r"(?i)\s*[IVX]{1,5}\s*"


class BadNip(CoopError):
    """The number, which is not repeated, can't be a NIP."""

    fault: Fault

    def message(self) -> str:
        said = _(_FAULTS[self.fault])
        return f"{said} {_(_AGAIN)}" if self.fault in _DAMAGES else said


class NipFacts(Struct, frozen=True):
    """What a NIP says. Old numbers say neither birth date nor sex."""

    kind: Literal["pns", "pppk", "old"]
    born: date | None
    sex: Literal["m", "f"] | None


def parse_nip(text: str) -> Nip:
    """The NIP in `text`, where blanks, dots and dashes may stand. Raises BadNip."""
    if re.fullmatch(_EXPONENT, text):
        raise BadNip("exponent")
    if re.fullmatch(_DECIMALS, text):
        raise BadNip("decimals")
    if re.match(_APOSTROPHE, text):
        raise BadNip("apostrophe")
    digits = re.sub(_TYPED_BETWEEN, "", text)
    if not re.fullmatch(r"[0-9]*", digits):
        raise BadNip("signs")
    if len(digits) not in (_OLD_LENGTH, _LENGTH):
        raise BadNip("zero" if len(digits) == _OLD_LENGTH - 1 else "length")
    if len(digits) == _LENGTH:
        _check_parts(digits)
    return Nip(digits)


def nip_facts(nip: Nip) -> NipFacts:
    """Kind, birth date and sex that a checked NIP holds."""
    if len(nip) == _OLD_LENGTH:
        return NipFacts("old", None, None)
    return NipFacts("pppk" if nip[12] == "2" else "pns", _born(nip), "m" if nip[14] == "1" else "f")


def nip_doubts(
    nip: Nip, sex: str | None, grade: str | None, today: date
) -> Iterator[tuple[Literal["nip", "sex"], str]]:
    """What a checked NIP says that cannot be so, or not beside the person's sex (`m`, `f`) and grade: where, and in
    words. Nothing of it is a reason to refuse the NIP: the rest may be what is wrong.
    """
    facts = nip_facts(nip)
    if facts.born is None:
        return
    if sex in ("m", "f") and sex != facts.sex:
        his = _("By the NIP this is a man. Compare NIP and sex with the source.")
        hers = _("By the NIP this is a woman. Compare NIP and sex with the source.")
        yield "sex", his if facts.sex == "m" else hers
    year, month = int(nip[8:12]), int(nip[12:14]) if facts.kind == "pns" else 12
    age = year - facts.born.year - (month < facts.born.month)
    if age < _YOUNGEST:
        said = _("By the NIP the appointment was at the age of {age}. Compare the NIP with the source.")
        yield "nip", said.format(age=age)
    if (year, month if facts.kind == "pns" else 1) > (today.year, today.month):
        yield "nip", _("By the NIP the appointment is still to come. Compare the NIP with the source.")
    if facts.kind == "pppk" and re.fullmatch(_PNS_GRADE, grade or ""):
        yield "nip", _("The NIP is that of a PPPK, the grade that of a PNS. Compare both with the source.")
    if facts.kind == "pns" and re.fullmatch(_PPPK_GRADE, grade or ""):
        yield "nip", _("The NIP is that of a PNS, the grade that of a PPPK. Compare both with the source.")


def masked(text: str) -> str:
    """`text`, which is personal, as it may be shown: at most its last three characters."""
    return "***" + (text[-3:] if len(text) >= _OLD_LENGTH else "")


def masked_within(text: str) -> str:
    """A text that somebody wrote, addresses in it masked and numbers as long as a NIP, also damaged ones."""

    def said(found: re.Match[str]) -> str:
        long = "@" in found[0] or "e" in found[0].lower() or sum(map(str.isdigit, found[0])) >= _OLD_LENGTH
        return masked(found[0]) if long else found[0]

    return _DISCREET.sub(said, text)


def _check_parts(digits: str) -> None:
    if digits.endswith("000"):
        raise BadNip("zeros")
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
