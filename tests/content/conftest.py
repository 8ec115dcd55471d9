"""Fixtures of the content tests."""

from pathlib import Path

import pytest

from tests.content.trees import Tree, grow


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A small content tree that passes the check."""
    return grow(tmp_path)
