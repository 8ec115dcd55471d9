"""The words that work everywhere, and those that work inside a procedure; typed with or without diacritics."""

from functools import lru_cache

from bot.services.voice import Voice
from flows.text import fold

FIRST = ("back", "help", "mine", "official", "stop")  # whatever is being asked, these mean what they say
_SETTINGS = ("settings", "mute", "unmute", "where", "paces")
_EVERYWHERE = (*FIRST, "home", "vi", "en", "form", "code", "call", "desk", "genuine", "near", *_SETTINGS)
_INSIDE = ("skip", "done", "empty", "keep", "send")


def global_word(voice: Voice, text: str) -> str | None:
    """The verb of a word that works everywhere (quay lại, trợ giúp, hồ sơ của tôi, gặp cán bộ, dừng …)."""
    return _table(tuple(voice.say(f"dialogue.words_{verb}") for verb in _EVERYWHERE), _EVERYWHERE).get(fold(text))


def act_word(voice: Voice, text: str) -> str | None:
    """The verb of a word that acts on the question being asked: skip, done, start anew, keep, send."""
    return _table(tuple(voice.say(f"dialogue.words_{verb}") for verb in _INSIDE), _INSIDE).get(fold(text))


def hears(voice: Voice, code: str, text: str) -> bool:
    """Whether the text holds one of the word groups that a phrase lists."""
    said = f" {fold(text)} "
    return any(f" {word} " in said for word in _folded(voice.say(code)))


@lru_cache(maxsize=64)
def _table(lists: tuple[str, ...], verbs: tuple[str, ...]) -> dict[str, str]:
    return {word: verb for verb, words in zip(verbs, lists, strict=True) for word in _folded(words)}


@lru_cache(maxsize=256)
def _folded(words: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in words.split("|"))
