"""What pages tell from the data: a service, an open place, a municipality, the area."""

from cms.facts.audiences import for_employers, for_participants
from cms.facts.events import appointment, by_month, event_card, of_event
from cms.facts.lately import entry, events_near, lately, more_below, news_below, told
from cms.facts.municipalities import of_area, of_municipality
from cms.facts.places import of_place
from cms.facts.points import near_points, of_point, of_points
from cms.facts.right_to_work import of_right_to_work
from cms.facts.services import of_service

__all__ = [
    "appointment",
    "by_month",
    "entry",
    "event_card",
    "events_near",
    "for_employers",
    "for_participants",
    "lately",
    "more_below",
    "near_points",
    "news_below",
    "of_area",
    "of_event",
    "of_municipality",
    "of_place",
    "of_point",
    "of_points",
    "of_right_to_work",
    "of_service",
    "told",
]
