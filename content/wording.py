"""Wording: codes and templates become sentences, in the reader's language and form of address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import jinja2
from jinja2 import meta, nodes

from content.formats import FILTERS, Formats, Params
from content.sheet import LANGUAGES
from content.template import Hole, Template, parse

Phrases = Mapping[str, Mapping[str, str]]  # language → code → template
NOTHING: Params = {}

_NEUTRAL = str.maketrans({"*": "∗", "`": "ˋ"})


class Marked(str):
    """A sentence of ours: its marks (**strong**, `code`) stay when it is put into another one."""

    __slots__ = ()


@dataclass(slots=True)
class _Voice:
    """One language: its phrases, what every template may use, and the templates read so far."""

    phrases: Mapping[str, str]
    common: Params
    formats: Formats = field(init=False)
    filters: Mapping[str, Callable[[object], str]] = field(init=False)
    engine: jinja2.Environment = field(init=False)
    simple: dict[str, Template] = field(default_factory=dict)
    logical: dict[str, jinja2.Template] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.formats = Formats(self._pattern)
        self.filters = self.formats.filters()
        self.engine = environment(self.written)
        self.engine.filters.update(self.filters)

    def render(self, text: str, params: Params) -> Marked:
        simple = self.simple.get(text)
        if simple is None and text not in self.logical:
            simple = self._read(text)
        if simple is not None:
            return Marked("".join(p if isinstance(p, str) else self._fill(p, params) for p in simple.parts))
        own = {"You": _capital(params["you"])} if "you" in params else {}
        return Marked(self.logical[text].render({**self.common, **own, **params}).strip())

    def _read(self, text: str) -> Template | None:
        simple = _simple(text)
        if simple is None:
            self.logical[text] = self.engine.from_string(text)
        else:
            self.simple[text] = simple
        return simple

    def _fill(self, hole: Hole, params: Params) -> str:
        value = self._value(hole.name, params)
        return self.written(value) if hole.filter is None else self.filters[hole.filter](value)

    def _value(self, name: str, params: Params) -> object:
        if name in params:
            return params[name]
        if name == "You" and "you" in params:
            return _capital(params["you"])
        if name in self.common:
            return self.common[name]
        raise jinja2.UndefinedError(f"{name!r} is undefined")

    def _pattern(self, name: str, params: Params) -> str:
        return self.render(self.phrases[f"formats.{name}"], params)

    def written(self, value: object) -> str:
        """A value inside a sentence: ours as it is, foreign text without marks, days and moments as people write."""
        match value:
            case Marked():
                return value
            case str():
                return value.translate(_NEUTRAL)
            case datetime():
                return self.formats.moment(value)
            case date():
                return self.formats.day(value)
            case None:
                raise jinja2.UndefinedError("a value is None")
        return str(value)  # of an undefined name this raises, naming it


class Wording:
    """Says codes and renders templates; an unknown language is answered in the first one.

    `common` holds, by language, what every template may use: commune, centre, phone, hours, place, you, You.
    """

    def __init__(self, phrases: Phrases, common: Mapping[str, Params]) -> None:
        first = phrases[LANGUAGES[0]]
        self._voices = {
            language: _Voice({**first, **phrases.get(language, {})}, common.get(language, {})) for language in LANGUAGES
        }

    def say(self, code: str, language: str, params: Params = NOTHING) -> Marked:
        """The phrase `file.key`; raises KeyError for an unknown code, UndefinedError for a missing value."""
        voice = self._voice(language)
        return voice.render(voice.phrases[code], params)

    def render(self, template: str, language: str, params: Params = NOTHING) -> Marked:
        """A text of a sheet, its values filled in; raises UndefinedError for a missing value."""
        return self._voice(language).render(template, params)

    def formats(self, language: str) -> Formats:
        """Days, money and terms as this language writes them."""
        return self._voice(language).formats

    def has(self, code: str) -> bool:
        """Whether there is a phrase with this code."""
        return code in self._voices[LANGUAGES[0]].phrases

    def codes(self) -> frozenset[str]:
        """Every code that can be said."""
        return frozenset(self._voices[LANGUAGES[0]].phrases)

    def _voice(self, language: str) -> _Voice:
        return self._voices.get(language) or self._voices[LANGUAGES[0]]


def environment(finalize: Callable[[object], str] = str) -> jinja2.Environment:
    """The template engine as all our texts use it."""
    return jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - chat text, not HTML: each channel escapes for itself
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class BadTemplate(ValueError):
    """A text that is no template; says what is wrong with it."""


def variables(text: str) -> frozenset[str]:
    """The values a template needs; raises BadTemplate, also for an unknown filter."""
    simple = _simple(text)
    if simple is None:
        return _logical_variables(text)
    return frozenset(part.name for part in simple.parts if isinstance(part, Hole))


def _simple(text: str) -> Template | None:
    """The template when it needs nothing of the engine, our own filters being all it uses."""
    template = parse(text)
    if template is None or any(isinstance(p, Hole) and p.filter not in (None, *FILTERS) for p in template.parts):
        return None
    return template


def _logical_variables(text: str) -> frozenset[str]:
    try:
        tree = _CHECKING.parse(text)
        unknown = {used.name for used in tree.find_all(nodes.Filter)} - set(_CHECKING.filters)
        if unknown:  # inside a branch the engine itself would notice only when it is taken
            raise BadTemplate(f"no filter named {min(unknown)!r}")
        return frozenset(meta.find_undeclared_variables(tree))
    except jinja2.TemplateSyntaxError as fault:
        raise BadTemplate(str(fault)) from None


_CHECKING = environment()
_CHECKING.filters.update(dict.fromkeys(FILTERS, str))


def _capital(value: object) -> str:
    word = str(value)
    return word[:1].upper() + word[1:]
