"""What the coach achieves on made-up photos: precision and recall of each fault, of turning, and of seeing doubles."""

import io
import time
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image

from bot.imaging.coach import judge
from bot.ports import Judgement
from bot.services.coaching import alike
from tests.imaging.shots import FAULTS, Shot, shots

TUNING, TESTING = 1, 2  # the thresholds were chosen on the first and are reported on the second


@dataclass(frozen=True, slots=True)
class Rate:
    """How often it was right: `said` rightly of all it said, `found` of all there were."""

    hits: int
    said: int
    there: int

    @property
    def precision(self) -> float:
        """The share of what was said that is so; 1 when nothing was said."""
        return self.hits / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """The share of what is so that was said; 1 when there was nothing."""
        return self.hits / self.there if self.there else 1.0


@dataclass(frozen=True, slots=True)
class Report:
    """Rates by fault, of turning and of doubles; good photos that got a tip; CPU milliseconds a photo."""

    rates: Mapping[str, Rate]
    disturbed: int
    good: int
    cpu: float


def report(seed: int, each: int) -> Report:
    """Judges a set of photos: `each` of every fault and grade, and the good ones."""
    made = [(shot, shot.jpeg()) for shot in shots(seed, each)]
    begun = time.process_time()
    judged = [(shot, judge(data)) for shot, data in made]
    cpu = 1000 * (time.process_time() - begun) / len(made)
    good = [found for shot, found in judged if not shot.fault]
    rates = {fault: _rate(judged, fault) for fault in FAULTS}
    rates["turned"] = _turned([(shot, found) for shot, found in judged if not shot.fault])
    rates["double"] = _doubles(seed, 6 * each)
    return Report(rates, sum(bool(found.faults) for found in good), len(good), cpu)


def _rate(judged: list[tuple[Shot, Judgement]], fault: str) -> Rate:
    """The tip given is the first fault."""
    said = [shot for shot, found in judged if found.faults[:1] == (fault,)]
    return Rate(sum(shot.fault == fault for shot in said), len(said), sum(shot.fault == fault for shot, _ in judged))


def _turned(judged: list[tuple[Shot, Judgement]]) -> Rate:
    said = [(shot, found) for shot, found in judged if found.turn]
    right = sum(found.turn == (360 - shot.turn) % 360 for shot, found in said)
    return Rate(right, len(said), sum(shot.turn != 0 for shot, _ in judged))


def _doubles(seed: int, count: int) -> Rate:
    """Each photo sent twice, the second time packed tighter by a chat, beside another sheet of the same kind."""
    hits = said = 0
    for number in range(seed * 1000, seed * 1000 + count):
        kind = ("letter", "form", "handwriting", "certificate")[number % 4]
        sent, other = Shot(kind, number).jpeg(), Shot(kind, number + 4).jpeg()
        one, again, another = (judge(data).look for data in (sent, packed_again(sent), other))
        same, wrong = alike(one, again), alike(one, another)
        hits, said = hits + same, said + same + wrong
    return Rate(hits, said, count)


def packed_again(photo: bytes) -> bytes:
    """The photo as a chat makes it smaller on its way."""
    with Image.open(io.BytesIO(photo)) as image:
        smaller, out = image.resize((image.width * 3 // 4, image.height * 3 // 4)), io.BytesIO()
        smaller.save(out, "JPEG", quality=60)
    return out.getvalue()
