"""What an application asks of a person: answers typed and buttons tapped, with an identity card, without, and where an
earlier file tells.

Counted in golden conversations, which tests replay word for word: what is counted is what happens.
"""

from dataclasses import dataclass

from tests.bench.table import Line
from tests.replay import TRANSCRIPTS

# The usual case of each procedure, without and with a card, and once more after a file of the same kind.
CASES = {
    "birth_registration": ("married_father_files_in_time", "cards_of_both_parents", "second_child_as_before"),
    "certify_copy": ("two_pages_three_copies", "card_sent_unasked", "again_as_before"),
    "marital_status_certificate": ("marrying_a_foreigner_in_vietnam", "card_of_the_applicant", "again_as_before"),
}
MOST_TYPED = 8  # answers of a birth registration in the normal case, with cards


@dataclass(frozen=True, slots=True)
class Effort:
    """Answers typed, buttons tapped and photos sent, from the beginning of the procedure to the receipt."""

    typed: int
    taps: int
    photos: int


def effort(procedure: str, case: str) -> Effort:
    """The effort of a golden conversation's last file; what was said before "Bắt đầu" is no answer yet."""
    lines = (TRANSCRIPTS / procedure / f"{case}.txt").read_text(encoding="utf-8").splitlines()
    said = [line.removeprefix("> ") for line in lines if line.startswith("> ")]
    begun = len(said) - said[::-1].index("[Bắt đầu]") - 1
    answers = said[begun:]
    taps, photos = (sum(line.startswith(sign) for line in answers) for sign in "[(")
    return Effort(len(answers) - taps - photos, taps, photos)


def effort_lines(_: int) -> list[Line]:
    """Typed answers with a card beside those without, and after an earlier file; taps and photos stand in the name."""
    lines = []
    for procedure, cases in CASES.items():
        without, with_card, again = (effort(procedure, case) for case in cases)
        most = MOST_TYPED if procedure == "birth_registration" else None
        for how, now, asked in (("with a card", with_card, most), ("as in an earlier file, no card", again, None)):
            beside = f"{how}: {now.taps} taps, {now.photos} photos; without {without.taps}, {without.photos}"
            what = f"typed answers, {procedure} ({beside})"
            lines.append(Line(what, str(now.typed), str(without.typed), float(now.typed), asked))
    return lines
