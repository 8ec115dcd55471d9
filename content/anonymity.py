"""What somebody typed, without what tells who they are: no number, name, telephone or address stays readable (folded).

Nobody can tell every name from a word. What is doubtful is masked: authors need what people come for, and nothing else.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from flows.text import fold, tidy

MASK = "_"
_LONGEST = 24  # words kept: a longer story tells more about its teller than about what is missing
_LOOKED_AT = 600  # characters
_NAME = 3  # words that may follow a family name or 'my name is'
_SPELLED = 4  # so many digits, typed or in words, are a number of somebody's

_CODE = 3
_NUMBER = " 0000 "
_DIGITS = re.compile(r"\+?\d(?:[\s.,/()-]*\d){3,}")
_LINK = re.compile(r"\S*(?:@|://|www\.|\.(?:com|vn|net|org)\b)\S*", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+")
_ENDS = frozenset(".!?;:")  # of a sentence; a name ends with any mark
_ACRONYM = 5  # CCCD and UBND are capitals too, and no name

_SURNAMES = frozenset("nguyễn trần lê phạm huỳnh hoàng phan võ vũ đặng bùi đỗ hồ ngô dương trịnh đinh lương".split())
_SURE = frozenset("nguyen tran huynh hoang trinh dinh pham bui".split())  # few other words are spelled so
_MIDDLE = frozenset("van thi duc huu ngoc quang minh thanh xuan dinh kim".split())
_FAMILY = frozenset(fold(name) for name in _SURNAMES) | frozenset("ly mai cao to doan ha tang luu quach".split())
_NOT_FAMILY = frozenset({("vi", "pham"), ("xam", "pham")})
_INTRODUCED = frozenset("toi chau em con be anh chi ong ba chong vo bo me ten".split())
_ADDRESSED = frozenset("anh chi ong ba bac co chu be chau cu cau mo di thim".split())
_PLACES = frozenset("so nha ngo ngach hem kiet thon xom ap to khu doi duong pho phuong xa quan huyen tinh".split())
_NARROW = frozenset("ngo ngach hem kiet thon xom".split())  # whatever follows is an address
_SPOKEN = frozenset("khong mot hai ba bon nam sau bay tam chin linh le".split())


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as typed and folded, and the mark that stands behind it."""

    typed: str
    plain: str
    mark: str

    @property
    def ends(self) -> bool:
        """Whether a sentence ends behind it."""
        return self.mark in _ENDS

    @property
    def is_capital(self) -> bool:
        return self.typed[:1].isupper()

    @property
    def is_acronym(self) -> bool:
        return self.typed.isupper() and len(self.typed) <= _ACRONYM


def without_names(text: str, known: AbstractSet[str], fillers: AbstractSet[str]) -> str:
    """The words folded, what may tell of somebody as `_`; '' when nothing else is left.

    `known` are words of the procedures' own phrases, which are no names behind 'anh' or 'xã'; `fillers` end a name.
    """
    words = _words(text)
    if not words:
        return ""
    hidden = _shaped(words) | _spoken(words) | _named(words, known, fillers) | _capitals(words)
    hidden |= _placed(words, known, fillers)
    kept: list[str] = []
    for at, word in enumerate(words):
        said = MASK if at in hidden else word.plain
        if said != MASK or kept[-1:] != [MASK]:
            kept.append(said)
    kept = kept[:_LONGEST]
    return " ".join(kept) if any(word != MASK for word in kept) else ""


def _words(text: str) -> list[_Word]:
    tidied = _LINK.sub(_NUMBER, _DIGITS.sub(_NUMBER, tidy(text)[:_LOOKED_AT]))
    found: list[_Word] = []
    for token in _TOKEN.finditer(tidied):
        mark = tidied[token.end() : token.end() + 1].strip()
        found.extend(_Word(token[0], part, mark) for part in fold(token[0]).split())
    return found


def _shaped(words: list[_Word]) -> set[int]:
    """Long numbers, addresses of the net, and codes in which three digits stand."""
    return {at for at, word in enumerate(words) if sum(c.isdigit() for c in word.plain) >= _CODE}


def _spoken(words: list[_Word]) -> set[int]:
    """Digits written as words, one after another."""
    found: set[int] = set()
    run: list[int] = []
    for at, word in enumerate((*words, _Word("", "", ""))):
        if word.plain in _SPOKEN or (word.plain.isdigit() and run):
            run.append(at)
            continue
        found.update(run if len(run) >= _SPELLED else ())
        run = []
    return found


def _named(words: list[_Word], known: AbstractSet[str], fillers: AbstractSet[str]) -> set[int]:
    """A family name with what follows it, what somebody is called, an unknown word behind 'anh'."""
    found: set[int] = set()
    for at, word in enumerate(words):
        before = words[at - 1].plain if at else ""
        after = words[at + 1] if at + 1 < len(words) and not word.mark else None
        if _is_family(word, before, after):
            found.update({at, *_following(words, at + 1, fillers)})
        if word.plain == "la" and "ten" in {before, words[at - 2].plain if at > 1 else ""}:
            found.update(_following(words, at + 1, fillers))
        if word.plain == "ten" and before in _INTRODUCED:
            found.update(_following(words, at + 1, fillers))
        if [one.plain for one in words[max(0, at - 1) : at + 1]] == ["name", "is"]:
            found.update(_following(words, at + 1, fillers))
        if after and word.plain in _ADDRESSED and after.plain not in known and after.plain not in fillers:
            found.add(at + 1)
    return found


def _is_family(word: _Word, before: str, after: _Word | None) -> bool:
    if word.plain not in _FAMILY or after is None or (before, word.plain) in _NOT_FAMILY:
        return False
    if word.plain in _SURE or after.plain in _MIDDLE:
        return True
    return word.is_capital and after.is_capital and not word.is_acronym


def _following(words: list[_Word], start: int, fillers: AbstractSet[str]) -> set[int]:
    """The words of a name that begins here: until a filler that no name is, the end of a sentence, or three words."""
    found: set[int] = set()
    for at in range(start, min(start + _NAME, len(words))):
        given = words[at - 1].plain in _MIDDLE  # whatever follows 'văn' is somebody's own name
        if words[at].plain in fillers - _MIDDLE and not words[at].is_capital and not given:
            break
        found.add(at)
        if words[at].mark:
            break
    return found


def _capitals(words: list[_Word]) -> set[int]:
    """Capitals inside a sentence, and two or more that begin one; where all are capitals they say nothing."""
    if all(word.typed.isupper() for word in words if not word.plain.isdigit()):
        return set()
    names = {at for at, word in enumerate(words) if word.is_capital and not word.is_acronym}
    first = {at for at in names if at == 0 or words[at - 1].ends}
    return {at for at in names if at not in first or at + 1 in names}


def _placed(words: list[_Word], known: AbstractSet[str], fillers: AbstractSet[str]) -> set[int]:
    """What follows 'số', 'ngõ', 'thôn', 'đường': a number, a capital, in narrow places whatever it is."""
    found: set[int] = set()
    for at, word in enumerate(words[:-1]):
        after = words[at + 1].plain
        if word.plain not in _PLACES or after in fillers:
            continue
        if any(c.isdigit() for c in after) or after not in known or word.plain in _NARROW:
            found.add(at + 1)
    return found
