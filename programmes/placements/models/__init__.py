"""The rows of the placements slice."""

from programmes.placements.models.agreement import Agreement, ContactMend, Signature
from programmes.placements.models.attendance import AttendanceDay, AttendanceMonth, WeekLink
from programmes.placements.models.offer_round import OfferRound
from programmes.placements.models.placement import Placement
from programmes.placements.models.record import DAYS_IN_ORDER
from programmes.placements.models.review import Adjustment, Review
from programmes.placements.models.terms import HoursStep, PlacementPause, PlacementPeriod
from programmes.placements.models.visit import Visit

__all__ = [
    "DAYS_IN_ORDER",
    "Adjustment",
    "Agreement",
    "AttendanceDay",
    "AttendanceMonth",
    "ContactMend",
    "HoursStep",
    "OfferRound",
    "Placement",
    "PlacementPause",
    "PlacementPeriod",
    "Review",
    "Signature",
    "Visit",
    "WeekLink",
]
