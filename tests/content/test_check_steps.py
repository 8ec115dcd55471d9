"""Faults in steps, options, buttons, groups and outcomes are refused with their place and a remedy."""

from dataclasses import dataclass

import pytest

from tests.content.trees import SAMPLE, Tree


@dataclass(frozen=True, slots=True)
class Fault:
    """What is planted, and where and how it must be reported."""

    name: str
    old: str
    new: str
    where: str
    what: str


LONG = "a_very_long_step_name_12"

FAULTS = (
    Fault(
        "an unknown setting", 'id = "trees"', 'id = "trees"\ncolour = "red"', "steps.trees.colour", "unknown setting"
    ),
    Fault("an unknown top key", 'codes = ["9.999999"]', "codes = []\nprice = 1", "price", "unknown setting 'price'"),
    Fault("an unknown kind", 'kind = "money"', 'kind = "coins"', "steps.price.kind", "'coins' is not known"),
    Fault(
        "a setting of another kind", 'kind = "phone"', 'kind = "phone"\nfuture = true', "steps.phone.future", "unknown"
    ),
    Fault(
        "a missing language",
        'ask = { vi = "Mấy cây?", en = "How many trees?" }',
        'ask = { vi = "Mấy cây?" }',
        "steps.trees.ask",
        "'en' is missing",
    ),
    Fault(
        "an unknown language",
        'vi = "Số cây", en = "Trees"',
        'vi = "Số", en = "Trees", fr = "Arbres"',
        "steps.trees.short",
        "unknown language 'fr'",
    ),
    Fault("a missing question", 'ask = { vi = "Số điện thoại?", en = "Phone?" }', "", "steps.phone.ask", "is missing"),
    Fault(
        "a missing example", 'example = { vi = "0912345678", en = "0912345678" }', "", "steps.phone.example", "missing"
    ),
    Fault("a number for a text", 'decides = "commune"', "decides = 3", "decides", "cannot be read"),
    Fault("a text for a number", "minutes = 4", 'minutes = "four"', "minutes", "cannot be read"),
    Fault("a text for a flag", "optional = true", 'optional = "yes"', "steps.wanted.optional", "cannot be read"),
    Fault("a text for a list", 'codes = ["9.999999"]', 'codes = "9"', "codes", "cannot be read"),
    Fault("no list of numbers", "quick = [1, 2, 3]", 'quick = ["1"]', "steps.trees.quick", "cannot be read"),
    Fault("a bad step id", 'id = "phone"', 'id = "Phone"', "steps.Phone", "no step id"),
    Fault("the same step twice", 'id = "phone"', 'id = "price"', "steps.price", "twice"),
    Fault("a step named like a fact", 'id = "phone"', 'id = "many"', "steps.many", "names two things"),
    Fault("an end named like a step", 'id = "forest_end"', 'id = "place"', "steps.place", "names two things"),
    Fault("the same fact twice", 'id = "crowd"', 'id = "minor"', "facts.minor", "twice"),
    Fault("a bad option id", 'id = "danger"', 'id = "danger!"', "steps.reasons.danger!", "no option id"),
    Fault("the same option twice", 'id = "danger"', 'id = "ill"', "steps.reasons.ill", "twice"),
    Fault("a single option", '{ id = "female", vi = "Nữ", en = "Female" }', "", "steps.owner_sex", "nothing to choose"),
    Fault("a word for two options", 'words = ["duong"]', 'words = ["trong rừng"]', "steps.place", "means two options"),
    Fault(
        "a label too long",
        'vi = "Nguy hiểm"',
        'vi = "Nguy hiểm cho người và xe cộ đi đường"',
        "steps.reasons.danger",
        "characters",
    ),
    Fault("a template as label", 'vi = "Nguy hiểm"', 'vi = "{{ you }}"', "steps.reasons.danger", "no plain text"),
    Fault("an unknown usual", 'usual = "street"', 'usual = "lane"', "steps.place", "'lane' is no option"),
    Fault("too many ticks wanted", "least = 1\nask", "least = 3\nask", "steps.reasons", "can never be ticked"),
    Fault("an empty range", "least = 2\nmost = 80", "least = 90\nmost = 80", "steps.street_name", "nothing fits"),
    Fault("a quick number refused", "quick = [1, 2, 3]", "quick = [0]", "steps.trees", "the button 0 is refused"),
    Fault("an endless group", "most = 3", "most = 30", "steps.witness", "most 30"),
    Fault("a group named more", 'id = "relation"', 'id = "more"', "steps.witness.more", "one more?"),
    Fault("an unknown paper", 'paper = "photo"', 'paper = "picture"', "steps.tree_photo", "unknown paper 'picture'"),
    Fault("photos of no paper", 'paper = "photo"', "", "steps.tree_photo", "asks for no paper"),
    Fault("an unknown outcome", 'outcome = "rangers"', 'outcome = "police"', "steps.forest_end", "unknown outcome"),
    Fault("an outcome never reached", 'outcome = "rangers"', 'outcome = "police"', "outcomes.rangers", "no step ends"),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_refused_with_file_place_and_remedy(tree: Tree, fault: Fault) -> None:
    tree.plant(fault.old, fault.new)
    found = [problem for problem in tree.problems() if problem.where == fault.where and fault.what in problem.what]
    assert found, "\n".join(map(str, tree.problems()))
    assert found[0].file == SAMPLE
    assert found[0].remedy


def test_a_question_that_does_not_say_why_it_is_asked_is_refused(tree: Tree) -> None:
    why = 'why = { vi = "Để biết nơi giải quyết.", en = "To find the office." }\n'
    tree.plant(why, "")
    assert [(problem.where, problem.what) for problem in tree.problems()] == [
        ("steps.place", "nobody is told why it is asked")
    ]


def test_a_sound_tree_has_no_problem(tree: Tree) -> None:
    assert tree.problems() == ()


def test_a_button_over_64_bytes_is_refused(tree: Tree) -> None:
    text = tree.read(SAMPLE).replace("witness", LONG).replace('"relation"', '"relation_to_the_owner_x"')
    tree.write(
        SAMPLE, text.replace("relation = ", "relation_to_the_owner_x = ").replace('"friend"', '"friend_of_owner"')
    )
    problem = next(problem for problem in tree.problems() if "bytes" in problem.what)
    assert problem.where == f"steps.{LONG}.relation_to_the_owner_x.friend_of_owner"
    assert "at most 64" in problem.remedy


def test_the_id_of_a_paper_is_short_enough_for_an_officials_button(tree: Tree) -> None:
    tree.write(
        SAMPLE, tree.read(SAMPLE).replace('"photo"\ntitle', f'"{"p" * 37}"\ntitle').replace('paper = "photo"', "")
    )
    assert any(problem.where == "p" * 37 and "is no id" in problem.what for problem in tree.problems())


def test_a_photo_asked_for_in_a_group_has_a_name_that_an_officials_button_can_carry(tree: Tree) -> None:
    start = "[[steps.steps]]"
    text = tree.read(SAMPLE).replace("witness", LONG)
    begin = text.index(start)
    block = text[text.index('[[steps]]\nid = "tree_photo"') : text.index("[[outcomes]]")]
    photo = block.replace("[[steps]]", start).replace("tree_photo", "photograph_of_the_person")
    tree.write(SAMPLE, text[:begin] + "\n".join(_alone(photo)) + "\n" + text[begin:])
    problem = next(one for one in tree.problems() if "cannot carry" in one.what)
    assert problem.where.endswith(".photograph_of_the_person")


def _alone(block: str) -> list[str]:
    """The lines of a step without what only a step outside a group may have."""
    return [line for line in block.splitlines() if not line.startswith(("only_if", "paper ", "paper="))]


def test_a_group_that_asks_nothing_is_refused(tree: Tree) -> None:
    text = tree.read(SAMPLE)
    start, end = text.index("  [[steps.steps]]"), text.index('[[steps]]\nid = "tree_photo"')
    tree.write(SAMPLE, text[:start] + text[end:])
    assert any(problem.what == "the group asks nothing" for problem in tree.problems())


def test_a_paper_asked_for_at_two_steps_is_refused(tree: Tree) -> None:
    text = tree.read(SAMPLE)
    block = text[text.index('[[steps]]\nid = "tree_photo"') : text.index("[[outcomes]]")]
    tree.write(SAMPLE, text + block.replace("tree_photo", "second_photo"))
    assert any("is asked for twice" in problem.what for problem in tree.problems())


def test_the_same_outcome_twice_is_refused(tree: Tree) -> None:
    text = tree.read(SAMPLE)
    tree.write(SAMPLE, text + text[text.index("[[outcomes]]") : text.index("[[checks]]")])
    assert any(problem.where == "outcomes.rangers" and "twice" in problem.what for problem in tree.problems())


def test_a_file_that_is_no_toml_is_named(tree: Tree) -> None:
    tree.write(SAMPLE, "key = ")
    assert any(problem.file == SAMPLE and "no TOML" in problem.what for problem in tree.problems())


def test_a_list_where_tables_belong_is_refused(tree: Tree) -> None:
    tree.plant('mistakes = [{ vi = "Chặt trước khi có giấy.", en = "Felling before the permit." }]', 'mistakes = ["x"]')
    tree.plant('[[checks]]\nhas_accents = { name = "owner" }', "")
    assert any(problem.where == "mistakes[0]" for problem in tree.problems())


def test_the_key_must_be_the_name_of_the_file(tree: Tree) -> None:
    tree.plant('key = "tree_felling"', 'key = "felling"')
    assert any(problem.where == "key" and "not the file's name" in problem.what for problem in tree.problems())
