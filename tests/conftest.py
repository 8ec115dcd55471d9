"""Options of the whole test run, and what it leaves behind."""

from collections.abc import Iterator

import pytest

from tests.workshop import WORKSHOP


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-transcripts",
        action="store_true",
        help="write every transcript anew from its inputs; read the difference before you commit it",
    )


@pytest.fixture(scope="session", autouse=True)
def _workshop_closes() -> Iterator[None]:
    yield
    WORKSHOP.close()
