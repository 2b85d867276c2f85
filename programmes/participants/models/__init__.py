"""The rows of the participants slice."""

from programmes.participants.models.beside import LOOK_AGAIN_DAYS, CallRequest, Hold, NextStep
from programmes.participants.models.coaching import CoachingMeeting
from programmes.participants.models.correction import CorrectionRequest, CorrectionStatus, DataItem
from programmes.participants.models.eura import EuraKind, EuraRecord, EuraState
from programmes.participants.models.follow_up import FollowUp
from programmes.participants.models.interest import Interest
from programmes.participants.models.letter import InvitationLetter
from programmes.participants.models.note import WorkerNote
from programmes.participants.models.own_view import Area, DistanceMeasure, ExperienceQuestion
from programmes.participants.models.participant import Participant
from programmes.participants.models.participation import Participation, nothing_running
from programmes.participants.models.status_change import StatusChange
from programmes.participants.models.told_apart import ToldApart, pair_of
from programmes.participants.models.work_profile import WorkProfile
from programmes.participants.models.worker_change import WhyLeft, WorkerChange
from programmes.participants.models.worker_message import FileKind, WorkerMessage

__all__ = [
    "LOOK_AGAIN_DAYS",
    "Area",
    "CallRequest",
    "CoachingMeeting",
    "CorrectionRequest",
    "CorrectionStatus",
    "DataItem",
    "DistanceMeasure",
    "EuraKind",
    "EuraRecord",
    "EuraState",
    "ExperienceQuestion",
    "FileKind",
    "FollowUp",
    "Hold",
    "Interest",
    "InvitationLetter",
    "NextStep",
    "Participant",
    "Participation",
    "StatusChange",
    "ToldApart",
    "WhyLeft",
    "WorkProfile",
    "WorkerChange",
    "WorkerMessage",
    "WorkerNote",
    "nothing_running",
    "pair_of",
]
