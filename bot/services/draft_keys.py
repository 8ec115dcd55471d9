"""Drafts that belong to a dossier already sent in: their keys, which no procedure has."""

SUPPLEMENT = "supplement:"
CORRECTION = "correction:"
# Before the key of pages that a correction replaced: kept with the dossier as its log keeps the old answers, not shown.
REPLACED = "old:"


def of_dossier(key: str) -> bool:
    """Whether a draft answers or corrects a dossier and begins none."""
    return key.startswith((SUPPLEMENT, CORRECTION))


def is_correction(key: str) -> bool:
    """Whether a draft corrects a dossier."""
    return key.startswith(CORRECTION)


def reference_of(key: str) -> str:
    """The reference of the dossier that such a draft belongs to."""
    return key.partition(":")[2]
