"""Countries by ISO 3166-1 code: their names from CLDR, and what people type for them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NewType

from coop_tui.errors import CoopError
from coop_tui.i18n import LANGUAGES, Language, _, cldr_name, language
from coop_tui.values.country_names import EVERYDAY_NAMES
from coop_tui.values.text import folded

CountryCode = NewType("CountryCode", str)
"""Two capital letters of ISO 3166-1."""

_ISO_3166_1: Final = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY "
    "BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK "
    "FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR "
    "IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK "
    "ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF "
    "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
)
CODES: Final = frozenset(CountryCode(code) for code in _ISO_3166_1.split())

_NOT_IN: Final = 4  # the rank of a name that does not hold the text
_ALIKE: Final = 75  # rapidfuzz's ratio, 0 to 100, from which a name counts as mistyped


class UnknownCountry(CoopError):
    """`text` is no country's code or name."""

    text: str

    def message(self) -> str:
        near = suggest_countries(self.text, language(), 1)
        if near:
            return _("“{text}” is not a country on the list. Did you mean {name} ({code})?").format(
                text=self.text, name=country_name(near[0], language()), code=near[0]
            )
        return _(
            "“{text}” is not a country on the list. Write its name, like {name}, or its code, like {code}."
        ).format(text=self.text, name=country_name(CountryCode("SG"), language()), code="SG")


def country_name(code: CountryCode, language: Language) -> str:
    """The country's name in CLDR; the code itself where it is none of CODES."""
    return cldr_name("territory", code, language) if code in CODES else code


@lru_cache(maxsize=2)
def country_names(language: Language) -> dict[CountryCode, str]:
    """The name of every country, in the order of the names."""
    names = {code: cldr_name("territory", code, language) for code in CODES}
    return dict(sorted(names.items(), key=lambda item: folded(item[1])))


def find_country(text: str) -> CountryCode | None:
    """The country that `text` is the code or a name of, in either language or as people say it; else None.

    A code comes first: `AS` is American Samoa, as files of the register have it; `A.S.` is the United States.
    """
    key = folded(text)
    code = CountryCode(key.upper())
    return code if code in CODES else _by_name().get(key)


def parse_country(text: str) -> CountryCode:
    """As `find_country`. Raises UnknownCountry, which suggests the nearest name."""
    found = find_country(text)
    if found is None:
        raise UnknownCountry(text)
    return found


def suggest_countries(text: str, language: Language, limit: int) -> list[CountryCode]:
    """Countries that `text` may be meant for, at most `limit`: what is called so, then names that begin with it, have a
    word that does, hold it, or look like it. In each group by the name in `language`. No text: all, by name.
    """
    key = folded(text)
    ranks: dict[CountryCode, int] = {}
    for name, code in _by_name().items():
        ranks[code] = min(_rank(name, key), ranks.get(code, _NOT_IN))
    if key.upper() in CODES:
        ranks[CountryCode(key.upper())] = 0
    near = [code for code in country_names(language) if ranks[code] < _NOT_IN]
    return sorted(near, key=ranks.__getitem__)[:limit] if near else _alike(key, limit)


def _rank(name: str, key: str) -> int:
    if name == key:
        return 0
    if name.startswith(key):
        return 1
    if f" {key}" in name:
        return 2
    return 3 if key in name else _NOT_IN


def _alike(key: str, limit: int) -> list[CountryCode]:
    """Countries whose names are nearly `key`, nearest first."""
    from rapidfuzz import fuzz, process

    names = _by_name()
    found = process.extract(key, names.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
    return list(dict.fromkeys(names[name] for name, _score, _index in found))[:limit]


@lru_cache(maxsize=1)
def _by_name() -> dict[str, CountryCode]:
    """Every name in both languages and in everyday use, folded."""
    everyday = {folded(name): CountryCode(code) for code, names in EVERYDAY_NAMES.items() for name in names.split(", ")}
    official = {folded(name): code for each in LANGUAGES for code, name in country_names(each).items()}
    spelled_out = {name.replace("&", "and").replace("st.", "saint"): code for name, code in official.items()}
    return everyday | spelled_out | official
