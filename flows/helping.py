"""What a helper may do for a neighbour: by oneself, with a mandate, or never. One table (handbook rules §6.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flows.mandates import Denied, Ending, Mandate, Phase, Purpose, phase
from flows.text import fold


class Deed(StrEnum):
    """Something a helper does, or might want to do."""

    EXPLAIN = "explain"  # papers, fees, steps; give out the empty form
    FILL = "fill"  # answer in the assisted draft
    ADD_PAPER = "add_paper"
    PRINT = "print"  # the declaration, to be signed
    LOOK = "look"  # how the file stands and what is to do
    BE_TOLD = "be_told"
    ASK_TO_CONFIRM = "ask_to_confirm"
    SEND = "send"  # without the resident's confirmation
    COLLECT = "collect"
    SIGN_IN = "sign_in"  # as the resident, or with their password or one-time code
    TAKE_MONEY = "take_money"
    KEEP_PHOTOS = "keep_photos"
    DECIDE = "decide"  # accept or refuse a file, ask for a supplement


# A deed needs one of these purposes; one that needs none is open to every helper.
NEEDS: Mapping[Deed, tuple[Purpose, ...]] = {
    Deed.EXPLAIN: (),
    Deed.FILL: (Purpose.ASSIST,),
    Deed.ADD_PAPER: (Purpose.ASSIST,),
    Deed.PRINT: (Purpose.ASSIST,),
    Deed.LOOK: tuple(Purpose),
    Deed.BE_TOLD: (Purpose.NOTIFY,),
    Deed.ASK_TO_CONFIRM: (Purpose.ASSIST,),
    Deed.SEND: (Purpose.SUBMIT,),
    Deed.COLLECT: (Purpose.COLLECT,),
}
# Accounts are personal (NĐ 69/2024), files are taken up by officials only (NĐ 118/2025 art. 17): no mandate changes it.
NEVER = frozenset({Deed.SIGN_IN, Deed.TAKE_MONEY, Deed.KEEP_PHOTOS, Deed.DECIDE})
# What nobody can do in the place of others where the parties act in person (Luật Hộ tịch 2014 art. 6.2).
OF_THE_PARTIES = frozenset({Deed.SEND, Deed.COLLECT})
_ONLY_THEIRS = (Purpose.SUBMIT, Purpose.COLLECT)
# Words that have to do with somebody's account or its codes, folded.
_SECRETS = ("otp", "mat khau", "mat ma vneid", "ma xac thuc", "ma vneid", "password", "ma pin vneid")


@dataclass(frozen=True, slots=True)
class Matter:
    """What a deed is about: a procedure, and the dossier once there is one, with when it was sent in.

    `in_person`: the parties act themselves. `ended`: the dossier is closed, or was handed over. `formal`: to act in
    somebody's place takes an authorisation in writing, certified but among the closest relatives (civil status, TT
    04/2020/TT-BTP art. 2).
    """

    procedure: str
    file: int | None = None
    sent_at: datetime | None = None
    in_person: bool = False
    ended: bool = False
    formal: bool = False


def refusal(deed: Deed, mandate: Mandate | None, matter: Matter, now: datetime) -> Denied | None:
    """Why a helper with this mandate (None: without any) may not do it; None: they may."""
    if deed in NEVER:
        return Denied(f"never_{deed}")
    wanted = NEEDS[deed]
    if not wanted:
        return None
    if matter.in_person and deed in OF_THE_PARTIES:
        return Denied("in_person")
    if mandate is None:
        return Denied("no_mandate")
    return _not_by(mandate, wanted, matter, now)


def _not_by(mandate: Mandate, wanted: tuple[Purpose, ...], matter: Matter, now: datetime) -> Denied | None:
    stands = phase(mandate, now)
    if stands is Phase.ENDED:
        return Denied("file_ended" if mandate.ending is Ending.FILE_ENDED else "revoked")
    if stands is Phase.EXPIRED:
        return Denied("expired")
    if stands is not Phase.ACTIVE:
        return Denied("no_mandate")
    if not covers(mandate, matter):
        return Denied("other_matter")
    if matter.ended:
        return Denied("file_ended")
    if not set(wanted) & set(mandate.purposes):
        return Denied("other_purpose")
    on_paper = matter.formal and set(wanted) <= set(_ONLY_THEIRS)
    return Denied("needs_certified") if on_paper and not mandate.certified else None


def covers(mandate: Mandate, matter: Matter) -> bool:
    """Whether a mandate is about this: its one file, or a procedure that it names; never a file from before it."""
    if mandate.file is not None:
        return matter.file == mandate.file
    earlier = matter.sent_at is not None and mandate.made_at is not None and matter.sent_at < mandate.made_at
    return matter.procedure in mandate.procedures and not earlier


def withheld(purposes: tuple[Purpose, ...], in_person: bool) -> tuple[Purpose, ...]:
    """The purposes that cannot be allowed at all for such a procedure."""
    return tuple(purpose for purpose in purposes if in_person and purpose in _ONLY_THEIRS)


def speaks_of_secrets(text: str) -> bool:
    """Whether a helper's words have to do with a password or a one-time code, which nobody may ask for or type."""
    said = f" {fold(text)} "
    return any(f" {word} " in said for word in _SECRETS)
