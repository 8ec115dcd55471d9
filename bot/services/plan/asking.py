"""By the clock: progress is asked for once a quarter, next year's plan on the first working day of December."""

from datetime import datetime, time

from bot.callbacks import Work
from bot.ports import Card
from bot.services.discipline.telling import holders_of
from bot.services.plan.tasks import AREA, task_facts
from bot.services.voice import Voice
from content.catalog import Library
from flows.authority import Act
from flows.calendar import local, local_day
from flows.yearplan import asking_day, planning_day, quarter, to_report
from storage.records import Notice
from storage.unit_of_work import UnitOfWork

KINDS = ("task_progress", "task_given", "plan_wanted")
_MORNING = time(7, 30)
_QUARTER, _YEAR = "plan:quarter", "plan:year"


def go_round(u: UnitOfWork, *, library: Library, now: datetime) -> None:
    """Owes what is due; each quarter and year once, also when the day itself was missed."""
    today = local_day(now)
    if local(now).time() < _MORNING or not library.calendar.is_working_day(today):
        return
    year, part = quarter(today)
    here = f"{year}-Q{part}"
    if today >= asking_day(today, library.calendar) and u.settings.get(_QUARTER) != here:
        u.settings.put(_QUARTER, here)
        people = {task.person for task in to_report(u.yearplan.tasks(year), now) if task.person is not None}
        for person in sorted(people):
            u.outbox.owe(f"task_progress:{here}:{person}", person, "task_progress", {}, now=now, not_before=now)
    if today >= planning_day(year, library.calendar) and u.settings.get(_YEAR) != str(year):
        u.settings.put(_YEAR, str(year))
        if all(task.dropped for task in u.yearplan.tasks(year + 1)):
            for leader in holders_of(u, Act.PLAN_YEAR):
                key, about = f"plan_wanted:{year + 1}:{leader}", {"year": year + 1}
                u.outbox.owe(key, leader, "plan_wanted", {**about}, now=now, not_before=now)


def told(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card | None:
    """The card of a notice about the plan; None once there is nothing to say any more."""
    today = local_day(now)
    if notice.kind == "plan_wanted":
        year = notice.params.get("year")
        way = voice.button("plan.button_write", Work(AREA, "all", str(year)), main=True)
        return Card(voice.say("plan.told_plan_wanted", {"year": year}), ((way,),), "notice", "choice")
    if notice.kind == "task_given":
        year = notice.params.get("year")
        every = u.yearplan.tasks(year if isinstance(year, int) else today.year)
        tasks = [one for one in every if one.code == notice.params.get("code") and not one.dropped]
    else:
        tasks = list(to_report(u.yearplan.tasks(today.year), now))
    mine = [one for one in tasks if one.person == notice.person_id]
    if not mine:
        return None
    lines = [voice.say("plan.told_line", task_facts(u, voice, one)) for one in mine]
    way = voice.button("plan.button_mine", Work(AREA, "mine"), main=True)
    params = {"lines": lines, "count": len(mine)}
    return Card(voice.say(f"plan.told_{notice.kind}", params), ((way,),), "notice", "choice")
