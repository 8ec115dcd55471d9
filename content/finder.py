"""The finder: which procedure a resident means, from their own words. No network, no model, no chance."""

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from content.anonymity import without_names
from content.spelling import Spelling

MOST = 3
LONGEST = 600  # characters looked at; a longer story has said what it wants by then
# Chosen on the rows of tests/content/utterances.tsv; tests/content/heldout.tsv was never looked at for them.
_ENOUGH = 3.0  # evidence below this is chance: common words only
_BESIDE = 0.9  # ours is still shown beside a neighbour's service that fits slightly better
_ALSO = 0.5  # the second and third answer need this part of the first one's evidence
_LIKENESS = 0.7  # what a whole phrase said alike adds to the words that are typical
_TALK = "other_talk"  # the neighbour that is no service: weather, prices, complaints
_CLEAR = 4.0  # evidence at which the score is 1 - 1/e


@dataclass(frozen=True, slots=True)
class Hit:
    """A procedure that may be meant; `score` lies between 0 and 1."""

    key: str
    score: float


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One way to ask for a service: its words and pairs of words, and how much they tell together."""

    key: str
    features: frozenset[str]
    weight: float


class Finder:
    """Weighs words and pairs of words by how well they tell services apart.

    `neighbours` are services that have no file: what fits them better than ours finds nothing, instead of
    something similar-sounding.
    """

    def __init__(
        self, ours: Mapping[str, Iterable[str]], neighbours: Mapping[str, Iterable[str]], spelling: Spelling
    ) -> None:
        said = {key: tuple(texts) for key, texts in {**neighbours, **ours}.items()}
        self._ours = frozenset(ours)
        self._spelling = spelling.knowing(text for texts in said.values() for text in texts)
        words = {key: [self._words(text) for text in texts] for key, texts in said.items() if texts}
        self._named: dict[tuple[str, ...], set[str]] = {}
        for key, phrases in words.items():
            for phrase in phrases:
                self._named.setdefault(phrase, set()).add(key)
        features = {key: [self._features(phrase) for phrase in phrases] for key, phrases in words.items()}
        spread = Counter(feature for texts in features.values() for feature in frozenset[str]().union(*texts))
        self._rarity = {feature: math.log((len(features) + 1) / keys) for feature, keys in spread.items()}
        self._typical: dict[str, dict[str, float]] = {}
        for key, texts in features.items():
            self._learn(key, texts)
        self._phrases = [_Phrase(key, text, self._weight(text)) for key, texts in features.items() for text in texts]

    def find(self, text: str) -> tuple[Hit, ...]:
        """The procedures meant, best first, at most three; none when the words are about something else."""
        words = self._words(text)
        evidence = self._evidence(self._features(words))
        ours = sorted((-amount, key) for key, amount in evidence.items() if key in self._ours)
        if not ours:
            return ()
        beside = max((amount for key, amount in evidence.items() if key not in self._ours), default=0.0)
        floor = max(_ENOUGH, _BESIDE * beside, _ALSO * -ours[0][0])
        meant = self._named.get(words, set())
        if len(meant) == 1:  # word for word one way to ask for it, and for nothing else
            ours = [(amount, key) for amount, key in ours if key in meant]
        hits = (Hit(key, 1 - math.exp(amount / _CLEAR)) for amount, key in ours[:MOST] if -amount >= floor)
        return tuple(hits)

    def nearest(self, text: str) -> tuple[Hit, ...]:
        """Those of our procedures that have most in common with the words, however little; for authors."""
        evidence = self._evidence(self._features(self._words(text)))
        ours = sorted((-amount, key) for key, amount in evidence.items() if key in self._ours)
        return tuple(Hit(key, 1 - math.exp(amount / _CLEAR)) for amount, key in ours[:MOST])

    def anonymous(self, text: str) -> str:
        """The words folded, names, numbers and addresses masked; '' when nothing else is left of them."""
        return without_names(text, self._spelling.known, self._spelling.fillers)

    def is_elsewhere(self, text: str) -> bool:
        """Whether the words clearly name a service that has no file here, and are not mere talk."""
        evidence = self._evidence(self._features(self._words(text)))
        best = max(evidence, key=lambda key: evidence[key], default="")
        return best not in self._ours and best != _TALK and evidence.get(best, 0.0) >= _CLEAR

    def _learn(self, key: str, texts: list[frozenset[str]]) -> None:
        """A feature speaks for a service the more, the fewer others have it and the more of its phrases do."""
        for feature, times in Counter(feature for text in texts for feature in text).items():
            share = math.cbrt(times / len(texts))
            self._typical.setdefault(feature, {})[key] = self._rarity[feature] * share

    def _evidence(self, features: frozenset[str]) -> dict[str, float]:
        evidence: dict[str, float] = {}
        for feature in sorted(features):  # in one order, for sums of floats depend on it
            for key, weight in self._typical.get(feature, {}).items():
                evidence[key] = evidence.get(key, 0.0) + weight
        alike: dict[str, float] = {}
        for phrase in self._phrases:
            common = self._weight(phrase.features & features)
            if common:
                alike[phrase.key] = max(alike.get(phrase.key, 0.0), common * common / phrase.weight)
        return {key: amount + _LIKENESS * alike.get(key, 0.0) for key, amount in evidence.items()}

    def _weight(self, features: frozenset[str]) -> float:
        return math.fsum(self._rarity[feature] for feature in features)

    def _words(self, text: str) -> tuple[str, ...]:
        return tuple(self._spelling.words(text[:LONGEST]))

    def _features(self, words: tuple[str, ...]) -> frozenset[str]:
        fillers = self._spelling.fillers
        telling = [word for word in words if word not in fillers]
        pairs = (pair for pair in pairwise(words) if not fillers.issuperset(pair))
        return frozenset((*telling, *map(" ".join, pairs), *map(" ".join, pairwise(telling))))


def read_neighbours(path: Path) -> dict[str, tuple[str, ...]]:
    """The phrases of a `neighbours.toml`, by key."""
    data: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return {key: tuple(phrases) for key, phrases in data.items()}
