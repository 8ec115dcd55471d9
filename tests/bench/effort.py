"""What an application asks of a person: answers typed and buttons tapped, with an identity card and without.

Counted in golden conversations, which tests replay word for word: what is counted is what happens.
"""

from dataclasses import dataclass

from tests.bench.table import Line
from tests.replay import TRANSCRIPTS

# The usual case of each procedure, without and with a card.
CASES = {
    "birth_registration": ("married_father_files_in_time", "cards_of_both_parents"),
    "certify_copy": ("two_pages_three_copies", "card_sent_unasked"),
    "marital_status_certificate": ("marrying_a_foreigner_in_vietnam", "card_of_the_applicant"),
}
MOST_TYPED = 8  # answers of a birth registration in the normal case, with cards


@dataclass(frozen=True, slots=True)
class Effort:
    """Answers typed, buttons tapped and photos sent, from the beginning of the procedure to the receipt."""

    typed: int
    taps: int
    photos: int


def effort(procedure: str, case: str) -> Effort:
    """The effort of a golden conversation; what was said before "Bắt đầu" is no answer yet."""
    lines = (TRANSCRIPTS / procedure / f"{case}.txt").read_text(encoding="utf-8").splitlines()
    said = [line.removeprefix("> ") for line in lines if line.startswith("> ")]
    answers = said[said.index("[Bắt đầu]") :]
    taps, photos = (sum(line.startswith(sign) for line in answers) for sign in "[(")
    return Effort(len(answers) - taps - photos, taps, photos)


def effort_lines(_: int) -> list[Line]:
    """Typed answers with a card beside those without; taps and photos stand in the name."""
    lines = []
    for procedure, (without, with_card) in CASES.items():
        before, now = effort(procedure, without), effort(procedure, with_card)
        beside = f"{now.taps} taps, {now.photos} photos; without {before.taps}, {before.photos}"
        most = MOST_TYPED if procedure == "birth_registration" else None
        lines.append(
            Line(f"typed answers, {procedure} ({beside})", str(now.typed), str(before.typed), float(now.typed), most)
        )
    return lines
