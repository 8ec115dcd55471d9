"""The photo coach on made-up photos that no threshold was chosen on."""

from tests.bench.table import Line, milliseconds
from tests.imaging.judged import TESTING, report

MOST_CPU = 15.0  # milliseconds for a photo of 1,280 pixels


def coach_lines(each: int) -> list[Line]:
    """Precision and recall of every fault, good photos that were disturbed, and what a photo costs."""
    found = report(TESTING, each)
    lines = [
        Line(f"coach, {name}: precision, recall", f"{rate.precision:.2f}, {rate.recall:.2f}", f"of {rate.there}")
        for name, rate in found.rates.items()
    ]
    disturbed = Line("coach: good photos with a tip", str(found.disturbed), f"of {found.good}")
    return [*lines, disturbed, Line("coach: CPU a photo", milliseconds(found.cpu), "", found.cpu, MOST_CPU)]
