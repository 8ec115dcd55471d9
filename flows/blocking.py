"""A blocked channel: too much of what goes over it is lost or never read. Two thresholds, so that it does not flap."""

from dataclasses import dataclass

# Legal notices of so many days are asked whether they were read; nobody is asked before two working days are over.
READ_DAYS = 7
# A channel is open again once the shares are below two thirds of what rang the alarm.
_CALM = (2, 3)


@dataclass(frozen=True, slots=True)
class Alarm:
    """When a channel counts as blocked: of at least `least` messages, `share` per cent were lost within so many hours,
    or `unread` per cent of the legal ones were not read in time.
    """

    share: int = 30
    least: int = 10
    hours: int = 24
    unread: int = 70


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a channel did: messages tried and lost, legal notices asked after and unread."""

    tried: int
    lost: int
    asked: int
    unread: int

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to judge by."""
        return not self.tried and not self.asked


def is_blocked(was: bool, seen: Traffic, alarm: Alarm) -> bool:
    """Whether the channel is blocked now; `was`: it counted as blocked, and stays so until something says otherwise."""
    if not was:
        lost = seen.tried >= alarm.least and _reaches(seen.lost, seen.tried, alarm.share)
        return lost or (seen.asked >= alarm.least and _reaches(seen.unread, seen.asked, alarm.unread))
    lost = not seen.tried or _reaches(seen.lost, seen.tried, alarm.share, _CALM)
    return lost or (seen.asked > 0 and _reaches(seen.unread, seen.asked, alarm.unread, _CALM))


def _reaches(part: int, whole: int, share: int, of: tuple[int, int] = (1, 1)) -> bool:
    return part * 100 * of[1] >= share * whole * of[0]
