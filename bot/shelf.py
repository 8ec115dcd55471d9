"""The content in use by the running program: swapped as a whole, and only when every file of it is sound (F78, F79)."""

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path

from content.catalog import Library, load
from content.problems import ContentError

_LOG = logging.getLogger("motcua.content")


class Shelf:
    """Holds the library; a broken change is refused and the old one stays."""

    def __init__(self, office: str, root: Path | None, today: Callable[[], date]) -> None:
        """Loads the content; raises ContentError when it is broken."""
        self._office, self._root, self._today = office, root, today
        self._library = load(office, root, today())

    def library(self) -> Library:
        """The content in use."""
        return self._library

    def reload(self) -> bool:
        """Takes changed files into use; returns whether it did. What is wrong is logged, file by file."""
        try:
            self._library = load(self._office, self._root, self._today())
        except ContentError as error:
            for problem in error.problems:
                _LOG.error("content refused: %s", problem)
            return False
        _LOG.info("content taken into use: %s", ", ".join(sheet.version for sheet in self._library.procedures.values()))
        return True
