"""The regular duties of the head (D11): what is owed now, and a line about what was done."""

from bot.ports import Card
from bot.services.authority import may
from bot.services.discipline.ledger import AREA
from bot.services.discipline.naming import back, out, refused, to, who
from bot.services.screens_work import Working
from bot.services.visit import Visit, above
from flows.authority import Act
from flows.calendar import local_day
from flows.duties import Duty
from flows.text import tidy
from flows.yearplan import quarter

_SHOWN = 6
_LEAST_WORDS = 10


def duties(visit: Visit) -> Card | None:
    """The duties of this month and quarter, and what was noted lately."""
    if may(visit, Act.DO_DUTY) is None and may(visit, Act.READ_CONDUCT) is None:
        return None
    visit.screen = Working(AREA, "duties")
    done = visit.u.commendations.duties()
    lines = [visit.voice.say("discipline.duty_line", _facts(visit, one)) for one in Duty]
    noted = [
        visit.voice.say(
            "discipline.duty_done",
            {
                "duty": visit.voice.say(f"discipline.duty_{one.duty}"),
                "period": one.period,
                "at": one.at,
                "who": who(visit.u, visit.voice, one.by),
                "words": one.words,
            },
        )
        for one in done[-_SHOWN:]
    ]
    owed = [one for one in Duty if not _is_done(visit, one)]
    rows = tuple((to(visit, f"discipline.button_did_{one}", "did", one.value),) for one in owed)
    mine = may(visit, Act.DO_DUTY) is not None
    return visit.say("discipline.duties", {"lines": lines, "noted": noted}, (*(rows if mine else ()), *out(visit)))


def period(visit: Visit, duty: Duty) -> str:
    """The month or quarter of now, as duties are noted."""
    day = local_day(visit.now)
    year, number = quarter(day)
    return f"{day:%Y-%m}" if duty is Duty.CONDUCT else f"{year}-Q{number}"


def _is_done(visit: Visit, duty: Duty) -> bool:
    wanted = (duty.value, period(visit, duty))
    return any((one.duty, one.period) == wanted for one in visit.u.commendations.duties())


def _facts(visit: Visit, duty: Duty) -> dict[str, object]:
    return {
        "duty": visit.voice.say(f"discipline.duty_{duty}"),
        "period": period(visit, duty),
        "done": _is_done(visit, duty),
    }


def ask_what(visit: Visit, duty: str) -> Card | None:
    """Asks what was done, in a few words."""
    if may(visit, Act.DO_DUTY) is None or duty not in tuple(Duty) or _is_done(visit, Duty(duty)):
        return None
    visit.screen = Working(AREA, "did", duty)
    params = {"duty": visit.voice.say(f"discipline.duty_{duty}"), "period": period(visit, Duty(duty))}
    return visit.say("discipline.ask_did", params, back(visit, "duties"))


def take_what(visit: Visit, screen: Working, text: str) -> Card | None:
    """Notes that the duty was done for this period."""
    if may(visit, Act.DO_DUTY) is None or screen.first not in tuple(Duty):
        return None
    duty, words = Duty(screen.first), tidy(text)
    if len(words) < _LEAST_WORDS:
        return refused(visit, "too_short", back(visit, "duties"))
    visit.u.commendations.did(duty.value, period(visit, duty), visit.person, visit.now, words[:1000])
    shown = duties(visit)
    return None if shown is None else above(visit.voice.say("discipline.did"), shown)
