"""The finder: measured on labelled utterances; what belongs to services without a file finds nothing."""

import time
from collections import Counter
from pathlib import Path

import pytest

from content.catalog import load
from content.finder import Finder
from content.manuscript import ROOT
from content.spelling import read_spelling
from flows.text import fold
from tests.content.trees import HERE

OURS = frozenset(load("nam_thanh_mien").procedures)
SPELLING = read_spelling(ROOT / "finder.toml")


@pytest.fixture(scope="module")
def finder() -> Finder:
    return load("nam_thanh_mien").finder


def rows(path: Path) -> list[tuple[str, frozenset[str]]]:
    """Utterances with the keys that are right; keys without a file become NONE when they stand alone."""
    cells = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(text, frozenset(keys.split(",")) & OURS or frozenset({"NONE"})) for text, keys in cells]


def wrong(finder: Finder, file: str) -> list[str]:
    found = ((text, finder.find(text), right) for text, right in rows(HERE / file))
    return [text for text, hits, right in found if (hits[0].key if hits else "NONE") not in right]


def test_the_handbooks_utterances_are_understood(finder: Finder) -> None:
    assert len(wrong(finder, "utterances.tsv")) <= 0.08 * len(rows(HERE / "utterances.tsv"))


def test_sentences_that_nothing_was_chosen_by_are_understood(finder: Finder) -> None:
    assert len(wrong(finder, "heldout.tsv")) <= 0.15 * len(rows(HERE / "heldout.tsv"))


@pytest.mark.parametrize(
    "text",
    [
        "dkks cho con",
        "ddawng ky khai sinhf cho con",
        "giay khaisinh cho be",
        "lam giay khai snih",
        "Khai sanh cho em bé!!",
    ],
)
def test_short_forms_and_slips_are_understood(finder: Finder, text: str) -> None:
    assert [hit.key for hit in finder.find(text)] == ["birth_registration"]


def test_what_a_procedure_names_itself_by_finds_it_alone(finder: Finder) -> None:
    said = [(phrase, key) for key, sheet in load("nam_thanh_mien").procedures.items() for phrase in sheet.phrases]
    times = Counter(fold(phrase) for phrase, _ in said)
    found = {phrase: [hit.key for hit in finder.find(phrase)] for phrase, _ in said if times[fold(phrase)] == 1}
    assert [(phrase, found[phrase]) for phrase, key in said if found.get(phrase, [key]) != [key]] == []


@pytest.mark.parametrize("text", ["", " ", "?!", "12345", "ơ", "😀", "x" * 5000, "khai " * 2000])
def test_what_says_nothing_finds_nothing(finder: Finder, text: str) -> None:
    assert finder.find(text) == ()


def test_at_most_three_are_found_best_first_and_always_the_same(finder: Finder) -> None:
    texts = [text for text, _ in rows(HERE / "utterances.tsv")]
    for text in (*texts, "khai sinh sao y độc thân"):
        hits = finder.find(text)
        assert len(hits) <= 3
        assert list(hits) == sorted(hits, key=lambda hit: -hit.score)
        assert all(0 < hit.score < 1 for hit in hits)
        assert finder.find(text) == hits


def test_two_things_in_one_sentence_are_both_found(finder: Finder) -> None:
    hits = finder.find("sao y giấy tờ và xin giấy xác nhận độc thân")
    assert {hit.key for hit in hits} == {"certify_copy", "marital_status_certificate"}


def test_finding_takes_less_than_ten_milliseconds(finder: Finder) -> None:
    texts = [text for text, _ in rows(HERE / "utterances.tsv")]
    began = time.process_time()
    for text in texts:
        finder.find(text)
    assert (time.process_time() - began) / len(texts) < 0.010


def test_a_service_that_gets_a_file_is_found_and_its_neighbour_is_gone() -> None:
    said = "hai đứa em muốn đăng ký kết hôn"
    beside = {"marriage_registration": ["đăng ký kết hôn", "làm giấy kết hôn"]}
    assert Finder({"certify_copy": ["sao y bản chính"]}, beside, SPELLING).find(said) == ()
    ours = {"marriage_registration": ["đăng ký kết hôn", "làm giấy kết hôn"], "certify_copy": ["sao y bản chính"]}
    assert Finder(ours, {}, SPELLING).find(said)[0].key == "marriage_registration"


def test_a_finder_without_phrases_finds_nothing() -> None:
    assert Finder({"empty": []}, {}, SPELLING).find("khai sinh") == ()
