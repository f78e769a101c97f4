"""Text that enters the register, text that leaves for a terminal, and text to search by.

Forbidden everywhere: control characters (C0, DEL, C1) except newline and tab, lone surrogates, the line and paragraph
separators, the controls that reorder text (bidi), and U+FFFE and U+FFFF, which no spreadsheet can hold. Joiners,
variation selectors and every script are kept.
"""

from __future__ import annotations

import re
from typing import Final

_HOSTILE: Final = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0, DEL, C1
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi controls
    r"\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)

# The same characters in JSON, as escapes and as UTF-8; newline and tab are `\n` and `\t` there and pass. By first byte,
# because looking for one byte runs at the speed of memory and a pattern does not.
_SUSPICIOUS: Final = {
    b"\\": rb"\\(?:[bfr]|u(?:00[0189]|007[fF]|061[cC]|20[026]|[dD][89a-fA-F]|[fF]{3}[eEfF]))",
    b"\x7f": rb"\x7f",
    b"\xc2": rb"\xc2[\x80-\x9f]",
    b"\xd8": rb"\xd8\x9c",
    b"\xe2": rb"\xe2(?:\x80[\x8e\x8f\xa8-\xae]|\x81[\xa6-\xa9])",
    b"\xef": rb"\xef\xbf[\xbe\xbf]",
}
_QUOTES: Final = str.maketrans("\u2018\u2019\u02bc", "'''")


def clean(text: str, *, lines: bool = False) -> str:
    """`text` as the register keeps it: without forbidden characters, in NFC, without blanks around it.

    In a one-line text newlines and tabs become one space. With `lines` they stay; blanks at the ends of lines and empty
    lines at the ends of the text go. Cleaning twice changes nothing more; clean text comes back as the same object.
    """
    if text.isascii() and text.isprintable():
        return text.rstrip() if lines else text.strip()
    text = _composed(re.sub(_HOSTILE, "", text.replace("\r\n", "\n").replace("\r", "\n")))
    if lines:
        kept = "\n".join([line.rstrip() for line in text.split("\n")]).strip("\n")
        return text if kept == text else kept
    parts = [part.strip() for part in text.replace("\t", "\n").split("\n")]
    return " ".join([part for part in parts if part])


def shown(text: str, *, lines: bool = False) -> str:
    r"""`text` as it may be printed to a terminal: every forbidden character is seen as its escape, `\x1b` or `\u202e`.

    Newlines and tabs become spaces, or stay with `lines`.
    """
    if text.isascii() and text.isprintable():
        return text
    text = re.sub(_HOSTILE, _escape, text.replace("\r\n", "\n"))
    return text if lines else text.replace("\n", " ").replace("\t", " ")


def suspicious(raw: bytes) -> bool:
    """Whether a string in the JSON text `raw` may hold a forbidden character. Never a wrong no; some wrong yes.

    What `clean` does beyond that (blanks, NFC) is harmless in a stored text and not looked for.
    """
    return any(first in raw and re.search(pattern, raw) for first, pattern in _SUSPICIOUS.items())


def folded(text: str) -> str:
    """`text` for searching and matching: without case and accents, straight quotes, one blank between words."""
    if text.isascii():
        return " ".join(text.lower().split())
    import unicodedata

    plain = unicodedata.normalize("NFKD", text)
    for mark in [c for c in set(plain) if unicodedata.category(c) == "Mn"]:
        plain = plain.replace(mark, "")
    return " ".join(plain.translate(_QUOTES).casefold().split())


def _composed(text: str) -> str:
    if text.isascii():
        return text
    import unicodedata

    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
