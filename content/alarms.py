"""When a channel is said to reach people no longer, as an office's file sets it."""

from content.reading import Table
from flows.blocking import Alarm


def read_alarm(table: Table | None) -> Alarm:
    """The alarm of an office; the usual one where nothing is written, and for what is not."""
    usual = Alarm()
    if table is None:
        return usual
    alarm = Alarm(
        table.number("share", usual.share),
        table.number("least", usual.least),
        table.number("hours", usual.hours),
        table.number("unread", usual.unread),
    )
    if not (0 < alarm.share <= 100 and alarm.least > 0 and alarm.hours > 0):
        table.fault("share is 1 to 100 per cent, least and hours are at least 1", "write share = 30", "share")
    if not 0 < alarm.unread <= 100:
        table.fault("unread is 1 to 100 per cent", "write unread = 70", "unread")
    table.close()
    return alarm
