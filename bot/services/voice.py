"""How the program speaks to one reader: their language and their form of address."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.callbacks import Press, pack
from bot.ports import Button
from content.catalog import Library
from content.sheet import Text, in_language

Params = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Voice:
    """Says phrases and texts to one reader; `form` is how they asked to be addressed ('' until asked)."""

    library: Library
    language: str
    form: str = ""
    you: Params = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Looks up once how the reader is addressed."""
        code = f"words.you_{self.form}"
        known = code if self.form and self.library.wording.has(code) else "words.you"
        object.__setattr__(self, "you", {"you": self.library.wording.say(known, self.language)})

    def say(self, code: str, params: Params | None = None) -> str:
        """The sentence of a code; raises KeyError for an unknown one."""
        return self.library.wording.say(code, self.language, {**self.you, **params} if params else self.you)

    def text(self, text: Text | None, params: Params | None = None) -> str:
        """A procedure's own text, '' for none."""
        template = in_language(text, self.language)
        if not template:
            return ""
        return self.library.wording.render(template, self.language, {**self.you, **params} if params else self.you)

    def button(
        self, code: str, press: Press, params: Params | None = None, *, main: bool = False, danger: bool = False
    ) -> Button:
        """A button whose label is a phrase."""
        return Button(self.say(code, params), pack(press), tone="main" if main else "danger" if danger else "plain")

    def desk(self, field: str) -> str:
        """The counter that takes a field; the centre itself when the office names none."""
        found = self.library.office.desk_for(field)
        return self.text(found.title) if found else in_language(self.library.office.centre, self.language)

    def words(self, code: str) -> tuple[str, ...]:
        """The alternatives of a phrase that lists them with | between."""
        return tuple(word.strip() for word in self.say(code).split("|"))
