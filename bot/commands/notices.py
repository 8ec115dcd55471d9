"""`motcua notices`: what could not be sent, and trying it again."""

import csv
import logging
import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from bot.commands.stores import offered, stored
from bot.opening import wall_clock
from bot.services.call_lists import Entry, entries
from bot.services.call_words import HEADINGS, SMS_HEADINGS, row, sms_rows
from bot.services.voice import Voice
from bot.settings import read_settings
from content.catalog import Library
from storage.people import FIRST_LANGUAGE
from storage.unit_of_work import UnitOfWork

log = logging.getLogger("motcua.notices")
notices_app = typer.Typer(help="Notices that could not be sent.", no_args_is_help=True)


@notices_app.command("failed")
def failed() -> None:
    """Lists dead letters: id, kind, state, attempts, code of the error and when it was owed (UTC), parted by tabs."""
    with stored() as database:
        letters = database.run(lambda u: u.backlog.dead())
    for one in letters:
        owed = f"{one.owed_at:%Y-%m-%dT%H:%M}"
        typer.echo("\t".join((str(one.id), one.kind, one.state, str(one.attempts), one.error or "-", owed)))


@notices_app.command("retry")
def retry(
    notice: Annotated[int, typer.Argument(help="The id of a dead letter.")] = 0,
    all_of_them: Annotated[bool, typer.Option("--all", help="Every dead letter.")] = False,
) -> None:
    """Owes dead letters again, from now on; the exit status is 1 when there was none."""
    if bool(notice) == all_of_them:
        typer.echo("Either an id or --all.", err=True)
        raise typer.Exit(2)
    now = wall_clock()
    with stored() as database:
        wanted = [one.id for one in database.run(lambda u: u.backlog.dead())] if all_of_them else [notice]
        revived = database.run(lambda u: sum(u.backlog.revive(one, now) for one in wanted))
    typer.echo(f"{revived} owed again")
    if not revived:
        raise typer.Exit(1)


@notices_app.command("lists")
def lists(
    sms: Annotated[bool, typer.Option("--sms", help="Text messages instead: number and at most 160 letters.")] = False,
    names: Annotated[bool, typer.Option("--names", help="With the residents' names.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="For a spreadsheet.")] = False,
    field: Annotated[list[str] | None, typer.Option(help="A field of procedures; repeat it, or leave out.")] = None,
    language: Annotated[str, typer.Option(help="Language of what is printed: vi or en.")] = FIRST_LANGUAGE,
) -> None:
    """Prints who is to be phoned, visited or sent a text message because important notices do not reach them."""
    settings = read_settings()
    library = offered(settings.office, settings.content_dir)
    with stored() as database:
        found = database.run(lambda u: entries(u, library, field or None))
        languages = database.run(lambda u: _languages(u, found)) if sms else {}
    voices = {name: Voice(library, name) for name in (language, *languages.values())}
    if sms:
        _print(SMS_HEADINGS, _messages(found, voices, languages), as_csv)
    else:
        _print(HEADINGS, [row(voices[language], one, wall_clock(), named=names) for one in found], as_csv)
    _note(library, found, language)


def _languages(u: UnitOfWork, found: Iterable[Entry]) -> dict[int, str]:
    """The language of each resident, by their dossiers."""
    people = {one.record.id: u.people.get(one.record.person_id) for one in found}
    return {dossier: person.language if person else FIRST_LANGUAGE for dossier, person in people.items()}


def _messages(found: Iterable[Entry], voices: dict[str, Voice], languages: dict[int, str]) -> Iterable[tuple[str, ...]]:
    now = wall_clock()
    return (cells for one in found for cells in sms_rows(voices[languages[one.record.id]], one, now))


def _print(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]], as_csv: bool) -> None:
    if as_csv:
        # With its mark, so that spreadsheets read the diacritics.
        sys.stdout.write("\ufeff")
        csv.writer(sys.stdout, lineterminator="\n").writerows((headings, *rows))
        return
    for cells in rows:
        typer.echo("\t".join(cells))


def _note(library: Library, found: tuple[Entry, ...], language: str) -> None:
    """That it was printed is written down, and who printed it is reminded."""
    for way in ("call", "visit"):
        count = sum(one.way == way for one in found)
        said = {"list": library.wording.say(f"calls.list_{way}", language), "count": count}
        typer.echo(library.wording.say("calls.count", language, said), err=True)
    typer.echo(library.wording.say("calls.printed", language), err=True)
    log.warning("the call and visit lists of %s files were printed", len(found))
