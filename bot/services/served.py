"""Pages as they are given out: upright, a picture of an identity card with the one file across it that it serves."""

import asyncio

from bot.overlays import Overlay
from bot.ports import File, Leaf, Workshop
from bot.services.attachments import Found
from bot.services.paper_files import PDF
from storage.records import Document
from storage.vault import Vault

_LONGEST = 2_400  # pixels of a page as it is shown: all of it can be read
_ANY_SIZE = 1 << 30  # bytes: what a resident opens need not fit the portal


async def as_sent(vault: Vault, workshop: Workshop, found: Found, words: str) -> File:
    """A document for who sent it, with `words` across every page if there are any."""
    data = await asyncio.to_thread(vault.read, found.id, found.wrapped_key)
    if not (words or found.turn):
        return File(data, found.name, found.media_type)
    if found.media_type == PDF:
        return File(await workshop.bind([Leaf(data, PDF, words=words)], _ANY_SIZE), found.name, PDF)
    return File(await _shown(workshop, Leaf(data, found.media_type, found.turn), words), found.name, "image/jpeg")


async def leaf_of(vault: Vault, workshop: Workshop, page: Document, words: str) -> Leaf:
    """A page to be bound, with `words` across it if there are any."""
    data = await asyncio.to_thread(vault.read, page.id, page.wrapped_key)
    if page.media_type == PDF:
        return Leaf(data, PDF, words=words)
    leaf = Leaf(data, page.media_type, page.turn)
    return Leaf(await _shown(workshop, leaf, words), "image/jpeg") if words else leaf


async def _shown(workshop: Workshop, leaf: Leaf, words: str) -> bytes:
    return await workshop.preview(leaf, longest=_LONGEST, overlay=Overlay(words) if words else None)
