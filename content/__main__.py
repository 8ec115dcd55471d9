"""The commands for authors: check, new, graph, find, reload. `motcua content …` and `python -m content …`."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from content.catalog import Library, load
from content.check import check as problems_of
from content.check import notes
from content.graph import draw
from content.manuscript import ROOT, offices
from content.problems import ContentError
from content.reload import NotRunning, tell
from content.sheet import LANGUAGES
from content.skeleton import BadName, create
from flows.calendar import local_day

content_app = typer.Typer(help="For authors of procedures and phrases.", no_args_is_help=True)

Root = Annotated[Path, typer.Option(help="The content directory.")]
OfficeName = Annotated[str, typer.Option(envvar="MOTCUA_OFFICE", help="The office whose values are used.")]
DEFAULT_OFFICE = "nam_thanh_mien"


@content_app.command()
def check(
    root: Root = ROOT,
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Check as of this day.")] = None,
) -> None:
    """Refuses broken content, naming file, step and remedy."""
    problems = problems_of(root, _day(today))
    for problem in problems:
        print(problem)
    if problems:
        _fail(f"{len(problems)} problems")
    for note in notes(root):
        print(note)
    procedures = len(list((root / "procedures").glob("*.toml")))
    print(f"{procedures} procedures, {len(offices(root))} offices: no problem")


@content_app.command()
def new(name: Annotated[str, typer.Argument(help="The key, such as death_registration.")], root: Root = ROOT) -> None:
    """Writes the skeleton of a procedure, which passes the check."""
    try:
        for path in create(name, _day(None), root):
            print(path)
    except BadName as fault:
        _fail(str(fault))


@content_app.command()
def graph(
    name: Annotated[str, typer.Argument(help="The key of the procedure.")],
    root: Root = ROOT,
    office: OfficeName = DEFAULT_OFFICE,
    language: Annotated[str, typer.Option(help="vi or en.")] = LANGUAGES[0],
) -> None:
    """Draws a procedure as a Mermaid flowchart."""
    library = _library(office, root)
    if name not in library.procedures:
        _fail(f"{name!r} is none of: {', '.join(library.procedures)}")
    print(draw(library.procedures[name], language))


@content_app.command()
def find(
    words: Annotated[str, typer.Argument(help="What a resident says.")] = "",
    batch: Annotated[bool, typer.Option(help="One utterance a line from standard input.")] = False,
    root: Root = ROOT,
    office: OfficeName = DEFAULT_OFFICE,
) -> None:
    """Prints the procedures that the words mean, best first, or NONE."""
    library = _library(office, root)
    for line in sys.stdin if batch else ():
        print("\t".join(hit.key for hit in library.finder.find(line)) or "NONE", flush=True)
    if not batch:
        hits = library.finder.find(words)
        for hit in hits:
            title = library.wording.render(library.procedures[hit.key].title[LANGUAGES[0]], LANGUAGES[0])
            print(f"{hit.key}\t{hit.score:.2f}\t{title}")
        if not hits:
            print("NONE")


@content_app.command()
def reload(
    data_dir: Annotated[Path, typer.Option(envvar="MOTCUA_DATA_DIR", help="The data directory of the program.")],
    root: Root = ROOT,
) -> None:
    """Checks the content and tells the running program to take it into use."""
    problems = problems_of(root, _day(None))
    if problems:
        print(*problems, sep="\n")
        _fail("the running program keeps what it has")
    try:
        print(f"process {tell(data_dir)} was told")
    except NotRunning as fault:
        _fail(str(fault))


def _library(office: str, root: Path) -> Library:
    try:
        return load(office, root)
    except ContentError as fault:
        print(fault)
        _fail("the content is broken")


def _day(today: datetime | None) -> date:
    return local_day(datetime.now(UTC)) if today is None else today.date()


def _fail(why: str) -> NoReturn:
    print(why, file=sys.stderr)
    raise typer.Exit(1)


if __name__ == "__main__":
    content_app()
