"""The rows of the employers slice."""

from programmes.employers.models.contact import ContactKind, EmployerContact
from programmes.employers.models.host import HostEmployer, Membership, Workplace, check_business_id
from programmes.employers.models.invitation import MemberInvitation
from programmes.employers.models.supplement import (
    Business,
    Duty,
    LinkedUndertaking,
    OtherAid,
    SupplementApplication,
    SupplementInstalment,
    SupplementStatus,
)
from programmes.employers.models.vacancy import (
    OPEN_DAYS,
    Vacancy,
    VacancyPause,
    host_takes_people,
    host_verified,
)

__all__ = [
    "OPEN_DAYS",
    "Business",
    "ContactKind",
    "Duty",
    "EmployerContact",
    "HostEmployer",
    "LinkedUndertaking",
    "MemberInvitation",
    "Membership",
    "OtherAid",
    "SupplementApplication",
    "SupplementInstalment",
    "SupplementStatus",
    "Vacancy",
    "VacancyPause",
    "Workplace",
    "check_business_id",
    "host_takes_people",
    "host_verified",
]
