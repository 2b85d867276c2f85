"""The files that an import brings in, a parent before its children."""

from programmes.exchange.files.adjustments import Adjustments
from programmes.exchange.files.assessments import Assessments
from programmes.exchange.files.attendance import Attendance
from programmes.exchange.files.base import BundleFile
from programmes.exchange.files.employer_contacts import EmployerContacts
from programmes.exchange.files.employers import Employers
from programmes.exchange.files.feedback import FeedbackFile
from programmes.exchange.files.followups import FollowUps
from programmes.exchange.files.intakes import Intakes
from programmes.exchange.files.meetings import Meetings
from programmes.exchange.files.participants import Participants
from programmes.exchange.files.participations import Participations
from programmes.exchange.files.placements import Placements
from programmes.exchange.files.reviews import Reviews
from programmes.exchange.files.status_changes import StatusChanges
from programmes.exchange.files.vacancies import Vacancies
from programmes.exchange.files.visits import Visits
from programmes.exchange.files.work_profiles import WorkProfiles

FILES: tuple[BundleFile, ...] = (
    Employers(),
    Vacancies(),
    Intakes(),
    Meetings(),
    Participants(),
    WorkProfiles(),
    Participations(),
    StatusChanges(),
    Placements(),
    Attendance(),
    Reviews(),
    Adjustments(),
    FollowUps(),
    Assessments(),
    FeedbackFile(),
    Visits(),
    EmployerContacts(),
)

__all__ = ["FILES", "BundleFile"]
