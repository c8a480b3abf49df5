"""Bytes to text: by the file's own mark, else UTF-8 if it fits, else the likeliest code page."""

import codecs
import re
from typing import Literal

from ingestion import code_pages, flaws

BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
CERTAIN = ("utf-8", "utf-32-le", "utf-16-le", "utf-16-be", "workbook")
_SAMPLE_BYTES = 400_000
_WIDE_SAMPLE = 4096
# Text in UTF-16 has a zero in one half of nearly every pair, since blanks and digits are ASCII.
_FEWEST_ZEROS = 0.01
_ONE_SIDED = 0.95
# The last letter of the scripts that UTF-16 without a mark is looked for in: Armenian's neighbour.
_LAST_LETTER = 0x0530
_LARGELY = 0.9

# What a mapping may name; the same text in another of them has other letters.
Encoding = Literal[
    "utf-8", "utf-16-le", "utf-16-be", "windows-1251", "cp866", "koi8-r", "mac-cyrillic",
    "windows-1252", "windows-1250", "cp852", "windows-1254", "windows-1257",
]  # fmt: skip

codecs.register_error("marked", flaws.undecoded)


def decode(content: bytes, told: str | None = None) -> tuple[str, str]:
    """Give the text and the name of its encoding; bytes that are no letters are marked.

    What the file's own mark says holds; then what a person `told`.
    """
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="marked"), encoding
    found = told or wide(content)
    if found:
        return content.decode(found, errors="marked"), found
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = _without_utf_8(content)
        return content.decode(encoding, errors="marked"), encoding


def is_open(content: bytes) -> bool:
    """Tell a text that neither has a mark of its own nor is UTF-8 throughout."""
    if any(content.startswith(mark) for mark, _ in BOMS):
        return False
    return bool(wide(content)) or _breaks(content)


def wide(content: bytes) -> str | None:
    """Recognise UTF-16 without a mark by the zeros in every other byte."""
    sample = content[: min(_WIDE_SAMPLE, len(content) // 2 * 2)]
    zeros = {"utf-16-le": sample[1::2].count(0), "utf-16-be": sample[::2].count(0)}
    encoding = max(zeros, key=lambda name: zeros[name])
    total = sum(zeros.values())
    if total <= _FEWEST_ZEROS * len(sample) or zeros[encoding] < _ONE_SIDED * total:
        return None
    # A stray zero in other text is no sign: read in pairs, that text turns into far scripts.
    text = sample.decode(encoding, errors="replace")
    near = sum("\t" <= letter < chr(_LAST_LETTER) for letter in text)
    return encoding if near >= _LARGELY * len(text) else None


def _without_utf_8(content: bytes) -> str:
    """Tell UTF-8 with a few wrong bytes from a code page, in which few pairs happen to be UTF-8.

    Names in all the code pages that we know give at most 0.6 right letters per wrong byte.
    """
    # Lines, not a slice: a cut would break a letter in two.
    lines = b"\n".join(re.findall(rb"[^\n]*[\x80-\xff][^\n]*", content[:_SAMPLE_BYTES])[:2000])
    text = (lines if _breaks(lines) else content).decode("utf-8", errors="marked")
    wrong = text.count(flaws.UNDECODED)
    right = len(re.findall(r"[^\x00-\x7f]", text)) - wrong
    return "utf-8" if right >= wrong else code_pages.likeliest(lines)


def _breaks(lines: bytes) -> bool:
    try:
        lines.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False
