"""How days, times, money and terms are written in one language; the patterns are phrases (`formats.toml`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flows.calendar import local
from flows.deadlines import OfficeHours, parse_term

Params = Mapping[str, object]
FILTERS = ("day", "date", "moment", "clock", "money", "term")


@dataclass(frozen=True, slots=True)
class Formats:
    """`phrase` fills a pattern by its name. Days may be given as ISO text, moments as aware times or ISO text."""

    phrase: Callable[[str, Params], str]

    def filters(self) -> Mapping[str, Callable[[object], str]]:
        """The filters that templates may use, by name."""
        return {
            "day": self.day,
            "date": self.plain_date,
            "moment": self.moment,
            "clock": self.clock,
            "money": self.money,
            "term": self.term,
        }

    def plain_date(self, value: object) -> str:
        """25/11/2026."""
        return self.phrase("date", self._of_day(_day(value)))

    def day(self, value: object) -> str:
        """Thứ Tư, 25/11/2026."""
        return self.phrase("day", self._of_day(_day(value)))

    def clock(self, value: object) -> str:
        """16 giờ 30."""
        at = _moment(value)
        return self.phrase("clock", {"hour": f"{at.hour:02}", "minute": f"{at.minute:02}"})

    def moment(self, value: object) -> str:
        """16 giờ 30, thứ Sáu 12/05/2023."""
        at = _moment(value)
        return self.phrase("moment", {**self._of_day(at.date()), "clock": self.clock(at)})

    def money(self, value: object) -> str:
        """8.000 đồng."""
        if not isinstance(value, int):
            raise TypeError(f"not an amount of money: {value!r}")
        return self.phrase("money", {"amount": f"{value:,}".replace(",", self.phrase("thousands", {}))})

    def term(self, value: object) -> str:
        """3 ngày làm việc, for `3wd`."""
        term = parse_term(str(value))
        if term is None:
            raise ValueError(f"not a term: {value!r}")
        return self.phrase(f"term_{term.unit}" if term.amount else "term_0d", {"amount": term.amount})

    def hours(self, hours: OfficeHours, saturday_morning: bool) -> str:
        """The office hours of a week."""
        clocks = (*hours.morning, *hours.afternoon)
        written = [self.phrase("clock", {"hour": f"{at.hour:02}", "minute": f"{at.minute:02}"}) for at in clocks]
        names = ("opens", "noon", "after", "closes")
        return self.phrase("hours_saturday" if saturday_morning else "hours", dict(zip(names, written, strict=True)))

    def _of_day(self, day: date) -> Params:
        weekday = self.phrase(f"weekday_{day.isoweekday()}", {})
        return {"weekday": weekday, "dd": f"{day.day:02}", "mm": f"{day.month:02}", "yyyy": day.year}


def _day(value: object) -> date:
    match value:
        case datetime():
            return local(value).date()
        case date():
            return value
        case str():
            return date.fromisoformat(value)
    raise TypeError(f"not a day: {value!r}")


def _moment(value: object) -> datetime:
    match value:
        case datetime():
            return local(value)
        case str():
            return local(datetime.fromisoformat(value))
    raise TypeError(f"not a moment: {value!r}")
