"""“Is this really the commune?” (N11): a code, a number, a link or a whole message is confirmed or denied."""

import re

from bot.callbacks import Menu
from bot.ports import Button, Card
from bot.services.claims import Claims, host_of, plain_phone, read_claims, words_like_codes
from bot.services.result_links import offered
from bot.services.screens import Home
from bot.services.screens_beside import Checking
from bot.services.sent_words import is_disguised, is_ours
from bot.services.visit import Rows, Visit
from bot.services.words import hears
from flows.text import fold
from storage.records import DossierRecord

_LONG = re.compile(r"(?:\d[\s._-]{0,2}){7,}\d")  # as telephone and account numbers are
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_PASTED = 100  # letters: hardly anybody types so much


def ask(visit: Visit) -> Card:
    """Asks for what is in doubt."""
    visit.screen = Checking()
    return visit.say("genuine.ask", rows=((visit.voice.button("dialogue.button_home", Menu("home")),),))


def asked(visit: Visit, text: str) -> Card | None:
    """The answer where somebody asks it in their own words, or just sends a code, number, link or message of ours.

    None for any other text.
    """
    claims = read_claims(text)
    if hears(visit.voice, "genuine.hear_question", text):
        told = bool(claims.links or claims.phones or claims.codes or _own(visit, claims, text) or len(text) > _PASTED)
        return judge(visit, text) if told else ask(visit)
    alone = not fold(claims.rest) and bool(claims.links or claims.phones or claims.codes)
    named = len(text.split()) == 1 and bool(_own(visit, claims, text))
    pasted = ("\n" in text.strip() or len(text) > _PASTED) and is_ours(visit, text)
    return judge(visit, text) if alone or named or claims.links or pasted else None


def judge(visit: Visit, text: str) -> Card:
    """Confirms what is ours and denies everything else: one foreign number or link makes a message foreign."""
    visit.screen = Home()
    claims = read_claims(text)
    records = _own(visit, claims, text)
    if fold(claims.rest) and is_ours(visit, text):
        return visit.say("genuine.yes_message", rows=_rows(visit, records))
    facts = [*_codes(visit, text, records), *_facts(visit, claims)]
    if not facts or _foreign(visit, claims, records) or hears(visit.voice, "genuine.hear_money", claims.rest):
        return visit.say("genuine.no", rows=_rows(visit, ()))
    return visit.say(
        "genuine.yes" if _merely_asks(visit, claims, text) else "genuine.partly",
        {"facts": facts},
        _rows(visit, records),
    )


def _own(visit: Visit, claims: Claims, text: str) -> tuple[DossierRecord, ...]:
    """The person's files that a text names by either code."""
    words = words_like_codes(text)
    mine = (one for one in visit.u.dossiers.of_person(visit.person) if one.person_id == visit.person)
    return tuple(one for one in mine if one.reference in words or (one.official_code or "") in claims.codes)


def _codes(visit: Visit, text: str, records: tuple[DossierRecord, ...]) -> list[str]:
    """Each file by the code that was used for it."""
    words = words_like_codes(text)
    used = [one.reference if one.reference in words else one.official_code for one in records]
    return [visit.voice.say("genuine.fact_code", {"code": code}) for code in used]


def _facts(visit: Visit, claims: Claims) -> list[str]:
    facts = [visit.voice.say("genuine.fact_phone")] if _office(visit) in claims.phones else []
    ours = any(_is_our_link(visit, link) for link in claims.links)
    return [*facts, visit.voice.say("genuine.fact_link")] if ours else facts


def _foreign(visit: Visit, claims: Claims, records: tuple[DossierRecord, ...]) -> bool:
    """Whether a text names a link, a number or a file that is not ours, or not theirs."""
    theirs = {one.official_code for one in records}
    return (
        any(not _is_our_link(visit, link) for link in claims.links)
        or any(phone != _office(visit) for phone in claims.phones)
        or any(code not in theirs for code in claims.codes)
        or _LONG.search(_DAY.sub(" ", claims.rest)) is not None
        or is_disguised(claims.rest)
    )


def _merely_asks(visit: Visit, claims: Claims, text: str) -> bool:
    """Whether nothing is said around the code, number or link but the question whether it is ours."""
    usual = {word for phrase in visit.voice.words("genuine.hear_bare") for word in fold(phrase).split()}
    own = {fold(one.reference) for one in _own(visit, claims, text)}
    return all(word in usual or word in own for word in fold(claims.rest).split())


def _is_our_link(visit: Visit, link: str) -> bool:
    """Our own page, or a result that was offered to this person."""
    host = host_of(link)
    return bool(host) and (host == host_of(visit.link) or link in offered(visit.u, visit.person))


def _office(visit: Visit) -> str:
    return plain_phone(visit.library.office.phone)


def _rows(visit: Visit, records: tuple[DossierRecord, ...]) -> Rows:
    """The files in question, a telephone to be sure, and the way back."""
    voice = visit.voice
    opened = [
        (voice.button("genuine.button_file", Menu("file", one.reference), {"reference": one.reference}, main=True),)
        for one in records[:3]
    ]
    call = Button(voice.say("dialogue.button_call"), link=f"tel:{_office(visit)}")
    again = voice.button("genuine.button_again", Menu("genuine"))
    return (*opened, (call,), (again, voice.button("dialogue.button_home", Menu("home"))))
