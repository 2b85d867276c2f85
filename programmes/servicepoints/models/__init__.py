"""Models of the slice, each in the module named for its subject."""

from programmes.servicepoints.models.complaints import Complaint
from programmes.servicepoints.models.feedback import Feedback, SafetyReport
from programmes.servicepoints.models.points import HoursException, OpeningHours, ServicePoint

__all__ = ["Complaint", "Feedback", "HoursException", "OpeningHours", "SafetyReport", "ServicePoint"]
