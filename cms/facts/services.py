"""The facts box of a service, its groups and its open places."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cms.area import Area
from cms.area import area as the_area
from cms.cards import Fact, group_card, place_card, weeks
from cms.finding.offered import Offered, offered
from cms.frame import Frame
from cms.site_settings import service_phone
from letters.order import in_order
from programmes.catalogue.money import money_of
from programmes.placements.offered import Service
from programmes.placements.presentation import hours_words
from programmes.placements.public import open_groups, open_places, service_types, services
from publicdata.memory import remembered
from ui.formats import day

SHOWN = 4
LANGUAGES_OF_LAW = ("fi", "fi-simple", "sv")  # acts have their names in Finnish and Swedish


def of_service(page: Any, frame: Frame) -> dict[str, Any]:
    """What the data says of the service; `running` is false when it does not run now."""
    area, types = the_area(), service_types()
    rows = [row for row in services(types) if row.id == page.programme_id]
    if not rows:
        return {
            "running": False,
            "paid": None,
            "service_facts": [(_("Legal basis"), _legal_basis(page, frame))],
        }
    service = rows[0]
    places = open_places(AnonymousUser(), types)
    one = offered(rows, open_groups(), places, {service.id: (page.title, frame.url, page.lead)})[0]
    list_url = frame.sections.get("places", "")
    tag, tone = one.room if one.free else ("", "")
    return {
        "running": True,
        "service": service,
        "service_groups": one.groups,
        "paid": service.type.paid,
        "money_word": money_of([service.type]),
        "tag": tag,
        "tone": tone,
        "service_facts": _facts(page, frame, one, area),
        "groups": [group_card(group, "", door=True) for group in one.groups[:SHOWN]],
        "places": [place_card(place, list_url, area) for place in one.places[:SHOWN]],
        "places_url": f"{list_url}?type={service.type.code}",
        "places_count": len(one.places),
        "contact": _contact(service),
    }


def _facts(page: Any, frame: Frame, one: Offered, area: Area) -> list[Fact]:
    service = one.service
    speech = area.language_names(service.languages).values()
    towns = area.names
    where = ", ".join(in_order((towns[code] for code in service.municipalities if code in towns), str)) or _(
        "The whole area"
    )
    return [
        (_("Hours"), hours_words(service.hours_min, service.hours_max)),
        (_("Length"), weeks(service.duration_weeks) or _("Agreed together")),
        (_("Money"), money_of([service.type])),
        (_("Language"), ", ".join(speech)),
        (_("Where"), where),
        (_("Room now"), one.room[0]),
        (_("Next start"), day(one.starts_on(timezone.localdate()))),
        (_("Type of service"), service.type.name),
        (_("Legal basis"), _legal_basis(page, frame) or _in_finnish(service.type.legal_basis)),
    ]


def _legal_basis(page: Any, frame: Frame) -> str:
    """The acts by their names in the language, and in Finnish where the language has no official ones."""
    written_in = frame.content_language
    if written_in in LANGUAGES_OF_LAW or not page.legal_basis:
        return str(page.legal_basis) if written_in == frame.language else _in_finnish(page.legal_basis)
    finnish = remembered(lambda: _finnish_names(page), "legal-basis", str(page.translation_key))
    return format_html("{} ({})", page.legal_basis, _in_finnish(finnish)) if finnish else page.legal_basis


def _finnish_names(page: Any) -> str:
    written = page.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE)
    return written.values_list("legal_basis", flat=True).first() or ""


def _in_finnish(words: str) -> str:
    """Words that are Finnish on a page of any language, and marked so."""
    return format_html('<span lang="fi">{}</span>', words) if words else ""


def _contact(service: Service) -> dict[str, str]:
    return {
        "name": service.contact_name or _("Employment services"),
        "phone": service.contact_phone or service_phone(),
        "email": service.contact_email,
    }
