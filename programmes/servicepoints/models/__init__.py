"""Models of the slice, each in the module named for its subject."""

from programmes.servicepoints.models.complaints import Complaint
from programmes.servicepoints.models.feedback import Feedback, SafetyReport
from programmes.servicepoints.models.kiosk import FeedbackKiosk
from programmes.servicepoints.models.points import HoursException, OpeningHours, ServicePoint
from programmes.servicepoints.models.tally import VisitTally

__all__ = [
    "Complaint",
    "Feedback",
    "FeedbackKiosk",
    "HoursException",
    "OpeningHours",
    "SafetyReport",
    "ServicePoint",
    "VisitTally",
]
