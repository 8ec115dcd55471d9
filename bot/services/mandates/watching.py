"""The neighbour's own view: who helps me, what they did, and the one tap that ends it."""

from bot.callbacks import Menu, Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.mandates.agreement import purposes_in_words
from bot.services.mandates.consenting import tell_helper
from bot.services.mandates.home import AREA
from bot.services.mandates.names import deeds_in_words, subject
from bot.services.screens_work import Working
from bot.services.visit import Visit, above
from flows.acts import Act
from flows.mandates import Ending, Mandate, end
from storage.records_mandates import DeedRecord

_PAGE = 60


def mine(visit: Visit) -> Card:
    """Who helps me now, with what; each can be ended here."""
    if may(visit, Act.GIVE_MANDATE) is None:
        return visit.say("mandates.mine_none")
    voice = visit.voice
    visit.screen = Working(AREA, "mine")
    given = visit.u.mandates.of_principal(visit.person, visit.now)
    shown, rows = [], []
    for number, record in enumerate(given, 1):
        params = {
            "number": number,
            "helper": record.about.helper,
            "subject": subject(visit, record),
            "purposes": purposes_in_words(voice, record.mandate.purposes),
            "until": record.mandate.valid_to or "",
        }
        shown.append(voice.say("mandates.mine_line", params))
        rows.append((voice.button("mandates.button_revoke", Work(AREA, "revoke", record.tag), params, danger=True),))
    did: list[Button] = []
    if visit.u.deeds.of_principal(visit.person, 1):
        did.append(voice.button("mandates.button_did", Work(AREA, "did")))
    leave = (*did, voice.button("dialogue.button_home", Menu("home")))
    return Card(voice.say("mandates.mine" if shown else "mandates.mine_none", {"lines": shown}), (*rows, leave))


def revoked(visit: Visit, tag: str) -> Card | None:
    """The neighbour ends it: from this moment the helper sees and does nothing more."""
    record = visit.u.mandates.by_tag(tag)
    if record is None or record.principal_id != visit.person:
        return None
    ended = end(record.mandate, Ending.REVOKED, visit.now)
    if not isinstance(ended, Mandate):
        return above(visit.voice.say("mandates.already_over"), mine(visit))
    kept = visit.u.mandates.end(record, ended)
    visit.u.mandates.step(kept, "revoked", visit.person, "resident", visit.now, {})
    tell_helper(visit, kept, "mandate_over")
    return above(visit.voice.say("mandates.revoked", {"helper": record.about.helper}), mine(visit))


def did(visit: Visit, before: str = "") -> Card:
    """What helpers did, the latest first, a page at a time."""
    voice = visit.voice
    visit.screen = Working(AREA, "did", before)
    start = (int(before),) if before.isdigit() else ()
    deeds = visit.u.deeds.of_principal(visit.person, _PAGE, *start)
    text = voice.say("mandates.did" if deeds else "mandates.did_none", {"lines": in_words(visit, deeds)})
    older = (
        (voice.button("mandates.button_older", Work(AREA, "did", str(deeds[-1].id))),) if len(deeds) == _PAGE else ()
    )
    leave = (
        voice.button("mandates.button_mine", Work(AREA, "mine")),
        voice.button("dialogue.button_home", Menu("home")),
    )
    return Card(text, (*((older,) if older else ()), leave))


def in_words(visit: Visit, deeds: tuple[DeedRecord, ...]) -> list[str]:
    """A line for each helper and day, deeds put together."""
    found = []
    groups: dict[tuple[int, object], list[DeedRecord]] = {}
    for deed in reversed(deeds):
        groups.setdefault((deed.mandate_id, deed.told_at), []).append(deed)
    for (mandate_id, _), some in reversed(groups.items()):
        record = visit.u.mandates.get(mandate_id)
        if record is not None:
            did_so = "; ".join(deeds_in_words(visit.u, visit.voice, some))
            found.append(
                visit.voice.say("mandates.did_line", {"at": some[0].at, "helper": record.about.helper, "did": did_so})
            )
    return found
