"""What pages tell from the data: a service, an open place, a municipality, the area."""

from cms.facts.municipalities import of_area, of_municipality
from cms.facts.places import of_place
from cms.facts.services import of_service

__all__ = ["of_area", "of_municipality", "of_place", "of_service"]
