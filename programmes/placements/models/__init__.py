"""The rows of the placements slice."""

from programmes.placements.models.agreement import Agreement, ContactMend, Signature, SignedPaper
from programmes.placements.models.attendance import AttendanceDay, AttendanceMonth, WeekLink
from programmes.placements.models.calendar import CalendarEntry, CalendarFeed
from programmes.placements.models.certificate import SkillTask
from programmes.placements.models.first_day import FirstDay
from programmes.placements.models.host_again import HostAgain
from programmes.placements.models.induction import Induction, InductionTick
from programmes.placements.models.offer_round import OfferRound
from programmes.placements.models.override import LimitOverride
from programmes.placements.models.placement import Placement
from programmes.placements.models.record import DAYS_IN_ORDER
from programmes.placements.models.review import Adjustment, Review
from programmes.placements.models.session import Session, SessionSeat
from programmes.placements.models.terms import HoursStep, PlacementPause, PlacementPeriod
from programmes.placements.models.visit import Visit
from programmes.placements.models.weekly_word import WeeklyWord

__all__ = [
    "DAYS_IN_ORDER",
    "Adjustment",
    "Agreement",
    "AttendanceDay",
    "AttendanceMonth",
    "CalendarEntry",
    "CalendarFeed",
    "ContactMend",
    "FirstDay",
    "HostAgain",
    "HoursStep",
    "Induction",
    "InductionTick",
    "LimitOverride",
    "OfferRound",
    "Placement",
    "PlacementPause",
    "PlacementPeriod",
    "Review",
    "Session",
    "SessionSeat",
    "Signature",
    "SignedPaper",
    "SkillTask",
    "Visit",
    "WeekLink",
    "WeeklyWord",
]
