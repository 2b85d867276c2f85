"""Models of the slice, each in the module named for its subject."""

from programmes.servicepoints.models.points import HoursException, OpeningHours, ServicePoint

__all__ = ["HoursException", "OpeningHours", "ServicePoint"]
