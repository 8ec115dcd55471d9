"""An official looks at a signed slip: what is ticked on it is ticked here and noted, or another photo is asked for."""

from dataclasses import replace

from bot.callbacks import Desk, Work
from bot.ports import Attachment, Button, Card
from bot.services.attachments import Found
from bot.services.authority import fields_for, may
from bot.services.mandates.agreement import agreement, purposes_in_words, version
from bot.services.mandates.consenting import tell_helper
from bot.services.mandates.home import AREA
from bot.services.mandates.names import subject
from bot.services.mandates.rights import FORMAL
from bot.services.mandates.rounds import close, tell_neighbour
from bot.services.mandates.slips import fields_of
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit, above
from flows.acts import Act
from flows.mandates import Denied, Ending, Means, Phase, Purpose, agree, in_order, phase
from storage.records_mandates import MandateRecord

_REASONS = ("unsigned", "unreadable", "different")
_CERTIFIED = "certified"
_FOR_THEM = frozenset({Purpose.SUBMIT, Purpose.COLLECT})
_MOST = 8


def waiting(visit: Visit) -> tuple[MandateRecord, ...]:
    """The slips that this official may look at, the oldest first."""
    if may(visit, Act.CHECK_SLIP) is None:
        return ()
    return tuple(record for record in visit.u.mandates.slips(visit.now) if _may_check(visit, record))


def _may_check(visit: Visit, record: MandateRecord) -> bool:
    allowed = fields_for(visit.u, visit.person, Act.CHECK_SLIP)
    return record.agent_id != visit.person and (allowed is None or fields_of(visit, record) <= allowed)


def slips(visit: Visit) -> Card:
    """The slips that wait to be looked at."""
    if may(visit, Act.CHECK_SLIP) is None:
        return visit.say("desk.not_staff")
    visit.screen = Working(AREA, "slips")
    voice, found = visit.voice, waiting(visit)[:_MOST]
    lines, rows = [], []
    for number, record in enumerate(found, 1):
        about = record.about
        params = {
            "number": number,
            "name": about.neighbour,
            "helper": about.helper,
            "subject": subject(visit, record),
        }
        lines.append(voice.say("mandates.slip_line", params))
        rows.append((voice.button("mandates.button_open", Work(AREA, "check", record.tag), params),))
    held = given_on_paper(visit)[:_MOST]
    for number, record in enumerate(held, len(found) + 1):
        params = {"number": number, "name": record.about.neighbour, "helper": record.about.helper}
        until = {"subject": subject(visit, record), "until": record.mandate.valid_to or ""}
        lines.append(voice.say("mandates.slip_held", {**params, **until}))
        rows.append((voice.button("mandates.button_end_slip", Work(AREA, "end", record.tag), params, danger=True),))
    text = voice.say("mandates.slips" if lines else "mandates.slips_none", {"lines": lines})
    return Card(text, (*rows, *_leaving(visit)), wants="choice")


def given_on_paper(visit: Visit) -> tuple[MandateRecord, ...]:
    """The mandates of neighbours without any chat, who end them by telling an official."""
    if may(visit, Act.CHECK_SLIP) is None:
        return ()
    held = (record for record in visit.u.mandate_watch.by_slip(visit.now) if _may_check(visit, record))
    return tuple(record for record in held if not visit.u.people.seats_of(record.principal_id or 0))


def end_for_them(visit: Visit, tag: str) -> Card | None:
    """The neighbour told the official that the helper is to stop: it ends at once, and the helper is told."""
    record = next((one for one in given_on_paper(visit) if one.tag == tag), None)
    if record is None:
        return None
    close(visit.u, record, Ending.REVOKED, visit.now, visit.person, "official")
    tell_helper(visit, record, "mandate_over")
    return above(visit.voice.say("mandates.ended_for_them", {"name": record.about.neighbour}), slips(visit))


def _leaving(visit: Visit) -> Rows:
    return ((visit.voice.button("desk.button_list", Desk("list")),),)


def _slip(visit: Visit, tag: str) -> MandateRecord | None:
    """A slip that waits and that this official may look at."""
    record = visit.u.mandates.by_tag(tag)
    if record is None or record.slip is None or phase(record.mandate, visit.now) is not Phase.OFFERED:
        return None
    return record if _may_check(visit, record) else None


def check(visit: Visit, tag: str, ticked: tuple[str, ...] = ()) -> Card | None:
    """One slip: its picture beside what was printed; nothing is ticked beforehand."""
    record = _slip(visit, tag)
    if record is None:
        return None
    voice = visit.voice
    visit.screen = Working(AREA, "check", tag, " ".join(ticked))
    agreed = in_order(ticked)
    rows = [
        (_toggle(visit, tag, number, one, ticked),)
        for number, one in enumerate((*record.mandate.purposes, _CERTIFIED), 1)
    ]
    yes = (voice.button("mandates.button_slip_right", Work(AREA, "right", tag, _seal(ticked)), main=True),)
    no = tuple(voice.button(f"mandates.button_slip_{why}", Work(AREA, "wrong", tag, why)) for why in _REASONS)
    text = voice.say("mandates.check", {"agreement": agreement(visit.u, voice, record, agreed)})
    picture = Attachment(f"w:{AREA}:picture:{tag}", voice.say("mandates.slip"), "image/jpeg", picture=True)
    return Card(text, (*rows, yes, no, *_leaving(visit)), wants="choice", files=(picture,))


def _toggle(visit: Visit, tag: str, number: int, one: str, ticked: tuple[str, ...]) -> Button:
    code = "mandates.button_untick" if one in ticked else "mandates.button_tick"
    label = visit.voice.say("mandates.certified" if one == _CERTIFIED else f"mandates.purpose_{one}")
    return visit.voice.button(code, Work(AREA, "mark", tag, one), {"number": number, "label": label})


def _ticked(visit: Visit, tag: str) -> tuple[str, ...]:
    screen = visit.screen
    here = isinstance(screen, Working) and (screen.area, screen.place, screen.first) == (AREA, "check", tag)
    return tuple(screen.second.split()) if isinstance(screen, Working) and here else ()


def _seal(ticked: tuple[str, ...]) -> str:
    return "".join(sorted(one[:2] for one in ticked))


def mark(visit: Visit, tag: str, one: str) -> Card | None:
    """A box is ticked, or no longer."""
    record = _slip(visit, tag)
    if record is None or one not in (*record.mandate.purposes, _CERTIFIED):
        return None
    before = _ticked(visit, tag)
    rest = tuple(other for other in before if other != one)
    return check(visit, tag, rest if one in before else (*rest, one))


def right(visit: Visit, tag: str, seal: str) -> Card | None:
    """The slip is as it says: the mandate holds from now, the official and the picture are its proof."""
    record, ticked = _slip(visit, tag), _ticked(visit, tag)
    if record is None:
        return None
    if seal != _seal(ticked):
        return check(visit, tag, ticked)
    certified = _CERTIFIED in ticked
    if not certified and FORMAL in fields_of(visit, record) and _FOR_THEM & set(in_order(ticked)):
        return _again(visit, tag, ticked, "mandates.denied_needs_certified")
    made = agree(record.mandate, ticked, Means.SLIP, visit.now, certified)
    if isinstance(made, Denied):
        return _again(visit, tag, ticked, "mandates.nothing_ticked_on_slip")
    principal = _whose(visit, record)
    text = agreement(visit.u, visit.voice, record, made.purposes)
    about = replace(record.about, text=text, version=version(visit.voice))
    kept = visit.u.mandates.agree(record, made, principal, about)
    proof = {"text": text, "version": about.version, "slip": record.slip, "certified": certified}
    visit.u.mandates.step(kept, "slip_right", visit.person, "official", visit.now, proof)
    tell_helper(visit, kept, "mandate_made")
    tell_neighbour(visit.u, kept, "mandate_noted", visit.now, at_once=True)
    params = {
        "name": about.neighbour,
        "purposes": purposes_in_words(visit.voice, made.purposes),
        "until": made.valid_to or "",
    }
    return above(visit.voice.say("mandates.slip_kept", params), slips(visit))


def _again(visit: Visit, tag: str, ticked: tuple[str, ...], code: str) -> Card | None:
    shown = check(visit, tag, ticked)
    return above(visit.voice.say(code), shown) if shown is not None else None


def _whose(visit: Visit, record: MandateRecord) -> int:
    """The neighbour: known from before, the owner of the one file, or somebody who has no chat at all."""
    if record.principal_id is not None:
        return record.principal_id
    file = visit.u.dossiers.get(record.mandate.file) if record.mandate.file is not None else None
    return file.person_id if file is not None else visit.u.people.add(visit.now)


def wrong(visit: Visit, tag: str, why: str) -> Card | None:
    """The slip will not do: the helper is told why and may send another photo."""
    record = _slip(visit, tag)
    if record is None or why not in _REASONS:
        return None
    visit.u.mandates.show_slip(record, None)
    visit.u.documents.remove((record.slip or "",))
    visit.u.mandates.step(record, "slip_wrong", visit.person, "official", visit.now, {"why": why})
    about = {"tag": record.tag, "why": why}
    key = f"slip_refused:{record.id}:{record.slip}"
    visit.u.outbox.owe(key, record.agent_id, "slip_refused", about, now=visit.now)
    visit.owes = True
    return above(visit.voice.say("mandates.slip_sent_back"), slips(visit))


def picture(visit: Visit, tag: str) -> Found | None:
    """The picture of a slip, for the official who may look at it; each look is logged."""
    record = _slip(visit, tag)
    document = visit.u.documents.get(record.slip) if record is not None and record.slip is not None else None
    if record is None or document is None or document.safety == "held":
        return None
    visit.u.mandates.step(record, "slip_seen", visit.person, "official", visit.now, {})
    name = visit.voice.say("mandates.slip")
    return Found(document.id, document.wrapped_key, name, document.media_type, f"ủy quyền {record.id}", document.turn)


def shown_again(visit: Visit, screen: Working) -> Card | None:
    """The slip drawn anew with what was ticked."""
    return check(visit, screen.first, tuple(screen.second.split()))
