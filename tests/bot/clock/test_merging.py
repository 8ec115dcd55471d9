"""Merging cards: nothing is lost, and each button tells what it belongs to."""

from bot.ports import Attachment, Button, Card
from bot.services.merging import LONGEST, MOST_ROWS, fits, merge


def card(text: str, *buttons: Button) -> Card:
    return Card(text, tuple((button,) for button in buttons), "notice", "choice")


SEE = "Xem hồ sơ"


def test_one_card_stays_as_it_is() -> None:
    alone = card("tin", Button(SEE, "d:open:A"))
    assert merge([alone]) is alone
    assert fits([card("x" * 5000)])


def test_cards_with_different_buttons_are_put_one_below_the_other() -> None:
    file = Attachment("qr:A", "A.png", "image/png")
    first = Card("một", ((Button("Nộp giấy", "m:supplement:A"),),), files=(file,))
    merged = merge([first, card("hai", Button(SEE, "m:file:B"))])
    assert merged.text == "một\n\nhai"
    assert [button.label for row in merged.rows for button in row] == ["Nộp giấy", SEE]
    assert (merged.files, merged.kind) == ((file,), "notice")


def test_the_same_button_of_one_dossier_is_shown_once() -> None:
    merged = merge([card("một", Button(SEE, "m:file:A")), card("hai", Button(SEE, "m:file:A"))])
    assert merged.rows == ((Button(SEE, "m:file:A"),),)
    assert merged.text == "một\n\nhai"


def test_like_buttons_of_different_dossiers_are_numbered_with_their_text() -> None:
    merged = merge([card("một", Button(SEE, "m:file:A")), card("hai", Button(SEE, "m:file:B"))])
    assert merged.text == "1. một\n\n2. hai"
    assert merged.rows == ((Button(f"{SEE} (1)", "m:file:A"),), (Button(f"{SEE} (2)", "m:file:B"),))


def test_what_is_too_long_or_has_too_many_buttons_is_not_merged() -> None:
    assert not fits([card("x" * (LONGEST - 10)), card("y")])
    assert not fits([card("x", Button(SEE, str(number))) for number in range(MOST_ROWS + 1)])
    assert fits([card("x", Button(SEE, str(number))) for number in range(MOST_ROWS)])
