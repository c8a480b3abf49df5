# ruff: noqa: RUF001  # letters of other scripts are meant
"""Which code page are these bytes in? The one that makes words of one language out of them."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

# The letters beyond ASCII of each language, the most frequent first.
_RUSSIAN = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_UKRAINIAN = "оаинтівресклудмпязьбгчйхжїцшюєщфґ"
_WESTERN = ("óíáéñúüàçï", "äüöß", "éèàêçâîôûùëïœ", "ãçáéóíâêúàõ", "åäöøæé")
_CENTRAL = ("áéőöíóüűú", "łóżąęśćńź", "áíéěřčžýšůúňťďó", "ăîâșțşţ")
# Pairs that Russian and Ukrainian words are full of.
_PAIRS = (
    "ст но то на ен ов ни ра во ко ал ан ли по пр ро ва ет ел ос ре ла ка го не та ер ин ри от де "
    "ор ль ом ес ог од ат ит ол ло ск ле ть ин ен на ки ия ая ой ый ик ша жк ис ир ма мо да ту тр "
    "аш еж ил иц ич ія ів ий"
)
_FREQUENT_PAIRS = frozenset(_PAIRS.split())
_PUNCTUATION = set("«»“”„‘’‚–—…€£№°§©®™·•\u00a0\u00ad½¼¾²³´`¿¡ºª¢¥±×")
_MIXED_SCRIPTS = re.compile(r"[A-Za-z][А-яЁёІіЇїЄє]|[А-яЁёІіЇїЄє][A-Za-z]|[а-яё][А-ЯЁ]")
_STRANGE_LATIN = re.compile(r"[à-ž][à-žÀ-Ž]|[a-zß-ž][À-Þ]|\b[ßñ]\b|[A-ZÀ-Þ]{2}[ß-ž]")


def likeliest(content: bytes) -> str:
    """Score each code page on lines that are not plain ASCII; the first wins a tie."""
    scores = {
        encoding: score(content.decode(encoding, errors="replace"))
        for encoding, score in _CODE_PAGES.items()
    }
    return max(scores, key=lambda encoding: scores[encoding])


def _latin(languages: Sequence[str]) -> Callable[[str], float]:
    def score(text: str) -> float:
        return _best(text, languages) - 2.0 * len(_STRANGE_LATIN.findall(text))

    return score


def _cyrillic(languages: Sequence[str]) -> Callable[[str], float]:
    def score(text: str) -> float:
        pairs = pairwise(text.lower())
        frequent = sum(first + second in _FREQUENT_PAIRS for first, second in pairs)
        strange = 2.0 * len(_MIXED_SCRIPTS.findall(text))
        return _best(text, languages) + 0.5 * frequent - strange

    return score


def _best(text: str, languages: Sequence[str]) -> float:
    """Score by the language that fits best: a file is written in one."""
    found = re.findall(r"[^\x00-\x7f]", text)
    return max(_known(found, letters) for letters in languages)


def _known(found: Sequence[str], letters: str) -> float:
    weights = {letter: 2.0 - index / len(letters) for index, letter in enumerate(letters)}
    return sum(
        weights.get(letter, weights.get(letter.lower(), -0.5) - 0.5)
        if letter.isalpha()
        else (0.0 if letter in _PUNCTUATION else -2.0)
        for letter in found
    )


_CODE_PAGES: dict[str, Callable[[str], float]] = {
    "windows-1252": _latin(_WESTERN),
    "windows-1250": _latin(_CENTRAL),
    "windows-1251": _cyrillic((_RUSSIAN, _UKRAINIAN)),
    "cp866": _cyrillic((_RUSSIAN, _UKRAINIAN)),
    "koi8-r": _cyrillic((_RUSSIAN,)),
}
