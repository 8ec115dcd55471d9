"""Rankings of the commune: each year once, the latest first; planted faults are named."""

import pytest

from content.catalog import load
from tests.content.trees import Tree

OFFICE = "offices/office.toml"
YEAR = """
[[rankings]]
year = {year}
place = {place}
what = {{ vi = "cải cách hành chính", en = "reform" }}
among = {{ vi = "các xã của huyện", en = "the communes" }}
source = {{ vi = "báo", en = "newspaper" }}
"""


def test_the_latest_year_comes_first(tree: Tree) -> None:
    tree.write(OFFICE, tree.read(OFFICE) + YEAR.format(year=2021, place=2) + YEAR.format(year=2022, place=1))
    assert tree.problems() == ()
    assert [(one.year, one.place) for one in tree.load().office.rankings] == [(2022, 1), (2021, 2)]


@pytest.mark.parametrize(
    ("years", "what"), [(((2022, 1), (2022, 2)), "the year 2022 is there twice"), (((2022, 0),), "0 is no place")]
)
def test_a_planted_fault_is_named(tree: Tree, years: tuple[tuple[int, int], ...], what: str) -> None:
    tree.write(OFFICE, tree.read(OFFICE) + "".join(YEAR.format(year=year, place=place) for year, place in years))
    assert what in {problem.what for problem in tree.problems()}


def test_the_commune_of_the_article_led_its_district_two_years_running() -> None:
    assert [(one.year, one.place) for one in load("chi_lang_bac").office.rankings] == [(2022, 1), (2021, 1)]
    assert load("nam_thanh_mien").office.rankings == ()
