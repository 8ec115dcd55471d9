"""A form over the web page: opened by its owner as a PDF with a name, gone for anybody else."""

from pathlib import Path
from urllib.parse import unquote

from tests.bot.services.conftest import MORNING, SENT
from tests.content.forms.reading import squeezed, text
from tests.contracts.stages import channel_stage
from tests.replay import library


async def test_the_owner_downloads_the_slip_and_a_stranger_does_not(tmp_path: Path) -> None:
    async with channel_stage(tmp_path, library("nam_thanh_mien"), MORNING, "web") as stage:
        owner, stranger = await stage.at_the_page(""), await stage.at_the_page("")
        for words in SENT:
            await owner.say(words)
        (reference,) = stage.references()
        async with owner.session.get(f"{stage.url}file/form:{reference}:slip") as answer:
            assert (answer.status, answer.content_type) == (200, "application/pdf")
            assert f"{reference}.pdf" in unquote(answer.headers["Content-Disposition"])
            assert reference in squeezed(text(await answer.read()))
        async with stranger.session.get(f"{stage.url}file/form:{reference}:slip") as answer:
            assert answer.status == 404
