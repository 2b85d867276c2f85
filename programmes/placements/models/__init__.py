"""The rows of the placements slice."""

from programmes.placements.models.agreement import Agreement, Signature
from programmes.placements.models.placement import DAYS_IN_ORDER, OfferRound, Placement

__all__ = ["DAYS_IN_ORDER", "Agreement", "OfferRound", "Placement", "Signature"]
