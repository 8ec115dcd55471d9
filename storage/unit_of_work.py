"""The unit of work: every repository, over one open transaction."""

from storage.acts import Acts
from storage.backlog import Backlog
from storage.beats import Beats, Settings
from storage.codes import Codes
from storage.commendations import Commendations
from storage.companions import Companions
from storage.confirmations import Confirmations
from storage.consultations import Consultations
from storage.contents import Contents
from storage.deeds import Deeds
from storage.discipline import Discipline
from storage.documents import Documents
from storage.dossiers import Dossiers
from storage.drafts import Drafts
from storage.duty import DutyDesk
from storage.hamlet_rounds import HamletRounds
from storage.held import HeldMoves
from storage.help_requests import HelpRequests
from storage.history import History
from storage.inbox import Inbox
from storage.inspections import Inspections
from storage.mandate_watch import MandateWatch
from storage.mandates import Mandates
from storage.misses import Misses
from storage.opinions import Opinions
from storage.outbox import Outbox
from storage.outreach import Outreach
from storage.ownership import Ownership
from storage.people import People
from storage.preferences import Preferences
from storage.ratings import Ratings
from storage.reach import Reach
from storage.register import Register
from storage.reports import Reports
from storage.retention import Retention
from storage.roster import Roster
from storage.sealing import Sealer
from storage.seen import Seen
from storage.staff import StaffRoles
from storage.statements import Link
from storage.talks import Talks
from storage.traffic import Traffic
from storage.views import Views
from storage.waking import Waking
from storage.yearplan import YearPlan


class UnitOfWork:
    """What a piece of work sees of the database; all it changes is committed together or not at all."""

    __slots__ = (
        "acts",
        "backlog",
        "beats",
        "codes",
        "commendations",
        "companions",
        "confirmations",
        "consultations",
        "contents",
        "deeds",
        "discipline",
        "documents",
        "dossiers",
        "drafts",
        "duty",
        "hamlet_rounds",
        "held",
        "help_requests",
        "history",
        "inbox",
        "inspections",
        "mandate_watch",
        "mandates",
        "misses",
        "opinions",
        "outbox",
        "outreach",
        "ownership",
        "people",
        "preferences",
        "ratings",
        "reach",
        "register",
        "reports",
        "retention",
        "roster",
        "seen",
        "settings",
        "staff",
        "talks",
        "traffic",
        "views",
        "waking",
        "yearplan",
    )

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self.people = People(link, sealer)
        self.seen = Seen(link)
        self.drafts = Drafts(link, sealer)
        self.waking = Waking(link)
        self.contents = Contents(link)
        self.documents = Documents(link, sealer)
        self.dossiers = Dossiers(link, sealer)
        self.outbox = Outbox(link, sealer)
        self.backlog = Backlog(link)
        self.reach = Reach(link)
        self.register = Register(link)
        self.reports = Reports(link, sealer)
        self.retention = Retention(link)
        self.preferences = Preferences(link)
        self.traffic = Traffic(link)
        self.history = History(link, sealer)
        self.staff = StaffRoles(link, sealer)
        self.acts = Acts(link, sealer)
        self.views = Views(link, sealer)
        self.codes = Codes(link)
        self.ratings = Ratings(link)
        self.ownership = Ownership(link)
        self.beats = Beats(link)
        self.settings = Settings(link)
        self.misses = Misses(link)
        self._open_areas(link, sealer)

    def _open_areas(self, link: Link, sealer: Sealer) -> None:
        """The repositories of the areas of work."""
        self.companions = Companions(link, sealer)
        self.roster = Roster(link)
        self.duty = DutyDesk(link, sealer)
        self.mandates = Mandates(link, sealer)
        self.mandate_watch = MandateWatch(link, self.mandates)
        self.confirmations = Confirmations(link)
        self.deeds = Deeds(link, sealer)
        self.commendations = Commendations(link, sealer)
        self.discipline = Discipline(link, sealer)
        self.inspections = Inspections(link, sealer)
        self.opinions = Opinions(link, sealer)
        self.yearplan = YearPlan(link, sealer)
        self.inbox = Inbox(link)
        self.consultations = Consultations(link, sealer)
        self.talks = Talks(link, sealer)
        self.held = HeldMoves(link)
        self.help_requests = HelpRequests(link, sealer)
        self.hamlet_rounds = HamletRounds(link, sealer)
        self.outreach = Outreach(link, sealer)
