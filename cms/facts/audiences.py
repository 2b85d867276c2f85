"""What the pages for workplaces and for participants tell from the data."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.cards import count_words, group_card
from cms.frame import Frame
from cms.site_settings import service_phone
from programmes.placements.public import open_groups, open_places, service_types, services
from ui.elements import Column, Row
from ui.formats import number

GROUPS_SHOWN = 3


def for_employers(frame: Frame) -> dict[str, Any]:
    """The types of service in which work is done at workplaces now: wage or not, and how many places."""
    types = service_types()
    places = open_places(AnonymousUser(), types)
    counts = Counter(kind.code for place in places for kind in place.types)
    list_url = frame.sections.get("places", "")
    return {
        "kind_columns": [
            Column(_("Type of service")),
            Column(pgettext("workplaces", "Wage")),
            Column(_("Open places now"), numeric=True),
        ],
        "kind_rows": [
            Row(
                [
                    kind.name,
                    _("You pay the wage") if kind.paid else _("You pay no wage"),
                    number(counts[code]),
                ],
                url=f"{list_url}?type={code}",
            )
            for code, kind in sorted(types.items(), key=lambda pair: not pair[1].paid)
            if counts[code]
        ],
        "register_url": reverse("host:register"),
        "phone": service_phone(),
    }


def for_participants(frame: Frame) -> dict[str, Any]:
    """How much is open now, and the groups that start next."""
    types = service_types()
    kinds = {service.id: service.type.code for service in services(types)}
    services_url = frame.sections.get("services", "")
    return {
        "places_count": count_words(len(open_places(AnonymousUser(), types))),
        "places_url": frame.sections.get("places", ""),
        "services_url": services_url,
        "groups": [
            group_card(group, f"{services_url}?type={kinds.get(group.service_id, '')}")
            for group in open_groups()[:GROUPS_SHOWN]
        ],
        "phone": service_phone(),
    }
