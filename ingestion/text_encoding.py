# ruff: noqa: RUF001  # letters of other scripts are meant
"""Bytes to text: by the file's own mark, else UTF-8 if it fits, else the likeliest code page."""

import re
from collections.abc import Callable

BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SAMPLE_BYTES = 400_000
_ZERO_SHARE = 0.2

_RUSSIAN = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґ"
_WESTERN = "éèêëàâäáãçñóôöòõúûüùíîïìßœæøåýÿ"
_CENTRAL = "áéíóöőúüűąćęłńóśźżčďěňřšťůýžăâîșțşţđôäç"
_PUNCTUATION = set("«»“”„‘’‚–—…€£№°§©®™·•\u00a0\u00ad½¼¾²³´`¿¡ºª¢¥±×")


def decode(content: bytes) -> tuple[str, str]:
    """Give the text and the name of its encoding."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace"), encoding
    wide = _wide(content)
    if wide:
        return content.decode(wide, errors="replace"), wide
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = _likeliest(content)
        return content.decode(encoding, errors="replace"), encoding


def _wide(content: bytes) -> str | None:
    """Recognise UTF-16 without a mark by the zeros in every other byte."""
    sample = content[:4096]
    if sample[1::2].count(0) > _ZERO_SHARE * len(sample):
        return "utf-16-le"
    if sample[::2].count(0) > _ZERO_SHARE * len(sample):
        return "utf-16-be"
    return None


def _likeliest(content: bytes) -> str:
    """Score each code page on the lines that are not plain ASCII; the first wins a tie."""
    lines = b"\n".join(re.findall(rb"[^\n]*[\x80-\xff][^\n]*", content[:_SAMPLE_BYTES])[:2000])
    scores = {
        encoding: score(lines.decode(encoding, errors="replace"))
        for encoding, score in _CODE_PAGES.items()
    }
    return max(scores, key=lambda encoding: scores[encoding])


def _scorer(letters: str, is_cyrillic: bool) -> Callable[[str], float]:
    weights = {letter: 2.0 - index / len(letters) for index, letter in enumerate(letters)}

    def score(text: str) -> float:
        found = re.findall(r"[^\x00-\x7f]", text)
        known = sum(
            weights.get(letter, weights.get(letter.lower(), -0.5) - 0.5)
            if letter.isalpha()
            else (0.0 if letter in _PUNCTUATION else -2.0)
            for letter in found
        )
        return known - 2.0 * len(_strange(is_cyrillic).findall(text))

    return score


def _strange(is_cyrillic: bool) -> re.Pattern[str]:
    """Match what a wrong guess makes: mixed scripts, capitals inside words, runs of accents."""
    if is_cyrillic:
        return re.compile(r"[A-Za-z][а-яё]|[а-яё][A-Za-z]|[а-яё][А-ЯЁ]")
    return re.compile(r"[à-ž][à-žÀ-Ž]|[a-zß-ž][À-Þ]")


_CODE_PAGES: dict[str, Callable[[str], float]] = {
    "windows-1252": _scorer(_WESTERN, is_cyrillic=False),
    "windows-1250": _scorer(_CENTRAL, is_cyrillic=False),
    "windows-1251": _scorer(_RUSSIAN, is_cyrillic=True),
    "cp866": _scorer(_RUSSIAN, is_cyrillic=True),
    "koi8-r": _scorer(_RUSSIAN, is_cyrillic=True),
}
