"""How people write: short forms, joined words, a keyboard without Vietnamese, a wrong letter (`finder.toml`)."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from flows.text import fold

_TELEX = re.compile(r"([aeod])\1|w|[sfrxj]$")  # what stays in the word when Telex keys are not turned into accents
_SHORTEST = 4  # shorter words are too alike to be mended


@dataclass(frozen=True, slots=True)
class Spelling:
    """Words that tell nothing about what is meant, what short forms stand for, and the words that are known."""

    fillers: frozenset[str]
    short: Mapping[str, str]
    known: frozenset[str] = frozenset()

    def knowing(self, texts: Iterable[str]) -> "Spelling":
        """The same, with the words of these texts to mend others by."""
        return Spelling(self.fillers, self.short, frozenset(word for text in texts for word in self.words(text)))

    def words(self, text: str) -> list[str]:
        """The folded words of a text, short forms written out and slips mended."""
        return [whole for word in fold(text).split() for whole in self._whole(word)]

    def _whole(self, word: str) -> list[str]:
        if word in self.short:
            return self.short[word].split()
        if word in self.known or word in self.fillers or len(word) < _SHORTEST or not word.isalpha():
            return [word]
        return self._mended(word)

    def _mended(self, word: str) -> list[str]:
        typed = _TELEX.sub(lambda found: found[1] or "", word)
        if typed in self.known:
            return [typed]
        cuts = ((word[:cut], word[cut:]) for cut in range(2, len(word) - 1))
        joined = next((list(parts) for parts in cuts if self.known.issuperset(parts)), None)
        if joined:
            return joined
        alike = (known for known in self.known if known[0] == word[0] and _one_slip(known, word))
        return [min(alike, default=word)]


def read_spelling(path: Path) -> Spelling:
    """The words of a `finder.toml`."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    short: dict[str, str] = data["abbreviations"]
    return Spelling(frozenset(str(data["fillers"]).split()), {key: fold(full) for key, full in short.items()})


def _one_slip(known: str, word: str) -> bool:
    return Levenshtein.distance(known, word, score_cutoff=1) <= 1
