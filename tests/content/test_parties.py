"""The people of procedure files: who they are, what is known of them, and faults that are refused."""

import pytest

from flows.procedure import Party
from tests.content.test_check_steps import Fault
from tests.content.trees import SAMPLE, Tree

PEOPLE = """
[[people]]
role = "myself"
only_if = { place = "street" }
fills = { name = "owner", number = "owner_number", born = "owner_born", sex = "owner_sex", phone = "phone" }

[[people]]
role = "child"
anew = true
fills = { name = "owner" }
"""

FAULTS = (
    Fault("an unknown step", 'name = "owner", number', 'name = "nobody", number', "people.myself.fills.name", "nobody"),
    Fault(
        "a step in a group", 'true\nfills = { name = "owner"', 'true\nfills = { name = "called"', "people", "'called'"
    ),
    Fault(
        "a step of another kind",
        'born = "owner_born", sex = "owner_sex", ph',
        'born = "owner", sex = "owner_sex", ph',
        "people.myself",
        "cannot hold",
    ),
    Fault("an unknown field", 'phone = "phone" }', 'fax = "phone" }', "people.0.fills.fax", "unknown setting"),
    Fault("no fills", 'true\nfills = { name = "owner" }\n', "true\n", "people.1", "nothing is known"),
    Fault("an unknown role", 'role = "child"', 'role = "mayor"', "people.1.role", "'mayor'"),
    Fault("an unknown condition", 'place = "street" }\nfills', 'spot = "street" }\nfills', "people.myself", "'spot'"),
)


@pytest.fixture
def with_people(tree: Tree) -> Tree:
    tree.write(SAMPLE, tree.read(SAMPLE) + PEOPLE)
    return tree


def test_people_are_read(with_people: Tree) -> None:
    assert with_people.problems() == ()
    myself, child = with_people.load().procedures["tree_felling"].procedure.parties
    assert dict(myself.fills)["phone"] == "phone"
    assert myself.only_if is not None
    assert child == Party("child", (("name", "owner"),), None, anew=True)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_refused_with_file_place_and_remedy(with_people: Tree, fault: Fault) -> None:
    with_people.plant(fault.old, fault.new)
    problems = with_people.problems()
    found = [one for one in problems if fault.what in one.what and one.where.startswith(fault.where)]
    assert found, "\n".join(map(str, problems))
    assert found[0].file == SAMPLE
    assert found[0].remedy
