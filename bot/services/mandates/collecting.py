"""The result handed to a helper who collects it for a neighbour: only by a mandate, and told to the neighbour."""

from bot.callbacks import Desk
from bot.ports import Card
from bot.services.authority import may
from bot.services.mandates import mirror
from bot.services.mandates.at_desk import collectors
from bot.services.transitions import act
from bot.services.visit import Visit
from flows.acts import Act
from flows.helping import Deed
from flows.moves import HandOver
from flows.transition import Illegal


def collected(visit: Visit, tag: str, reference: str) -> Card | None:
    """An official hands the result to the helper of a mandate, whose authorisation on paper they have before them."""
    record = visit.u.dossiers.by_reference(reference)
    role = may(visit, Act.MOVE_FILE, record) if record is not None else None
    if record is None or role is None:
        return None
    mandate = next((one for one in collectors(visit, record) if one.tag == tag), None)
    see = ((visit.voice.button("dialogue.button_file", Desk("open", record.reference), main=True),),)
    if mandate is None or mandate.agent_id == visit.person:
        return visit.say("mandates.not_collector", rows=see)
    done = act(visit, record, HandOver(f"mandate {mandate.id}"), role)
    if isinstance(done, Illegal):
        return visit.say(f"illegal.{done.code}", dict(done.params), rows=see)
    mirror.note(visit, mandate, Deed.COLLECT, record.procedure, record.id)
    return visit.say("mandates.collected", {"helper": mandate.about.helper, "reference": record.reference}, see)
