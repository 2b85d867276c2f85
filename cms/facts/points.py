"""Service points: how it is now, the coming two weeks, and what one asks before coming."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.area import area as the_area
from cms.cards import Card
from cms.frame import Frame
from cms.readers import seen
from programmes.servicepoints.hour_words import now_words, two_weeks
from programmes.servicepoints.hours import next_change
from programmes.servicepoints.points import Point, point_with_id, points_of, service_points
from publicdata.memory import remembered

Told = tuple[dict[str, Any], datetime | None]


def of_points(frame: Frame) -> Told:
    """Every point as a card, under its service area; those that one only calls come last."""
    now, points = timezone.now(), service_points()
    urls = _urls(frame)
    by_area = [
        (name, [_card(point, urls, now) for place in places for point in points_of(place.code)])
        for name, places in the_area().by_service_area()
    ]
    told = {
        "areas": [(name, cards) for name, cards in by_area if cards],
        "from_afar": [_card(point, urls, now) for point in points if not point.in_person],
        "map_url": frame.sections.get("municipalities", ""),
    }
    return told, _until(points, now)


def of_point(page: Any, frame: Frame) -> Told:
    """One point; a page whose point is not in use any more says so."""
    now, point = timezone.now(), point_with_id(page.service_point_id)
    if point is None:
        return {"point": None}, None
    town = frame.sections.get("municipalities", "")
    told = {
        "point": point,
        "now": now_words(point.hours, now),
        "days": two_weeks(point.hours, now),
        "point_facts": [
            (_("Address"), point.address),
            (_("Municipality"), point.municipality_name if point.in_person else ""),
            (_("How"), _ways(point)),
            (_("Languages"), ", ".join(the_area().language_names(point.languages).values())),
        ],
        "town_url": _town_url(point, frame) if town else "",
        "points_url": frame.sections.get("points", ""),
    }
    return told, _until([point], now)


def near_points(municipality: str, frame: Frame) -> Told:
    """The points in the municipality as cards, for its page."""
    now, points = timezone.now(), points_of(municipality)
    urls = _urls(frame) if points else {}
    return {"points": [_card(point, urls, now) for point in points]}, _until(points, now)


def _card(point: Point, urls: dict[int, str], now: datetime) -> Card:
    told = now_words(point.hours, now)
    return Card(
        title=point.name,
        url=urls.get(point.id, ""),
        subtitle=point.address,
        tag=told.tag,
        tone=told.tone,
        facts=((_("Today"), told.today), (_("Telephone"), point.phone)),
        text="" if told.open else told.line,
    )


def _ways(point: Point) -> str:
    if point.in_person and point.remote:
        return _("Come, or call")
    return _("Come") if point.in_person else _("By telephone or video")


def _urls(frame: Frame) -> dict[int, str]:
    """The address of each point's page in the language of the page, by the number of the point."""
    base = frame.sections.get("points", "")

    def read() -> dict[int, str]:
        pages = seen(apps.get_model("cms", "ServicePointPage").objects).filter(
            locale__language_code=frame.language
        )
        return {pk: f"{base}{slug}/" for pk, slug in pages.values_list("service_point_id", "slug")}

    return remembered(read, "pages of points", base) if base else {}


def _town_url(point: Point, frame: Frame) -> str:
    pages = seen(apps.get_model("cms", "MunicipalityPage").objects).filter(
        locale__language_code=frame.language, municipality=point.municipality
    )
    slug = pages.values_list("slug", flat=True).first()
    return f"{frame.sections['municipalities']}{slug}/" if slug else ""


def _until(points: Any, now: datetime) -> datetime | None:
    """When the first of the points opens or closes: until then what is said holds."""
    return min((next_change(point.hours, now) for point in points), default=None)
