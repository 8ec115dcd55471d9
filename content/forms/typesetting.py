"""Typst: a template and its inputs become PDF; this module carries the library, and is loaded by the first print."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst

_FONTS = Path(__file__).parent / "fonts"


class BadForm(RuntimeError):
    """A template that cannot be printed; says what is wrong with it."""


def pdf(template: Path, inputs: Mapping[str, str]) -> bytes:
    """The document as PDF, without any time stamp; raises BadForm.

    The template sees its own folder and nothing else: no system fonts, no packages.
    """
    nowhere = template.parent / "packages"
    try:
        compiler = typst.Compiler(
            root=str(template.parent),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            package_path=str(nowhere),
            package_cache_path=str(nowhere),
        )
        printed = compiler.compile(str(template), format="pdf", sys_inputs=dict(inputs))
    except typst.TypstError as fault:
        raise BadForm(f"{template.name}: {fault.message}") from None
    if not isinstance(printed, bytes):
        raise BadForm(f"{template.name}: nothing was printed")
    return printed


def png(template: Path, inputs: Mapping[str, str], fonts: Path, dots: float) -> bytes:
    """A picture of one page with so many dots an inch, from the fonts of a folder; raises BadForm."""
    known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
    try:
        compiler = typst.Compiler(root=str(template.parent), font_paths=known, ignore_system_fonts=True)
        drawn = compiler.compile(str(template), format="png", ppi=dots, sys_inputs=dict(inputs))
    except typst.TypstError as fault:
        raise BadForm(f"{template.name}: {fault.message}") from None
    if not isinstance(drawn, bytes):
        raise BadForm(f"{template.name}: there is more than one page")
    return drawn


@cache
def _fonts() -> typst.Fonts:
    """The fonts shipped here, before those of the library, which hold letters of other scripts."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_FONTS)])
