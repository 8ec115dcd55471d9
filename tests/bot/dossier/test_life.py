"""Random people press random buttons, legal and illegal, old and foreign; time passes, calendars change, work is cut
short. Whatever happens, the invariants of a dossier hold."""

import random
from collections.abc import Callable

from hypothesis import HealthCheck, settings

from flows.lifecycle import MOVES
from tests.bot.dossier.invariants import BESIDE
from tests.bot.dossier.life import EVERYBODY, RESIDENTS, VERBS, WORDS, Life

TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=25, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck)
)


def _step(life: Life, dice: random.Random, file: str) -> None:
    """One thing that somebody does, most of it sensible, so that lives go far."""
    who, desk = dice.choice(EVERYBODY), dice.choice(("clerk", "head"))
    acts: tuple[tuple[int, Callable[[], object]], ...] = (
        (3, lambda: life.accept(desk, file)),
        (8, lambda: life.do_something_legal(dice.choice((desk, "chairman")), file, dice.randrange(20))),
        (2, lambda: life.ask_for_a_paper(desk, file, 3)),
        (4, lambda: life.work_at_the_desk(file, dice.choice(("start", "consult", "consulted", "paid", "send_back")))),
        (1, lambda: life.asks_for_payment(desk, file)),
        (2, lambda: life.bring_the_paper(file)),
        (1, lambda: life.apologise(desk, file, dice.randrange(5))),
        (1, lambda: life.its_owner_withdraws(file, dice.choice(("goon", "file")))),
        (1, lambda: life.its_owner_corrects(file, dice.randrange(1, 4))),
        (3, lambda: life.begin_move(who, file, dice.choice(VERBS), sure=dice.random() < 0.5)),
        (1, lambda: life.resident_presses(who, file, dice.choice(("file", "why", "withdraw!", "supplement")))),
        (2, lambda: life.press_what_is_on_the_card(who, dice.randrange(12))),
        (1, lambda: life.say(who, dice.choice(WORDS))),
        (2, lambda: life.time_passes(dice.choice((1, 1, 1, 2, 30, 400)))),
        (1, lambda: life.the_calendar_changes(dice.randrange(1, 8))),
        (1, lambda: life.work_is_cut_short(file, dice.choice(("save", "append", "owe")))),
    )
    (act,) = dice.choices([act for _, act in acts], [weight for weight, _ in acts])
    act()


def test_long_random_lives_meet_every_move_and_break_no_invariant() -> None:
    """At least sixty lives, and as many more as it takes until every move was met (references are random)."""
    dice, met, lives = random.Random(7), set[str](), 0
    wanted = {rule.name for rule in MOVES} | {"sent", "calendar"}
    life = Life()
    try:
        life.settle()
        while lives < 60 or (not wanted <= met and lives < 600):
            lives += 1
            life.send(dice.choice(RESIDENTS), several_days=dice.random() < 0.7)
            file = life.village.files()[-1]
            for _ in range(25):
                _step(life, dice, file.reference)
            life.looks_after(file.reference)
            met.update(event.kind for event in life.village.events(file))
        life.nothing_is_broken()
    finally:
        life.teardown()
    assert wanted <= met <= wanted | BESIDE
