"""Four short questions and words after the rating: once, optional, and shown to leaders from five on without a name."""

from bot.callbacks import Desk, Menu, Work
from flows.dossier import Role
from tests.bot.ladder.desk import Desks
from tests.bot.ladder.test_ratings import handed

QUESTIONS = ("time", "contacts", "bodies", "attitude")


def labels(desks: Desks, who: str) -> list[str]:
    return [button.label for row in desks.village.cards[who].rows for button in row]


async def rated(desks: Desks, words: str, score: str = "3") -> str:
    """A file handed over, rated, all four questions answered alike, and words added; returns its reference."""
    file = await handed(desks)
    await desks.village.press("resident", Menu("rate", file.reference, score))
    for question in QUESTIONS:
        await desks.village.press("resident", Work("opinion", "give", file.reference, question, score))
    await desks.village.say("resident", words)
    return file.reference


async def test_questions_follow_the_rating_one_by_one_and_each_can_be_left_out(desks: Desks) -> None:
    desks.village.hire("clerk", Role.CLERK)
    file = await handed(desks)
    early = await desks.village.press("resident", Work("opinion", "ask", file.reference, "time"))
    assert "Câu 1/4" not in early.text
    await desks.village.press("resident", Menu("rate", file.reference, "2"))
    assert "Trả lời thêm 4 câu ngắn" in labels(desks, "resident")
    begin = await desks.village.press("resident", Work("opinion", "ask", file.reference, "time"))
    assert "Câu 1/4" in begin.text
    assert (
        "Câu 2/4" in (await desks.village.press("resident", Work("opinion", "give", file.reference, "time", "2"))).text
    )
    assert "Câu 3/4" in (await desks.village.say("resident", "Bỏ qua câu này")).text
    again = await desks.village.press("resident", Work("opinion", "give", file.reference, "time", "1"))
    assert "Câu 2/4" in again.text
    for question in ("contacts", "bodies", "attitude"):
        card = await desks.village.press("resident", Work("opinion", "give", file.reference, question, "3"))
    assert "góp ý gì thêm" in card.text
    assert "Cảm ơn" in (await desks.village.say("resident", "Cán bộ rất tận tình.")).text
    given = desks.village.database.run(lambda u: u.opinions.of(file.id))
    assert given is not None
    assert given.scores == {"time": 2, "contacts": 3, "bodies": 3, "attitude": 3}
    assert given.words == "Cán bộ rất tận tình."
    assert "Cảm ơn" in (await desks.village.press("resident", Work("opinion", "ask", file.reference, "time"))).text


async def test_nobody_else_answers_for_a_resident_and_nonsense_is_not_kept(desks: Desks) -> None:
    desks.village.hire("clerk", Role.CLERK)
    file = await handed(desks)
    await desks.village.press("resident", Menu("rate", file.reference, "2"))
    for who, question, score in (("clerk", "time", "3"), ("resident", "mood", "3"), ("resident", "time", "9")):
        await desks.village.press(who, Work("opinion", "give", file.reference, question, score))
    assert desks.village.database.run(lambda u: u.opinions.of(file.id)) is None


async def test_leaders_read_shares_and_words_of_five_or_more_and_never_a_name(desks: Desks) -> None:
    for who, role, field in (("clerk", Role.CLERK, ""), ("head", Role.HEAD, ""), ("chairman", Role.CHAIRMAN, "")):
        desks.village.hire(who, role, *([field] if field else []))
    desks.village.hire("other", Role.HEAD, "land")
    words = ["Chờ hơi lâu.", "An tâm.", "Đi lại nhiều.", "Bàn ghế sạch.", "Em cán bộ dễ mến."]
    references = [await rated(desks, said, score) for said, score in zip(words[:4], "3321", strict=True)]
    card = await desks.village.press("head", Work("opinion", "said"))
    assert "Chưa đủ 5" in card.text
    assert "ít hơn 5 ý kiến" in (await desks.village.press("head", Work("opinion", "trend"))).text
    references.append(await rated(desks, words[4], "3"))
    for who in ("head", "chairman"):
        await desks.village.press(who, Desk("ratings"))
        assert {"Theo lĩnh vực, từng tháng", "Lời góp ý"} <= set(labels(desks, who))
        card = await desks.village.press(who, Work("opinion", "said"))
        shown = [line.removeprefix("• ") for line in card.text.split("\n") if line.startswith("• ")]
        assert shown == ["An tâm.", "Bàn ghế sạch.", "Chờ hơi lâu.", "Đi lại nhiều.", "Em cán bộ dễ mến."]
        assert not any(reference in card.text for reference in references)
        card = await desks.village.press(who, Work("opinion", "trend"))
        assert "Các tháng: 06/2026, 07/2026, 08/2026." in card.text
        assert "• Hộ tịch: ít hơn 5 ý kiến → ít hơn 5 ý kiến → 80,0 % (5)" in card.text
        assert "• Thời gian giải quyết: 80,0 % (5)" in card.text
    other = (await desks.village.press("other", Work("opinion", "trend"))).text
    assert "Hộ tịch" not in other
    assert "80,0" not in other
    assert "Chưa đủ 5" in (await desks.village.press("other", Work("opinion", "said"))).text
    for who in ("clerk", "resident"):
        for verb in ("said", "trend"):
            assert "An tâm" not in (await desks.village.press(who, Work("opinion", verb))).text
            assert "80,0" not in desks.village.cards[who].text
