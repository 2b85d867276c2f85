"""Every model of the programme, re-exported from its slice. One app, one migration history."""

from programmes.catalogue.models import (
    CoachingEnvironment,
    Intake,
    Parameter,
    Programme,
    ProgrammeType,
    ProgrammeTypeRule,
    ReasonCode,
)
from programmes.employers.models import HostEmployer, Membership, Vacancy, Workplace
from programmes.exchange.models import DemoStamp, ImportedRow
from programmes.participants.models import (
    CallRequest,
    FollowUp,
    Hold,
    InvitationLetter,
    NextStep,
    Participant,
    Participation,
)
from programmes.placements.models import Adjustment, Agreement, OfferRound, Placement, Review, Signature
from programmes.servicepoints.models import (
    Complaint,
    Feedback,
    HoursException,
    OpeningHours,
    SafetyReport,
    ServicePoint,
)

__all__ = [
    "Adjustment",
    "Agreement",
    "CallRequest",
    "CoachingEnvironment",
    "Complaint",
    "DemoStamp",
    "Feedback",
    "FollowUp",
    "Hold",
    "HostEmployer",
    "HoursException",
    "ImportedRow",
    "Intake",
    "InvitationLetter",
    "Membership",
    "NextStep",
    "OfferRound",
    "OpeningHours",
    "Parameter",
    "Participant",
    "Participation",
    "Placement",
    "Programme",
    "ProgrammeType",
    "ProgrammeTypeRule",
    "ReasonCode",
    "Review",
    "SafetyReport",
    "ServicePoint",
    "Signature",
    "Vacancy",
    "Workplace",
]
