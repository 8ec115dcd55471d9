"""A conversation turn by turn: answering, going back, fixing, skipping, sending in, stopping."""

from flows.answers import Gathered
from flows.checks import Caution
from flows.events import (
    Abandoned,
    Confirmed,
    Dropped,
    Emptied,
    Finished,
    Kept,
    PageSent,
    Reopened,
    Resumed,
    Skipped,
    Tapped,
    Typed,
    WentBack,
)
from flows.kinds import Refusal
from flows.turn import DiscardDraft, DropPages, KeepPage, OpenDossier, Say
from tests.flows.talk import BIRTH, Talk

ON_TIME = (Tapped("here", "yes"), Typed("Nguyễn Văn An"), Typed("1/5/2026"))
LATE = (Tapped("here", "yes"), Typed("Nguyễn Văn An"), Typed("1/1/2026"))
PHOTO = (PageSent("p1"), Finished("notice"))
MOTHER = (Tapped("parent[0].role", "mother"), Typed("030185001234"), Tapped("parent[0].more", "no"))
WHOLE = (*ON_TIME, *PHOTO, *MOTHER, Skipped("phone"))


def test_one_question_after_another_leads_to_the_review() -> None:
    talk = Talk()
    asked = [talk.table]
    for event in WHOLE:
        asked.append(talk.hear(event).table)
    assert asked == [
        *("here", "name", "born_on", "notice", "notice", "parent[0].role", "parent[0].number", "parent[0].more"),
        *("phone", "review"),
    ]


def test_a_question_tells_its_number_and_how_many_there_may_be() -> None:
    talk = Talk().hear(Tapped("here", "yes"), Typed("Nguyễn Văn An"))
    assert (talk.ask.number, talk.ask.total, talk.ask.before, talk.ask.answered) == (3, 7, None, False)


def test_a_refused_answer_changes_nothing_and_asks_again_with_the_reason() -> None:
    talk = Talk().hear(*ON_TIME[:2])
    before = talk.open
    talk.hear(Typed("mùng 5"))
    assert talk.open == before
    assert (talk.table, talk.ask.refusal) == ("born_on", Refusal("date_lunar"))
    assert talk.hear(Resumed()).ask.refusal is None


def test_the_review_shows_every_answer_and_what_looks_odd() -> None:
    talk = Talk().hear(*WHOLE)
    assert {entry.key: entry.value for entry in talk.review.entries} == talk.open.answers
    assert [entry.block for entry in talk.review.entries] == [None, None, None, None, 0, 0, 0, None]
    assert talk.review.cautions == ()
    odd = Talk().hear(Tapped("here", "yes"), Typed("Nguyen Van An"), *WHOLE[2:])
    assert odd.review.cautions == (Caution("name_without_accents", "name"),)


def test_an_odd_answer_is_remarked_once_and_taken() -> None:
    talk = Talk().hear(Tapped("here", "yes"), Typed("Nguyen Van An"))
    assert talk.remarks == (Say("name_without_accents", key="name"),)
    assert talk.table == "born_on"
    assert talk.hear(Typed("1/5/2026")).remarks == ()


def test_confirming_sends_in_exactly_the_answers_on_the_path() -> None:
    talk = Talk().hear(*LATE, Typed("ốm"), *PHOTO, *MOTHER, Skipped("phone"))
    talk.hear(Reopened("born_on"), Typed("1/5/2026"), Confirmed())
    (sent,) = [effect for effect in talk.effects if isinstance(effect, OpenDossier)]
    assert "reason" not in sent.answers
    assert sent.answers["notice"] == Gathered(("p1",), done=True)
    assert (talk.session, talk.replies) == (None, ())


def test_confirming_too_early_is_an_old_button() -> None:
    talk = Talk().hear(*ON_TIME, Confirmed())
    assert (talk.remarks, talk.table) == ((Say("old_button"),), "notice")


def test_stopping_discards_the_draft() -> None:
    talk = Talk().hear(*ON_TIME, Abandoned())
    assert (talk.session, talk.replies, talk.effects) == (None, (Say("abandoned"),), [DiscardDraft()])


def test_resuming_repeats_what_is_on_the_table_and_changes_nothing() -> None:
    talk = Talk().hear(*ON_TIME)
    before, replies = talk.open, talk.replies
    talk.hear(Resumed())
    assert (talk.open, talk.replies) == (before, replies)


def test_a_resident_can_go_back_at_every_question() -> None:
    talk = Talk().hear(*WHOLE)
    keys = []
    while not talk.hear(WentBack()).remarks:
        keys.append(talk.table)
        assert talk.ask.answered
    assert keys == list(Talk().hear(*WHOLE).open.answers)[::-1]
    assert talk.remarks == (Say("nothing_before"),)
    assert talk.table == "here"


def test_going_back_and_keeping_the_answer_leads_on_to_where_it_was_left() -> None:
    talk = Talk().hear(*ON_TIME)
    before = talk.open
    talk.hear(WentBack(), WentBack())
    assert (talk.table, talk.ask.before) == ("name", "Nguyễn Văn An")
    talk.hear(Kept("name"))
    assert (talk.open, talk.table) == (before, "notice")


def test_an_outcome_ends_kindly_and_back_still_works() -> None:
    talk = Talk().hear(Tapped("here", "no"))
    assert talk.table == "wrong_office"
    assert talk.hear(Typed("tại sao?")).table == "wrong_office"
    assert talk.hear(Confirmed()).remarks == (Say("old_button"),)
    assert talk.hear(WentBack()).table == "here"
    assert talk.hear(Tapped("here", "yes")).table == "name"


def test_a_changed_answer_asks_again_only_what_it_affects() -> None:
    talk = Talk().hear(*WHOLE, Reopened("born_on"), Typed("1/1/2026"))
    assert talk.table == "reason"
    assert talk.hear(Typed("1")).table == "review"


def test_any_answer_can_be_fixed_while_another_is_reopened() -> None:
    talk = Talk().hear(*WHOLE, Reopened("name"), Reopened("parent[0].number"))
    assert talk.table == "parent[0].number"
    assert talk.hear(Typed("030185001235")).table == "review"


def test_what_is_not_on_the_path_cannot_be_reopened() -> None:
    talk = Talk().hear(*WHOLE, Reopened("reason"))
    assert (talk.remarks, talk.table, talk.open.reopened) == ((Say("old_button"),), "review", None)


def test_reopening_the_open_question_does_not_pretend_it_was_answered() -> None:
    talk = Talk().hear(*ON_TIME[:1], Reopened("name"))
    assert (talk.table, talk.ask.answered) == ("name", False)
    assert talk.hear(Kept("name")).remarks == (Say("old_button"),)


def test_buttons_of_other_questions_explain_themselves_and_bring_back_the_current_one() -> None:
    talk = Talk().hear(*ON_TIME)
    before = talk.open
    for event in (
        *(Tapped("here", "no"), Tapped("no_such", "x"), Finished("reason"), Finished("here"), Emptied("reason")),
        *(Skipped("phone"), Kept("here"), Kept("notice"), Reopened("phone"), Emptied("notice")),
    ):
        talk.hear(event)
        assert (talk.remarks, talk.table, talk.open) == ((Say("old_button"),), "notice", before), event


def test_finishing_a_question_that_is_not_gathered_is_an_old_button() -> None:
    assert Talk().hear(Finished("here")).remarks == (Say("old_button"),)


def test_a_foreign_option_is_refused_at_the_question() -> None:
    assert Talk().hear(Tapped("here", "perhaps")).ask.refusal == Refusal("choice_gone")


def test_a_question_that_must_be_answered_cannot_be_skipped() -> None:
    talk = Talk().hear(Skipped("here"))
    assert (talk.table, talk.ask.refusal) == ("here", Refusal("may_not_skip"))


def test_words_on_the_review_show_the_review_again() -> None:
    talk = Talk().hear(*WHOLE, Typed("được chưa"))
    assert (talk.table, talk.remarks) == ("review", ())


def test_pages_are_kept_one_by_one_until_the_resident_says_that_is_all() -> None:
    talk = Talk().hear(*ON_TIME, PageSent("p2"))
    assert (talk.table, talk.ask.before, talk.ask.answered) == ("notice", Gathered(("p2",)), False)
    talk.hear(PageSent("p1", follower="p2"))
    assert talk.open.answers["notice"] == Gathered(("p1", "p2"))
    assert talk.effects == [KeepPage("notice", "p2"), KeepPage("notice", "p1")]
    assert talk.hear(Finished("notice")).table == "parent[0].role"


def test_a_page_too_many_is_refused_and_not_kept() -> None:
    talk = Talk().hear(*ON_TIME, PageSent("p1"), PageSent("p2"), PageSent("p3"))
    assert talk.ask.refusal == Refusal("document_full", {"most": 2})
    assert KeepPage("notice", "p3") not in talk.effects


def test_a_paper_without_pages_cannot_be_finished() -> None:
    assert Talk().hear(*ON_TIME, Finished("notice")).ask.refusal == Refusal("document_empty")


def test_a_photo_nobody_asked_for_is_explained() -> None:
    talk = Talk().hear(PageSent("p1"))
    assert (talk.remarks, talk.table, talk.effects) == ((Say("photo_not_asked"),), "here", [])
    assert Talk().hear(*WHOLE, PageSent("p9")).table == "review"


def test_a_paper_can_be_started_anew_and_its_pages_are_dropped() -> None:
    talk = Talk().hear(*WHOLE, Reopened("notice"))
    assert (talk.ask.before, talk.ask.answered) == (Gathered(("p1",), done=True), True)
    talk.hear(Emptied("notice"))
    assert (talk.table, talk.effects[-1]) == ("notice", DropPages(("p1",)))
    assert talk.hear(PageSent("p2"), Finished("notice")).table == "review"


def test_one_page_is_taken_out_and_its_place_is_kept_for_the_next() -> None:
    talk = Talk().hear(*ON_TIME, PageSent("p1"), PageSent("p2"), Dropped("notice", "p1"))
    assert (talk.ask.before, talk.effects[-1]) == (Gathered(("p2",)), DropPages(("p1",)))
    assert talk.hear(PageSent("p3", follower="p2")).ask.before == Gathered(("p3", "p2"))


def test_a_page_that_is_not_there_any_more_is_an_old_button() -> None:
    talk = Talk().hear(*ON_TIME, Dropped("notice", "p1"))
    assert (talk.remarks, talk.effects) == ((Say("old_button"),), [])
    talk.hear(PageSent("p1"), Dropped("notice", "p9"))
    assert talk.remarks == (Say("old_button"),)
    talk.hear(Finished("notice"), Dropped("notice", "p1"))
    assert (talk.remarks, talk.table) == ((Say("old_button"),), "parent[0].role")
    ticks = Talk().hear(*LATE, Tapped("reason", "ill"), Dropped("reason", "ill"))
    assert (ticks.remarks, ticks.ask.before) == ((Say("old_button"),), Gathered(("ill",)))


def test_a_page_can_be_added_to_a_reopened_paper() -> None:
    talk = Talk().hear(*WHOLE, Reopened("notice"), PageSent("p2"))
    assert (talk.table, talk.ask.answered) == ("notice", False)
    assert talk.hear(Finished("notice")).table == "review"
    assert talk.open.answers["notice"] == Gathered(("p1", "p2"), done=True)


def test_a_paper_left_for_the_desk_drops_the_pages_already_sent() -> None:
    talk = Talk().hear(*ON_TIME, PageSent("p1"), Skipped("notice"))
    assert (talk.table, talk.effects[-1]) == ("parent[0].role", DropPages(("p1",)))
    assert Talk().hear(*ON_TIME, Skipped("notice")).effects == []


def test_ticks_are_gathered_and_can_be_taken_back() -> None:
    talk = Talk().hear(*LATE, Tapped("reason", "ill"), Tapped("reason", "far"))
    assert talk.ask.before == Gathered(("far", "ill"))
    talk.hear(Emptied("reason"))
    assert (talk.ask.before, talk.effects) == (Gathered(), [])
    assert talk.hear(Finished("reason")).ask.refusal == Refusal("choice_too_few", {"least": 1})
    assert talk.hear(Tapped("reason", "ill"), Finished("reason")).table == "notice"


def test_a_block_of_a_group_disappears_when_one_more_is_taken_back() -> None:
    talk = Talk().hear(*ON_TIME, *PHOTO, *MOTHER[:2], Tapped("parent[0].more", "yes"))
    talk.hear(Tapped("parent[1].role", "father"), Tapped("parent[1].father_known", "yes"), Skipped("phone"))
    assert [entry.block for entry in talk.review.entries] == [None, None, None, None, 0, 0, 0, 1, 1, None]
    talk.hear(Reopened("parent[0].more"), Tapped("parent[0].more", "no"))
    assert all(entry.block != 1 for entry in talk.review.entries)


def test_a_week_later_the_same_answers_lead_to_the_same_place() -> None:
    talk = Talk().hear(*ON_TIME)
    again = Talk(BIRTH, talk.open, now=talk.now.replace(day=12)).hear(Resumed())
    assert again.replies == talk.replies
