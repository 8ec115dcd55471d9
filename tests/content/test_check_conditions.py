"""Conditions, facts and cautions that look at something later, unknown or impossible are refused."""

import pytest

from tests.content.test_check_steps import Fault
from tests.content.trees import SAMPLE, Tree

FAULTS = (
    Fault(
        "a later step",
        'only_if = { place = "forest" }',
        'only_if = { owner_sex = "male" }',
        "steps.forest_end",
        "the later step 'owner_sex'",
    ),
    Fault(
        "an unknown step",
        'only_if = { place = "forest" }',
        'only_if = { planet = "mars" }',
        "steps.forest_end",
        "the unknown step 'planet'",
    ),
    Fault(
        "an option that does not exist",
        'only_if = { place = "forest" }',
        'only_if = { place = "wood" }',
        "steps.forest_end",
        "no option 'wood'",
    ),
    Fault(
        "an unknown step for what is done in person",
        '[[facts]]\nid = "long_ago"',
        '[in_person]\nsource = "decree"\nonly_if = { planet = "mars" }\n\n[[facts]]\nid = "long_ago"',
        "in_person",
        "the unknown step 'planet'",
    ),
    Fault(
        "a step without options",
        'only_if = { place = ["street", "park"], long_ago = true }',
        'only_if = { owner = "An" }',
        "steps.street_name",
        "has no options",
    ),
    Fault(
        "a group as condition",
        "at_desk = true\n",
        'at_desk = true\nonly_if = { witness = "kin" }\n',
        "steps.tree_photo",
        "has no options",
    ),
    Fault(
        "an unknown fact",
        "only_if = { special = true }",
        "only_if = { rare = true }",
        "steps.witness.only_if",
        "unknown fact 'rare'",
    ),
    Fault(
        "a fact declared below",
        'any_of = [{ place = "park" }, { many = true }]\n',
        'any_of = [{ later = true }]\n\n[[facts]]\nid = "later"\nany_of = [{ place = "park" }]\n',
        "facts.special.any_of.0",
        "unknown fact 'later'",
    ),
    Fault("an empty condition", "only_if = { special = true }", "only_if = {}", "steps.witness.only_if", "empty"),
    Fault(
        "a number as condition",
        "only_if = { special = true }",
        "only_if = { trees = 3 }",
        "steps.witness.only_if.trees",
        "no condition",
    ),
    Fault(
        "a fact needing a later step",
        'short = { vi = "Ngày trồng", en = "Planted" }',
        'short = { vi = "Ngày trồng", en = "Planted" }\nonly_if = { minor = false }',
        "steps.planted",
        "the fact 'minor' looks at the later step",
    ),
    Fault(
        "a later member of the group",
        'id = "relation"\n',
        'id = "relation"\nonly_if = { called = "x" }\n',
        "steps.witness.relation",
        "the later step 'called'",
    ),
    Fault(
        "an unknown option in a group",
        'only_if = { relation = "kin" }',
        'only_if = { relation = "boss" }',
        "steps.witness.called",
        "no option 'boss'",
    ),
    Fault(
        "a member of a group from outside",
        "at_desk = true\n",
        'at_desk = true\nonly_if = { relation = "kin" }\n',
        "steps.tree_photo",
        "the unknown step 'relation'",
    ),
    Fault("a bound that is no day", 'not_before = "planted"', 'not_before = "reasons"', "steps.wanted", "is no Date"),
    Fault(
        "a bound that comes later",
        'not_before = "planted"',
        'not_before = "owner_born"',
        "steps.wanted",
        "the later step 'owner_born'",
    ),
    Fault(
        "days since a name",
        'days_since = { step = "planted"',
        'days_since = { step = "owner"',
        "facts.long_ago",
        "is no Date",
    ),
    Fault(
        "the age of a number",
        'age_below = { born = "owner_born"',
        'age_below = { born = "trees"',
        "facts.minor",
        "is no Date",
    ),
    Fault("counting a question", 'group = "witness"', 'group = "trees"', "facts.crowd", "no group"),
    Fault(
        "comparing a date as number",
        'number_over = { step = "trees"',
        'number_over = { step = "planted"',
        "facts.many",
        "no Number or Money",
    ),
    Fault("the words of a photo", 'other = "street_name"', 'other = "tree_photo"', "facts.same_name", "is no Text"),
    Fault(
        "two rules in one fact",
        'id = "new_law"\n',
        'id = "new_law"\nday_before = { step = "planted", day = 2020-01-01 }\n',
        "facts.new_law",
        "more than one",
    ),
    Fault("an unknown rule", "today_from = {", "moon_phase = {", "facts.new_law", "no rule"),
    Fault("a rule without its setting", "years = 18, ", "", "facts.minor.age_below.years", "is missing"),
    Fault(
        "an impossible option in any_of",
        'any_of = [{ place = "park" }',
        'any_of = [{ place = "sea" }',
        "facts.special",
        "no option 'sea'",
    ),
    Fault("a caution on a wrong kind", 'number = "owner_number"', 'number = "phone"', "checks", "is no CitizenId"),
    Fault("a caution on an unknown step", 'older = "owner_born"', 'older = "father_born"', "checks", "unknown step"),
    Fault("a caution on a wrong sex", 'sex = "owner_sex"', 'sex = "place"', "checks", "no option 'female'"),
    Fault(
        "a caution on no name",
        'has_accents = { name = "owner" }',
        'has_accents = { name = "phone" }',
        "checks",
        "is no PersonName",
    ),
    Fault("a fee by an unknown number", 'count = "trees"', 'count = "copies"', "fees.pieces", "unknown step 'copies'"),
    Fault("a fee by a date", 'pages = "trees"', 'pages = "planted"', "fees.pages", "is no Number"),
    Fault(
        "a fee on an unknown option",
        "only_if = { many = true }",
        'only_if = { place = "moon" }',
        "fees.pieces",
        "no option 'moon'",
    ),
)

IMPOSSIBLE = (
    Fault(
        "after its own end",
        'only_if = { place = ["street", "park"], long_ago = true }',
        'only_if = { place = "forest" }',
        "steps.street_name",
        "no answers lead here",
    ),
    Fault(
        "wants what an earlier step excludes",
        'id = "called"\n  kind = "name"\n  only_if = { relation = "kin" }',
        'id = "called"\n  kind = "name"\n  only_if = { relation = "kin", place = "forest" }',
        "steps.witness.called",
        "no answers lead here",
    ),
    Fault(
        "a fact both ways",
        "only_if = { many = true }",
        'only_if = { many = true, place = "forest" }',
        "fees.pieces",
        "never applies",
    ),
    Fault(
        "an any_of without a way",
        'any_of = [{ place = "park" }, { many = true }]',
        'any_of = [{ place = "forest" }]',
        "steps.witness",
        "no answers lead here",
    ),
    Fault("after an end for all", 'only_if = { place = "forest" }\n', "", "steps.reasons", "no answers lead here"),
    Fault(
        "after ends that take every answer",
        'only_if = { place = "forest" }',
        'only_if = { place = ["forest", "street", "park"] }',
        "steps.reasons",
        "no answers lead here",
    ),
)


@pytest.mark.parametrize("fault", (*FAULTS, *IMPOSSIBLE), ids=lambda fault: fault.name)
def test_a_fault_is_refused_with_file_place_and_remedy(tree: Tree, fault: Fault) -> None:
    tree.plant(fault.old, fault.new)
    found = [problem for problem in tree.problems() if problem.where == fault.where and fault.what in problem.what]
    assert found, "\n".join(map(str, tree.problems()))
    assert found[0].file == SAMPLE
    assert found[0].remedy


def test_a_step_that_needs_a_skipped_branch_is_refused(tree: Tree) -> None:
    """`branch` is asked in the park only, so nothing on the street can look at its answer."""
    branch = """
[[steps]]
id = "branch"
kind = "choice"
only_if = { place = "park" }
ask = { vi = "Cành hay cây?", en = "Branch or tree?" }
short = { vi = "Phần", en = "Part" }
why = { vi = "Cây to xử lý khác.", en = "Trees are treated otherwise." }
options = [{ id = "part", vi = "Cành", en = "Branch" }, { id = "whole", vi = "Cây", en = "Tree" }]

[[steps]]
id = "why_branch"
kind = "text"
only_if = { branch = "part", place = "street" }
ask = { vi = "Vì sao?", en = "Why?" }
short = { vi = "Lý do", en = "Why" }
why = { vi = "Ghi trên tờ khai.", en = "It stands on the form." }
example = { vi = "Gãy", en = "Broken" }

[[steps]]
id = "owner"
"""
    tree.plant('\n[[steps]]\nid = "owner"\n', branch)
    assert [problem.where for problem in tree.problems()] == ["steps.why_branch"]


def test_an_end_under_two_conditions_closes_only_what_has_both(tree: Tree) -> None:
    tree.plant('only_if = { place = "forest" }', 'only_if = { place = "forest", new_law = true }')
    tree.plant("only_if = { many = true }", 'only_if = { place = "forest" }')
    assert tree.problems() == ()
    tree.plant('only_if = { place = "forest" }', 'only_if = { place = "forest", new_law = true }')
    assert [problem.where for problem in tree.problems()] == ["fees.pieces"]


def test_what_an_end_by_a_fact_excludes_never_applies(tree: Tree) -> None:
    tree.plant('only_if = { place = "forest" }', "only_if = { new_law = true }")
    tree.plant("only_if = { many = true }", "only_if = { new_law = true }")
    assert [problem.where for problem in tree.problems()] == ["fees.pieces"]
