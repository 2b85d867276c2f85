"""What pages tell from the data: a service, an open place, a municipality, the area."""

from cms.facts.municipalities import of_area, of_municipality
from cms.facts.places import of_place
from cms.facts.points import near_points, of_point, of_points
from cms.facts.services import of_service

__all__ = [
    "near_points",
    "of_area",
    "of_municipality",
    "of_place",
    "of_point",
    "of_points",
    "of_service",
]
