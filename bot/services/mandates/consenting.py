"""The neighbour's side: the agreement is read, each purpose ticked by itself, then agreed to or refused."""

from dataclasses import replace

from bot.callbacks import Menu, Work
from bot.ports import Card
from bot.services.mandates.agreement import agreement, purposes_in_words, version
from bot.services.mandates.home import AREA
from bot.services.mandates.names import subject
from bot.services.mandates.passing import end_passed_on
from bot.services.people import hashed
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit, above
from flows.mandates import Denied, Ending, Mandate, Means, Phase, Purpose, agree, end, in_order, phase
from storage.records_mandates import MandateRecord


def opened(visit: Visit, code: str) -> Card | None:
    """The offer behind a code; None where it is none of ours."""
    record = visit.u.mandates.by_offer(hashed(code))
    if record is None:
        return None
    why = _why_not(visit, record)
    return visit.say(f"mandates.{why}", rows=_leaving(visit)) if why else read(visit, record, ())


def _why_not(visit: Visit, record: MandateRecord) -> str:
    """Why this person cannot answer the offer; '' when they can."""
    if record.agent_id == visit.person or _on_their_phone(visit, record.agent_id):
        return "own_code"
    if phase(record.mandate, visit.now) is not Phase.OFFERED:
        return "offer_over"
    if record.principal_id not in (None, visit.person):
        return "offer_other"
    file = None if record.mandate.file is None else visit.u.dossiers.get(record.mandate.file)
    if record.mandate.file is not None and (file is None or file.person_id != visit.person):
        return "not_your_file"
    return ""


def _on_their_phone(visit: Visit, agent: int) -> bool:
    """Whether this is the helper's own phone, whoever of those who share it is said to be pressing."""
    return any(seat.chat_id == visit.seat.chat_id for seat in visit.u.people.seats_of(agent))


def offered(visit: Visit, tag: str) -> MandateRecord | None:
    """The offer with this tag if it is before this person: they opened its code, or it asks for them by id."""
    record = visit.u.mandates.by_tag(tag)
    screen = visit.screen
    here = isinstance(screen, Working) and (screen.area, screen.place, screen.first) == (AREA, "consent", tag)
    if record is None or _why_not(visit, record):
        return None
    return record if here or record.principal_id == visit.person else None


def asked(visit: Visit, tag: str) -> Card | None:
    """The offer that a push is about: it names this person."""
    record = visit.u.mandates.by_tag(tag)
    if record is None or record.principal_id != visit.person:
        return None
    why = _why_not(visit, record)
    return visit.say(f"mandates.{why}", rows=_leaving(visit)) if why else read(visit, record, ())


def shown_again(visit: Visit, screen: Working) -> Card | None:
    """The agreement drawn anew with what was ticked."""
    record = offered(visit, screen.first)
    return read(visit, record, _ticked(visit)) if record is not None else None


def read(visit: Visit, record: MandateRecord, ticked: tuple[Purpose, ...]) -> Card:
    """The whole text, with a button for each purpose; nothing is ticked beforehand."""
    voice = visit.voice
    visit.screen = Working(AREA, "consent", record.tag, " ".join(ticked))
    toggles = [
        (
            voice.button(
                "mandates.button_untick" if purpose in ticked else "mandates.button_tick",
                Work(AREA, "tick", record.tag, purpose),
                {"number": number, "label": voice.say(f"mandates.purpose_{purpose}")},
            ),
        )
        for number, purpose in enumerate(record.mandate.purposes, 1)
    ]
    answer = (
        voice.button("mandates.button_agree", Work(AREA, "agree", record.tag, _seal(ticked)), main=True),
        voice.button("mandates.button_refuse", Work(AREA, "refuse", record.tag), danger=True),
    )
    text = agreement(visit.u, voice, record, ticked)
    return Card(f"{text}\n\n{voice.say('mandates.how_to_agree')}", (*toggles, answer), wants="choice")


def _ticked(visit: Visit) -> tuple[Purpose, ...]:
    screen = visit.screen
    return in_order(screen.second.split()) if isinstance(screen, Working) and screen.place == "consent" else ()


def _seal(ticked: tuple[Purpose, ...]) -> str:
    """What stood ticked on the card whose button was pressed: a letter each."""
    return "".join(purpose[0] for purpose in ticked)


def tick(visit: Visit, tag: str, purpose: str) -> Card | None:
    """One purpose is ticked, or no longer."""
    record = offered(visit, tag)
    if record is None or purpose not in record.mandate.purposes:
        return None
    before = _ticked(visit)
    rest = tuple(one for one in before if one != purpose)
    return read(visit, record, rest if purpose in before else in_order((*rest, purpose)))


def agreed(visit: Visit, tag: str, seal: str) -> Card | None:
    """The neighbour agrees to what is ticked; a button of a card that showed other ticks shows the present ones."""
    record, ticked = offered(visit, tag), _ticked(visit)
    if record is None:
        return None
    if seal != _seal(ticked):
        return read(visit, record, ticked)
    made = agree(record.mandate, ticked, Means.TAP, visit.now)
    if isinstance(made, Denied):
        return above(visit.voice.say("mandates.nothing_ticked"), read(visit, record, ticked))
    text = agreement(visit.u, visit.voice, record, made.purposes)
    about = replace(record.about, text=text, version=version(visit.voice))
    kept = visit.u.mandates.agree(record, made, visit.person, about)
    proof = {"text": text, "version": about.version, "channel": visit.seat.channel}
    visit.u.mandates.step(kept, "agreed", visit.person, "resident", visit.now, proof)
    tell_helper(visit, kept, "mandate_made")
    before = end_passed_on(visit, kept)
    if before is not None:
        tell_helper(visit, before, "mandate_over")
    return _done(visit, kept)


def _done(visit: Visit, record: MandateRecord) -> Card:
    visit.screen = Working(AREA, "mine")
    params = {
        "helper": record.about.helper,
        "subject": subject(visit, record),
        "purposes": purposes_in_words(visit.voice, record.mandate.purposes),
        "until": record.mandate.valid_to or "",
    }
    see = (visit.voice.button("mandates.button_mine", Work(AREA, "mine"), main=True),)
    return visit.say("mandates.agreed", params, (see, *_leaving(visit)))


def refused(visit: Visit, tag: str) -> Card | None:
    """The neighbour does not agree; that takes nothing from them."""
    record = offered(visit, tag)
    ended = end(record.mandate, Ending.REFUSED, visit.now) if record is not None else None
    if record is None or not isinstance(ended, Mandate):
        return None
    kept = visit.u.mandates.end(record, ended)
    visit.u.mandates.step(kept, "refused", visit.person, "resident", visit.now, {})
    tell_helper(visit, kept, "mandate_refused")
    return visit.say("mandates.refused", rows=_leaving(visit))


def tell_helper(visit: Visit, record: MandateRecord, kind: str) -> None:
    """The helper hears at once what became of their request: they sit beside the neighbour, or wait for it."""
    about = {"tag": record.tag}
    key = f"{kind}:{record.id}"
    visit.u.outbox.owe(key, record.agent_id, kind, about, now=visit.now, reply=True)
    visit.owes = True


def _leaving(visit: Visit) -> Rows:
    return ((visit.voice.button("dialogue.button_home", Menu("home")),),)
