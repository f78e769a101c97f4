"""The words of a person's name as they are compared: without titles, habits of shortening undone, and how they sound.

Rules, from how lists of Indonesian offices write names:
- Titles stand before a name (Drs., Ir., H.) or after it, mostly behind a comma (S.T., M.Si); they come and go.
- Muhammad has a dozen short forms, Abdul, Ahmad and Siti have theirs; `bin` and `binti` are written or not.
- Spelling before 1972 lives on in names (oe dj tj j), and Arabic names have no fixed one (kh/h, dh/d, z/s, ae/ai).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from coop_tui.values.text import folded

_BEFORE: Final = frozenset(
    re.findall(r"\w+", "prof dr drg drh drs dra ir h hj kh apt bpk bapak ibu sdr sdri ust ustadz ustaz tgk rd")
)
_AFTER: Final = frozenset(
    re.findall(
        r"\w+",
        """
        st se sh sp ss si sag sei sds sti sik sip spd spdi skm sos ssos ssi skom skep ssn sst sstp stp stmt spt spi ssy
        sy shi shut sked sfarm sgz strk str sab sap sptk mt mm ma mh mba mpa mpp mph map mmpd mpd mpdi mkes mkom msi msc
        mhum mag mak mkn mars meng mti mtr mip mikom msn mp mmsi mmt mkep mtp mec mecdev llm phd dipl amd amdkeb amk
        amdkep bsc ba beng ners ns ak ca cpa cpns spa spog spb spm sptht skg drs dra dr prof ir hj h mpsi spsi mai
        """,
    )
)
_DROPPED: Final = frozenset({"bin", "binti"})
_MUHAMMAD: Final = "muhammad"
_SHORT_MUHAMMAD: Final = re.findall(
    r"\w+",
    """
    moh mohd mohamad mohammad mohamed muhamad muhamed mhd md moch mochamad mochammad much muchamad muchammad muh
    mukhamad mukhammad
    """,
)
_WRITTEN_OUT: Final[Mapping[str, str]] = {
    **dict.fromkeys(_SHORT_MUHAMMAD, _MUHAMMAD),
    "abd": "abdul",
    "ach": "ahmad",
    "sitti": "siti",
}
_SOUNDS: Final = (
    ("oe", "u"), ("oo", "u"), ("ou", "u"), ("dj", "j"), ("tj", "c"), ("nj", "ny"), ("sj", "s"), ("sy", "s"),
    ("dz", "z"), ("ch", "h"), ("kh", "h"), ("th", "t"), ("dh", "d"), ("bh", "b"), ("gh", "g"), ("ph", "f"),
    ("v", "f"), ("z", "s"), ("q", "k"), ("x", "ks"), ("j", "i"), ("y", "i"), ("ae", "ai"), ("oi", "ai"), ("ie", "i"),
)  # fmt: skip
LEFT_OUT_IN_FRONT: Final = frozenset({_MUHAMMAD, "ahmad", "siti", "nur", "sri"})
"""Given names that are often left out, where another follows."""


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in their order, folded, without titles; `M.` in front of others is Muhammad's or an initial,
    and stays `m`. A name of titles alone keeps its words.
    """
    plain = folded(re.sub(r"\([^()]*\)", "", name)).replace("'", "")
    pieces = [_split(piece) for piece in plain.split(",")]
    words = list(_without_degrees(pieces[0]))
    for piece in pieces[1:]:
        if not _is_title(piece):
            words += _without_degrees(piece)
    while len(words) > 1 and words[0] in _BEFORE:
        del words[0]
    if len(words) > 1 and words[0] == "st":
        words[0] = "siti"
    kept = [_WRITTEN_OUT.get(word, word) for word in words if word not in _DROPPED]
    return tuple(kept or words)


def _split(piece: str) -> list[str]:
    """What stands between blanks and hyphens, dots still in it."""
    return [part for part in re.split(r"[\s/\-\u2010-\u2015]+", piece) if re.search(r"\w", part)]


def _is_title(parts: Sequence[str]) -> bool:
    """Whether what stands behind a comma is titles and nothing else."""
    bare = ["".join(re.findall(r"\w", part)) for part in parts]
    return "".join(bare) in _AFTER or all(one in _AFTER for one in bare)


def _without_degrees(parts: Sequence[str]) -> Iterator[str]:
    """The words in `parts`, but for degrees that follow the first one, whole or in two parts (`S. Sos`)."""
    at = 0
    while at < len(parts):
        bare = "".join(re.findall(r"\w", parts[at]))
        after = "".join(re.findall(r"\w", parts[at + 1])) if at + 1 < len(parts) else ""
        if at > 0 and len(bare) == 1 and len(after) > 1 and bare + after in _AFTER:
            at += 2
        elif at > 0 and len(bare) > 1 and bare in _AFTER:
            at += 1
        else:
            yield from re.findall(r"\w+", parts[at])
            at += 1


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """How a word sounds, whichever way it is spelled: a key to compare by, not to read. Numbers stay as they are."""
    if not word.isalpha():
        return word
    for written, spoken in _SOUNDS:
        if written in word:
            word = word.replace(written, spoken)
    word = re.sub(r"(.)\1+", r"\1", word)
    if len(word) > 3 and word.endswith("h"):
        word = word[:-1]
    return word[:-1] + "t" if len(word) > 3 and word.endswith("d") else word


def is_muhammad(word: str) -> bool:
    """Whether the first word of a name may stand for Muhammad."""
    return word in ("m", _MUHAMMAD)
