"""Identity cards in procedure files: who holds them, what they fill, and faults that are refused."""

import pytest

from flows.kinds import Address, CitizenId
from flows.procedure import Holder, Question
from tests.content.test_check_steps import Fault
from tests.content.trees import SAMPLE, Tree

CARDS = """
[[cards]]
id = "owner"
whose.vi = "chủ cây"
whose.en = "the tree's owner in {{ commune }}"
sex = "female"
fills = { number = "owner_number", name = "owner", born = "owner_born", sex = "owner_sex", address = "home" }

[[cards]]
id = "witness"
whose.vi = "người làm chứng"
whose.en = "the witness"
group = "witness"
unasked = true
fills = { name = "called" }
"""

FAULTS = (
    Fault("an unknown step", 'name = "owner",', 'name = "nobody",', "cards.owner.fills.name", "'nobody'"),
    Fault(
        "a step of another kind",
        'born = "owner_born", sex = "owner_sex", address',
        'born = "home", sex = "owner_sex", address',
        "cards.owner.fills.born",
        "cannot hold",
    ),
    Fault(
        "an unknown field",
        'born = "owner_born", sex = "owner_sex", address',
        'birthday = "owner_born", address',
        "cards.owner.fills.birthday",
        "unknown setting",
    ),
    Fault("a step outside the group", '{ name = "called" }', '{ name = "owner" }', "cards.witness.fills.name", "group"),
    Fault("no name", 'name = "called"', "", "cards.witness.fills", "no name"),
    Fault("no fills", 'fills = { name = "called" }', "", "cards.witness", "fills nothing"),
    Fault(
        "two cards for a step",
        'sex = "owner_sex", address',
        'old_number = "owner_number", address',
        "steps.owner_number",
        "two cards",
    ),
    Fault("the same card twice", 'id = "witness"\nwhose', 'id = "owner"\nwhose', "cards.owner", "twice"),
    Fault("an unknown sex", 'sex = "female"', 'sex = "woman"', "cards.owner.sex", "'woman'"),
    Fault("a missing language", 'whose.en = "the witness"', "", "cards.witness.whose", "'en' is missing"),
    Fault("an unknown variable", "owner in {{ commune }}", "owner in {{ mayor }}", "cards.owner.whose.en", "'mayor'"),
    Fault("an unknown setting", "unasked = true", "asked = false", "cards.witness.asked", "unknown setting"),
    Fault("a silent step that no card fills", 'id = "phone"', 'id = "phone"\nby_card = true', "steps.phone", "no card"),
)


@pytest.fixture
def with_cards(tree: Tree) -> Tree:
    tree.write(SAMPLE, tree.read(SAMPLE) + CARDS)
    return tree


def test_cards_are_read(with_cards: Tree) -> None:
    assert with_cards.problems() == ()
    sheet = with_cards.load().procedures["tree_felling"]
    fills = (("number", "owner_number"), ("name", "owner"), ("born", "owner_born"), ("sex", "owner_sex"))
    owner, witness = sheet.procedure.holders
    assert set(owner.fills) == {*fills, ("address", "home")}
    assert (owner.sex, owner.group, owner.invited) == ("female", None, True)
    assert witness == Holder("witness", (("name", "called"),), "witness", None, invited=False)
    assert sheet.cards["witness"]["vi"] == "người làm chứng"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_refused_with_file_place_and_remedy(with_cards: Tree, fault: Fault) -> None:
    with_cards.plant(fault.old, fault.new)
    problems = with_cards.problems()
    found = [problem for problem in problems if problem.where == fault.where and fault.what in problem.what]
    assert found, "\n".join(map(str, problems))
    assert found[0].file == SAMPLE
    assert found[0].remedy


def test_steps_say_what_concerns_cards(with_cards: Tree) -> None:
    with_cards.plant('id = "owner_number"', 'id = "owner_number"\nold = true\nby_card = true')
    with_cards.plant('id = "tree_photo"', 'id = "tree_photo"\nidentity = true')
    sheet = with_cards.load().procedures["tree_felling"]
    steps = {step.id: step for step in sheet.procedure.steps if isinstance(step, Question)}
    assert steps["owner_number"].kind == CitizenId(old=True)
    assert steps["owner_number"].by_card and steps["owner_number"].may_skip
    assert sheet.step("tree_photo").identity and not sheet.step("owner_number").identity


def test_an_address_knows_the_districts_and_provinces_around(with_cards: Tree) -> None:
    office = with_cards.load().office
    home = with_cards.load().procedures["tree_felling"].procedure.steps
    places = next(step.kind.places for step in home if isinstance(step, Question) and isinstance(step.kind, Address))
    assert places == office.around() == ("hai phong",)
