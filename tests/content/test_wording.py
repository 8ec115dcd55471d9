"""Wording: sentences in the reader's language and form of address, values without marks of their own."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import jinja2
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from content.template import parse
from content.wording import BadTemplate, Marked, Wording, environment, variables
from tests.content.trees import Tree

MOMENT = datetime(2023, 5, 12, 9, 30, tzinfo=UTC)  # 16:30 in the commune


@pytest.fixture
def wording(tree: Tree) -> Wording:
    return tree.load().wording


@pytest.mark.parametrize(
    ("template", "language", "params", "text"),
    [
        ("{{ d | day }}", "vi", {"d": date(2026, 11, 25)}, "thứ Tư, 25/11/2026"),
        ("{{ d | day }}", "en", {"d": "2026-11-25"}, "Wednesday, 25/11/2026"),
        ("{{ d | day }}", "vi", {"d": datetime(2026, 11, 24, 18, tzinfo=UTC)}, "thứ Tư, 25/11/2026"),
        ("{{ d }}", "vi", {"d": date(2026, 11, 29)}, "Chủ nhật, 29/11/2026"),
        ("{{ d | date }}", "vi", {"d": date(2026, 1, 5)}, "05/01/2026"),
        ("{{ m | moment }}", "vi", {"m": MOMENT}, "16 giờ 30, thứ Sáu 12/05/2023"),
        ("{{ m }}", "en", {"m": MOMENT}, "16:30, Friday 12/05/2023"),
        ("{{ m | moment }}", "vi", {"m": "2023-05-12T09:30:00+00:00"}, "16 giờ 30, thứ Sáu 12/05/2023"),
        ("{{ m | clock }}", "vi", {"m": datetime(2026, 1, 1, 1, 30, tzinfo=UTC)}, "08 giờ 30"),
        ("{{ n | money }}", "vi", {"n": 8000}, "8.000 đồng"),
        ("{{ n | money }}", "en", {"n": 1250000}, "1,250,000 đồng"),
        ("{{ n }}", "vi", {"n": 3}, "3"),
        ("{{ t | term }}", "vi", {"t": "3wd"}, "3 ngày làm việc"),
        ("{{ t | term }}", "vi", {"t": "0d"}, "trong ngày"),
        ("{{ t | term }}", "vi", {"t": "8wh"}, "8 giờ làm việc"),
        ("{{ t | term }}", "en", {"t": "1wd"}, "1 working day"),
        ("{{ t | term }}", "en", {"t": "30d"}, "30 days"),
        ("{{ You }}, {{ you }}", "vi", {}, "Ông/bà, ông/bà"),
        ("{{ You }}, {{ you }}", "vi", {"you": "bác"}, "Bác, bác"),
        ("{% if true %}{{ You }}, {{ you }}{% endif %}", "vi", {"you": "bác"}, "Bác, bác"),
        ("{% if true %}{{ You }}, {{ you }}{% endif %}", "vi", {}, "Ông/bà, ông/bà"),
        ("{{ commune }}", "en", {}, "Mẫu commune"),
        ("{{ commune }}", "fr", {}, "xã Mẫu"),
        ("{{ x | upper }}", "vi", {"x": "a"}, "A"),
    ],
)
def test_values_are_written_as_people_write_them(
    wording: Wording, template: str, language: str, params: Mapping[str, object], text: str
) -> None:
    assert wording.render(template, language, params) == text


def test_the_hours_of_the_office_can_be_said(wording: Wording) -> None:
    hours = wording.render("{{ hours }}", "vi")
    assert hours == "sáng 07 giờ 30 – 11 giờ 30, chiều 13 giờ 30 – 17 giờ 30, thứ Hai đến thứ Sáu"


@pytest.mark.parametrize("template", ["**{{ name }}**", "{% if name %}**{{ name }}**{% endif %}"])
def test_a_value_cannot_make_marks(wording: Wording, template: str) -> None:
    said = wording.render(template, "vi", {"name": "An** `x` **"})
    assert said.count("**") == len(("before", "after"))
    assert "`" not in said


@pytest.mark.parametrize("template", ["{{ inner }}!", "{% if inner %}{{ inner }}!{% endif %}"])
def test_a_sentence_of_ours_keeps_its_marks_inside_another(wording: Wording, template: str) -> None:
    inner = wording.render("**{{ name }}**", "vi", {"name": "An"})
    assert isinstance(inner, Marked)
    assert wording.render(template, "vi", {"inner": inner}) == "**An**!"


@pytest.mark.parametrize("template", ["{{ missing }}", "{% if true %}{{ missing }}{% endif %}"])
def test_a_missing_value_is_an_error_that_names_it(wording: Wording, template: str) -> None:
    with pytest.raises(jinja2.UndefinedError, match="missing"):
        wording.render(template, "vi")


def test_none_is_never_said(wording: Wording) -> None:
    with pytest.raises(jinja2.UndefinedError):
        wording.render("{{ x }}", "vi", {"x": None})


@pytest.mark.parametrize(
    ("template", "value"),
    [("{{ x | money }}", "8000"), ("{{ x | term }}", "soon"), ("{{ x | day }}", 3), ("{{ x | moment }}", 3)],
)
def test_a_value_of_the_wrong_kind_is_an_error(wording: Wording, template: str, value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        wording.render(template, "vi", {"x": value})


def test_a_time_without_a_zone_is_an_error(wording: Wording) -> None:
    with pytest.raises(ValueError, match="zone"):
        wording.render("{{ x }}", "vi", {"x": datetime(2026, 1, 1)})  # noqa: DTZ001 - the fault under test


def test_a_phrase_is_said_in_both_languages_and_in_the_first_for_others(tree: Tree) -> None:
    tree.write("phrases/vi/extra.toml", 'hello = "Chào {{ name }}"\n[deep]\nbye = "Tạm biệt"')
    tree.write("phrases/en/extra.toml", 'hello = "Hello {{ name }}"\n[deep]\nbye = "Bye"')
    wording = tree.load().wording
    said = [wording.say("extra.hello", language, {"name": "An"}) for language in ("vi", "en", "fr")]
    assert said == ["Chào An", "Hello An", "Chào An"]
    assert wording.say("extra.deep.bye", "en") == "Bye"
    assert wording.has("extra.hello")
    assert not wording.has("extra.nothing")
    assert "extra.deep.bye" in wording.codes()
    with pytest.raises(KeyError):
        wording.say("extra.nothing", "vi")


@pytest.mark.parametrize(
    "text", ["{% if %}", "{{ x", "{{ x | shout }}", "{% if x %}{{ x | shout }}{% endif %}", "{% end %}"]
)
def test_what_is_no_template_is_refused(text: str) -> None:
    with pytest.raises(BadTemplate):
        variables(text)


def test_the_variables_of_a_template_are_known() -> None:
    assert variables("{{ a }} {{ b | day }} c") == {"a", "b"}
    assert variables("{% for x in xs %}{{ x }}{{ b | length }}{% endfor %}") == {"xs", "b"}


@given(
    st.lists(st.sampled_from(["{{ a }}", "{{b}}", "{{ a | upper }}", "x", " ", "\n", "{", "}", "}}", "{%", "ộ", "**"]))
)
def test_simple_templates_read_as_the_engine_reads_them(pieces: list[str]) -> None:
    text = "".join(pieces).strip()
    simple = parse(text)
    if simple is not None:
        values = {part.name: f"<{part.name}>" for part in simple.parts if not isinstance(part, str)}
        assume(all(isinstance(part, str) or part.filter is None for part in simple.parts))
        filled = "".join(part if isinstance(part, str) else values[part.name] for part in simple.parts)
        assert filled == environment().from_string(text).render(values)
