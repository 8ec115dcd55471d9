"""The template engine of every page: what is put in is escaped, a missing value is an error."""

from pathlib import Path

import jinja2


def engine(folder: Path) -> jinja2.Environment:
    """The engine for the templates of a folder."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
