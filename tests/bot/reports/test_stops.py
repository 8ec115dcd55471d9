"""Where people give up: counted at the open question when a draft is deleted or expires, and nowhere else."""

from datetime import date, timedelta

from bot.callbacks import Work
from bot.services.purging import purge
from flows.calendar import local_day
from flows.reminders import DRAFT_KEPT
from flows.session import Session
from tests.bot.commands.reported import LIBRARY
from tests.bot.dossier.village import COPY, SINGLE, Village


def work_of(days: str) -> Work:
    return Work("reports", "make", "stops", days)


Counts = dict[tuple[str, str], int]


def counts(here: Village) -> Counts:
    today = local_day(here.now)
    return here.database.run(lambda u: u.reports.stops(today - timedelta(days=400), today))


async def begun(here: Village, who: str, *said: str) -> None:
    here.person(who)
    for words in ("sao y", "bắt đầu", *said):
        await here.say(who, words)


async def given_up(here: Village, who: str) -> None:
    await here.say(who, "dừng")
    await here.say(who, "Xóa hết")


async def test_a_deleted_draft_counts_at_its_open_question(village: Village) -> None:
    await begun(village, "a", "1", "1", "1")
    await given_up(village, "a")
    await begun(village, "b", "1", "1", "1")
    await given_up(village, "b")
    await begun(village, "c", "1")
    await given_up(village, "c")
    await begun(village, "d", "1", "1", "1")  # still at it
    assert counts(village) == {("certify_copy", "pages"): 2, ("certify_copy", "state"): 1}


async def test_what_is_sent_or_led_to_another_door_is_not_given_up(village: Village) -> None:
    await village.send("a", "marital_status_certificate", SINGLE)
    await begun(village, "b", "1", "3")  # erased or altered: cannot be certified
    await given_up(village, "b")
    assert counts(village) == {}


async def test_a_draft_that_expires_counts_too_once(village: Village) -> None:
    person, sheet = village.person("a"), LIBRARY.procedures["certify_copy"]
    session = Session("certify_copy", sheet.version, {**COPY})
    village.database.run(lambda u: u.drafts.create(person, session, village.now))
    village.now += DRAFT_KEPT + timedelta(days=1)
    draft = village.database.run(lambda u: u.drafts.of(person, "certify_copy"))
    assert draft is not None
    about = {"draft": draft.id}
    village.database.run(
        lambda u: u.outbox.owe("warned", person, "draft_expiring", about, now=village.now - timedelta(days=5))
    )
    (notice,) = village.database.run(lambda u: u.outbox.claim(village.now, 10, timedelta(minutes=1)))
    village.database.run(lambda u: u.outbox.sent(notice.id, village.now - timedelta(days=4), "web"))
    for _ in range(2):
        await purge(village.database, village.now, village.library)
    assert counts(village) == {("certify_copy", "review"): 1}


async def test_the_report_names_the_questions_the_most_frequent_first(village: Village) -> None:
    for who, said in (("a", ("1", "1", "1")), ("b", ("1", "1", "1")), ("c", ("1",))):
        await begun(village, who, *said)
        await given_up(village, who)
    card = await village.press("chairman", work_of("20260401-20260430"))
    assert card.text.split("\n\n")[1].splitlines() == [
        "– Toàn xã: 3",
        "– Chứng thực bản sao từ bản chính: Số trang bản chính: 2",
        "– Chứng thực bản sao từ bản chính: Tình trạng bản chính: 1",
    ]
    assert "Toàn xã: 0" in (await village.press("chairman", work_of("20260301-20260331"))).text
    assert date(2026, 4, 7) == local_day(village.now)
