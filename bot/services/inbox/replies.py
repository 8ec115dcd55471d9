"""Ready-made replies (F45): chosen by title, shown filled in before they are sent, in the resident's language."""

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.inbox.choice import AREA
from bot.services.inbox.talking import Thread, talk, thread, write
from bot.services.screens_work import Working
from bot.services.visit import Visit, pairs
from bot.services.voice import Voice
from content.replies import Reply
from flows.dossier import deadline

_FAVOURITES = "replies"  # the topic under which a person's own are kept


def replies(visit: Visit, reference: str) -> Card | None:
    """The replies for a file's field, one's own favourites first."""
    here = thread(visit, reference)
    if here is None or here.own:
        return None
    visit.screen = Working(AREA, "replies", reference)
    liked = _favourites(visit)
    offered = sorted(_offered(visit, here), key=lambda one: one.id not in liked)
    buttons = [
        visit.voice.button(
            "inbox.button_reply",
            Work(AREA, "reply", reference, one.id),
            {"number": n, "title": visit.voice.text(one.title), "liked": one.id in liked},
        )
        for n, one in enumerate(offered, 1)
    ]
    return visit.say("inbox.replies", {"count": len(buttons)}, (*pairs(buttons), *_back(visit, reference)))


def preview(visit: Visit, reference: str, id: str) -> Card | None:
    """A reply as the resident will read it."""
    here, reply = thread(visit, reference), _named(visit, id)
    if here is None or here.own or reply is None:
        return None
    visit.screen = Working(AREA, "reply", reference, id)
    liked = id in _favourites(visit)
    buttons: list[Button] = [
        visit.voice.button("inbox.button_send", Work(AREA, "send", reference, id), main=True),
        visit.voice.button(f"inbox.button_{'unlike' if liked else 'like'}", Work(AREA, "like", reference, id)),
    ]
    params = {"words": filled(visit, here, reply)}
    return visit.say("inbox.reply", params, (*pairs(buttons), *_back(visit, reference)))


def send(visit: Visit, reference: str, id: str) -> Card | None:
    """Sends a reply that was looked at."""
    here, reply = thread(visit, reference), _named(visit, id)
    if here is None or here.own or reply is None:
        return None
    return write(visit, reference, filled(visit, here, reply))


def like(visit: Visit, reference: str, id: str) -> Card | None:
    """Puts a reply among one's own favourites, or takes it off."""
    liked = _favourites(visit)
    if _named(visit, id) is None:
        return talk(visit, reference)
    chosen = [one for one in liked if one != id] if id in liked else [*liked, id]
    visit.u.preferences.put(visit.person, _FAVOURITES, ",".join(chosen))
    return preview(visit, reference, id)


def filled(visit: Visit, here: Thread, reply: Reply) -> str:
    """The text in the resident's language and form of address, with this file's facts; marks are taken out."""
    record, person = here.record, visit.u.people.get(here.record.person_id)
    voice = Voice(visit.library, person.language if person else "vi", (person.form if person else "") or "")
    sheet = visit.library.procedures.get(record.procedure)
    due = deadline(record.dossier)
    params = {
        "reference": record.reference,
        "code": record.official_code or record.reference,
        "procedure": voice.text(sheet.title) if sheet else record.procedure,
        "due": due or "",
        "desk": voice.desk(record.field),
        "day": visit.now,
    }
    return voice.text(reply.text, params).replace("**", "").replace("`", "")


def _offered(visit: Visit, here: Thread) -> list[Reply]:
    return [one for one in visit.library.office.replies if one.is_for(here.record.field)]


def _named(visit: Visit, id: str) -> Reply | None:
    return next((one for one in visit.library.office.replies if one.id == id), None)


def _favourites(visit: Visit) -> list[str]:
    return [one for one in visit.u.preferences.of(visit.person).get(_FAVOURITES, "").split(",") if one]


def _back(visit: Visit, reference: str) -> tuple[tuple[Button, ...], ...]:
    return ((visit.voice.button("desk.button_cancel", Work(AREA, "talk", reference)),),)
