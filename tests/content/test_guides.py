"""The guides: every picture is what the script draws, texts are short, and what is missing is told to their author."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from content.guides.drawing import draw, screens
from content.guides.reading import picture
from content.manuscript import ROOT
from tests.content.trees import Tree
from tests.replay import library

GUIDES = library("nam_thanh_mien").guides
SCREENS = tuple(screens())
_GUIDE = """
place = 1
title = { vi = "Cách làm", en = "How to" }
summary = { vi = "Một việc.", en = "One thing." }
[[sources]]
id = "law"
title = { vi = "Luật", en = "Law" }
checked = 2026-11-24
confidence = "high"
[[steps]]
id = "one"
picture = "one"
source = "law"
title = { vi = "Một", en = "One" }
text = { vi = "Làm việc một.", en = "Do one." }
alt = { vi = "Hình một.", en = "Picture one." }
"""


def pixels(data: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """What a picture shows."""
    return np.asarray(Image.open(BytesIO(data)).convert("RGB")).astype(np.int16)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_picture_is_what_the_script_draws(screen: str) -> None:
    kept, drawn = pixels(picture(ROOT, screen).read_bytes()), pixels(draw(screen))
    assert kept.shape == drawn.shape
    assert np.abs(kept - drawn).mean() < 0.5


def test_both_guides_are_there_in_their_order_and_every_step_has_a_picture_of_its_own() -> None:
    assert list(GUIDES) == ["vneid", "portal"]
    assert len(SCREENS) == len(set(SCREENS)) >= 16


def test_each_guide_warns_of_fraud_and_says_that_level_two_is_made_in_person() -> None:
    for guide in GUIDES.values():
        assert guide.steps[-1].id == "safe"
        assert "OTP" in guide.steps[-1].text["vi"]
    assert "tự mình đến Công an" in next(step for step in GUIDES["vneid"].steps if step.id == "police").text["vi"]


@pytest.mark.parametrize("key", list(GUIDES))
def test_a_step_is_a_short_card(key: str) -> None:
    for step in GUIDES[key].steps:
        assert len(step.text["vi"]) <= 320, step.id
        assert len(step.text["vi"].split("\n")) <= 4, step.id


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('id = "law"', 'id = "decree"', "steps.one.source"),
        ('id = "one"', 'id = "much_too_long_for_a_button"', "steps.much_too_long_for_a_button.id"),
        ('picture = "one"', 'picture = "two"', "steps.one.picture"),
        ('en = "Do one."', 'xx = "Do one."', "steps.one.text"),
    ],
)
def test_a_fault_in_a_guide_is_told_with_its_place(tmp_path: Path, tree: Tree, old: str, new: str, where: str) -> None:
    tree.write("guides/sample.toml", _GUIDE)
    drawn = tree.root / "guides" / "pictures" / "one.png"
    drawn.parent.mkdir()
    drawn.write_bytes(picture(ROOT, SCREENS[0]).read_bytes())
    assert tree.problems() == ()
    tree.plant(old, new, "guides/sample.toml")
    assert where in {problem.where for problem in tree.problems()}


def test_a_guide_has_steps_and_a_name_that_fits_into_a_button(tree: Tree) -> None:
    tree.write("guides/much_too_long_for_a_button.toml", _GUIDE[: _GUIDE.index("[[steps]]")])
    whats = {problem.what for problem in tree.problems()}
    assert any("too long for buttons" in what for what in whats)
    assert any("there are no steps" in what for what in whats)
