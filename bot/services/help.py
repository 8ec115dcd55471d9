"""Help at any moment: the words that work everywhere, why the present question is asked, and a person to talk to."""

from dataclasses import replace

from bot.callbacks import Menu, Work
from bot.ports import Button, Card
from bot.services.areas import doors
from bot.services.screens import Filling
from bot.services.showing import show
from bot.services.standing import asked_about
from bot.services.visit import Visit, above, pairs


def help_card(visit: Visit) -> Card:
    """In a procedure: why this is asked, an example, and the question again; elsewhere: what can be done here."""
    voice = visit.voice
    if isinstance(visit.screen, Filling):
        lines = asked_about(visit, visit.screen.tag)
        card = above("\n".join([*lines, voice.say("dialogue.help")]), show(visit))
        near = voice.button("neighbours.button_ask", Work("neighbours", "ask"))
        return replace(card, rows=(*card.rows, (near,)))
    rows = pairs(
        [
            voice.button("dialogue.button_official", Menu("official"), main=True),
            *doors(visit),
            voice.button("genuine.button", Menu("genuine")),
            voice.button("settings.button_settings", Menu("settings")),
            voice.button("retention.button_rules", Menu("keeping")),
            voice.button("dialogue.button_form", Menu("form")),
            voice.button("dialogue.button_move", Menu("code")),
            voice.button("dialogue.button_home", Menu("home")),
        ]
    )
    return Card(voice.say("dialogue.help"), rows)


def official_card(visit: Visit) -> Card:
    """A person to talk to: telephone, hours, place; and a request to be called back."""
    voice, office = visit.voice, visit.library.office
    call = Button(voice.say("dialogue.button_call"), link=f"tel:{''.join(c for c in office.phone if c.isdigit())}")
    rows = [(call,), (voice.button("dialogue.button_call_me", Menu("call"), main=True),)]
    rows.append((voice.button("neighbours.button_ask", Work("neighbours", "ask")),))
    if office.map_link:
        rows.append((Button(voice.say("dialogue.button_map"), link=office.map_link),))
    rows.append((voice.button("dialogue.button_continue", Menu("here")),))
    return Card(voice.say("dialogue.official"), tuple(rows))
