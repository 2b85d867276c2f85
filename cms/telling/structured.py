"""A page in the words of schema.org, only what is true and stands on the page too.

It goes into `<script type="application/ld+json">`: data, not a script, so the strict policy lets it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

from areas.selectors import employment_area
from cms.area import area as the_area
from cms.site_settings import keeper, service_phone
from cms.telling.sharing import address_of
from programmes.placements.presentation import hours_words
from programmes.servicepoints.hours import plans

Data = dict[str, Any]
Context = Mapping[str, Any]

# Services in which one learns something in a group: the others are services, not courses.
COURSES = frozenset({"language_and_work", "digital_skills", "green_jobs", "start_coaching", "workshop"})
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOURS_AHEAD_DAYS = 14
FULL_TIME_HOURS = 30
ESCAPES = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def as_script(context: Context) -> SafeString:
    """Everything the page tells, as one data block; empty for a page that tells nothing."""
    told = list(facts_of(context))
    if not told:
        return SafeString("")
    text = json.dumps({"@context": "https://schema.org", "@graph": told}, ensure_ascii=False)
    for character, escaped in ESCAPES.items():
        text = text.replace(character, escaped)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def facts_of(context: Context) -> list[Data]:
    """The way to the page, and what the page is about."""
    frame, page = context["frame"], context["page"]
    told = [_breadcrumbs(context)] if len(context.get("crumbs") or ()) > 1 else []
    about = KINDS.get(page._meta.model_name)
    if about and not frame.borrowed:
        told += [_without_blanks(one) for one in about(context)]
    if len(told) > 1 or (told and told[0]["@type"] != "BreadcrumbList"):
        told.append(organization())
    return told


def _ourselves() -> Data:
    """Who keeps the service, by name of the one whole description on the page."""
    return {"@id": f"{settings.BASE_URL}/#organization"}


def organization() -> Data:
    """Who keeps the service, whole; once on a page, every other place points to it."""
    return {
        "@type": "GovernmentOrganization",
        **_ourselves(),
        "name": keeper(),
        "url": settings.BASE_URL + "/",
        "logo": f"{settings.BASE_URL}/share/logo.png",
        "telephone": international(service_phone()),
        "address": _own_address(),
        "areaServed": [{"@type": "City", "name": name} for name in the_area().names.values()],
    }


def _own_address() -> Data:
    """Where the area keeps its office; the town of the host municipality, where no street is known."""
    area = employment_area()
    return _without_blanks(
        {
            "@type": "PostalAddress",
            "streetAddress": area.street_address,
            "postalCode": area.postal_code,
            "addressLocality": area.post_office or (area.host.name if area.host_id else ""),
            "addressCountry": "FI",
        }
    )


def international(phone: str) -> str:
    """A Finnish telephone number as it is called from anywhere."""
    digits = "".join(c for c in phone if c.isdigit() or c == "+")
    return "+358" + digits[1:] if digits.startswith("0") else digits


def _breadcrumbs(context: Context) -> Data:
    crumbs = context["crumbs"]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": str(crumb.label),
                **({"item": settings.BASE_URL + crumb.url} if crumb.url else {}),
            }
            for place, crumb in enumerate(crumbs, start=1)
        ],
    }


def _home(context: Context) -> list[Data]:
    frame = context["frame"]
    search = frame.sections.get("services", "")
    action = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{settings.BASE_URL}{search}?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    site = {
        "@type": "WebSite",
        "@id": f"{settings.BASE_URL}/#website",
        "name": "Välityö",
        "url": settings.BASE_URL + frame.home_url,
        "inLanguage": _tag(frame.language),
        "publisher": _ourselves(),
        "potentialAction": action if search else None,
    }
    return [site]


def _text(context: Context) -> list[Data]:
    page, frame = context["page"], context["frame"]
    is_news = page._meta.model_name == "newspage"
    return [
        {
            "@type": "NewsArticle" if is_news else "Article",
            "headline": page.title,
            "description": page.in_short,
            "url": frame.canonical,
            "inLanguage": _tag(frame.language),
            "datePublished": _day(page.date) if is_news else _moment(page.first_published_at),
            "dateModified": _moment(page.last_published_at),
            "author": _ourselves(),
            "publisher": _ourselves(),
            "image": _image(context),
        }
    ]


def _service(context: Context) -> list[Data]:
    page, frame, service = context["page"], context["frame"], context.get("service")
    if service is None:
        return []
    told = {
        "@type": "GovernmentService",
        "name": page.title,
        "description": page.in_short,
        "url": frame.canonical,
        "serviceType": service.type.name,
        "provider": _ourselves(),
        "areaServed": {"@type": "AdministrativeArea", "name": employment_area().word("region")},
        "availableLanguage": [_tag(code) for code in service.languages],
    }
    if service.type.code not in COURSES:
        return [told]
    return [told, _course(context, page, frame, service)]


def _course(context: Context, page: Any, frame: Any, service: Any) -> Data:
    """A course that costs nothing; how much of it there is a week is told where it is one number."""
    pace = _without_blanks(
        {
            "@type": "Schedule",
            "repeatFrequency": "Weekly",
            "repeatCount": service.duration_weeks,
            "duration": f"PT{service.hours_max:g}H"
            if service.hours_max and service.hours_min == service.hours_max
            else None,
        }
    )
    return {
        "@type": "Course",
        "name": page.title,
        "description": page.in_short,
        "url": frame.canonical,
        "inLanguage": [_tag(code) for code in service.languages],
        "provider": _ourselves(),
        "isAccessibleForFree": True,
        "offers": {"@type": "Offer", "category": "Free", "price": 0, "priceCurrency": "EUR"},
        "hasCourseInstance": [
            _without_blanks(
                {
                    "@type": "CourseInstance",
                    "courseMode": "Onsite",
                    "courseSchedule": pace if "repeatCount" in pace else None,
                    "startDate": _day(group.starts_on),
                    "endDate": _day(group.ends_on),
                    "inLanguage": _tag(group.language) if group.language else None,
                    "location": _place(group.environment or group.municipality_name, group.municipality_name),
                    "remainingAttendeeCapacity": group.free_seats,
                }
            )
            for group in context.get("service_groups", ())
        ],
    }


def _open_place(context: Context) -> list[Data]:
    """A job only where wage is paid: a try-out or coaching is no job and must not look like one."""
    place = context.get("place")
    if place is None or place.paid is not True:
        return []
    return [
        {
            "@type": "JobPosting",
            "title": place.title,
            "description": _of_the_work(context, place),
            "identifier": {"@type": "PropertyValue", "name": "Välityö", "value": place.reference},
            "datePosted": _day(place.opened_on),
            "validThrough": _day(place.valid_until),
            "url": context["frame"].canonical,
            "hiringOrganization": {"@type": "Organization", "name": place.host},
            "jobLocation": _place(place.place, place.municipality_name),
            "totalJobOpenings": place.free_seats,
            "employmentType": _employment(place),
            "industry": place.occupation,
            "directApply": False,
        }
    ]


def _of_the_work(context: Context, place: Any) -> str:
    """What stands on the page of the work, its hours and how it can be shaped, in paragraphs."""
    lines = [place.tasks, hours_words(place.hours_min, place.hours_max), *map(str, context.get("ways", ()))]
    return "".join(f"<p>{escape(strip_tags(line))}</p>" for line in lines if line)


def _employment(place: Any) -> list[str] | None:
    """Part time below thirty hours a week, full time from there; both where the hours reach over it."""
    least, most = place.hours_min or place.hours_max, place.hours_max or place.hours_min
    if not most:
        return None
    kinds = [("PART_TIME", least < FULL_TIME_HOURS), ("FULL_TIME", most >= FULL_TIME_HOURS)]
    return [kind for kind, true in kinds if true]


def _service_point(context: Context) -> list[Data]:
    point = context.get("point")
    if point is None:
        return []
    week = [
        _hours(opens=slot.opens, closes=slot.closes, dayOfWeek=WEEKDAYS[day])
        for day, slots in sorted(point.hours.week.items())
        for slot in slots
    ]
    changed = [plan for plan in plans(point.hours, timezone.localdate(), HOURS_AHEAD_DAYS) if not plan.usual]
    exceptions = [
        _hours(opens=slot.opens, closes=slot.closes, validFrom=_day(plan.on), validThrough=_day(plan.on))
        for plan in changed
        for slot in plan.slots
    ] + [
        _hours(opens="00:00", closes="00:00", validFrom=_day(plan.on), validThrough=_day(plan.on))
        for plan in changed
        if not plan.slots
    ]
    return [
        {
            "@type": "GovernmentOffice",
            "name": point.name,
            "url": context["frame"].canonical,
            "telephone": international(point.phone) if point.phone else None,
            "email": point.email or None,
            "address": _address(point) if point.in_person else None,
            "availableLanguage": [_tag(code) for code in point.languages],
            "openingHoursSpecification": week,
            "specialOpeningHoursSpecification": exceptions,
            "parentOrganization": _ourselves(),
        }
    ]


def _event(context: Context) -> list[Data]:
    event, frame = context["page"], context["frame"]
    if event.is_example:
        return []  # nobody is to find an invented event among real ones
    state = "EventCancelled" if event.cancelled else "EventScheduled"
    town = event.municipality.name if event.municipality else ""
    places = [_place(event.place, town)] if event.place else []
    if event.remote_url:
        places.append({"@type": "VirtualLocation", "url": event.remote_url})
    mode = {1: "Online" if event.remote_url else "Offline", 2: "Mixed"}.get(len(places))
    return [
        {
            "@type": "Event",
            "name": event.title,
            "description": event.in_short or event.title,
            "image": _image(context),
            "url": frame.canonical,
            "startDate": _moment(event.starts_at),
            "endDate": _moment(event.ends_at),
            "eventStatus": f"https://schema.org/{state}",
            "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode" if mode else None,
            "inLanguage": _tag(frame.language),
            "isAccessibleForFree": not event.price,
            "location": places or None,
            "organizer": _ourselves(),
        }
    ]


KINDS: dict[str | None, Callable[[Context], list[Data]]] = {
    "homepage": _home,
    "articlepage": _text,
    "newspage": _text,
    "programmepage": _service,
    "vacancylistpage": _open_place,
    "servicepointpage": _service_point,
    "eventpage": _event,
}


def _hours(**facts: Any) -> Data:
    opens, closes = facts.pop("opens"), facts.pop("closes")
    return {
        "@type": "OpeningHoursSpecification",
        "opens": opens if isinstance(opens, str) else opens.strftime("%H:%M"),
        "closes": closes if isinstance(closes, str) else closes.strftime("%H:%M"),
        **facts,
    }


def _place(name: str, municipality: str) -> Data:
    return {
        "@type": "Place",
        "name": name,
        "address": {"@type": "PostalAddress", "addressLocality": municipality, "addressCountry": "FI"},
    }


def _address(point: Any) -> Data:
    return _without_blanks(
        {
            "@type": "PostalAddress",
            "streetAddress": point.street_address,
            "postalCode": point.postal_code,
            "addressLocality": point.post_office.title() or point.municipality_name,
            "addressCountry": "FI",
        }
    )


def _without_blanks(data: Data) -> Data:
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def _tag(language: str) -> str:
    return "fi" if language == "fi-simple" else language


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(at: Any) -> str | None:
    """The instant in Finnish time, as it stands on the page."""
    return timezone.localtime(at).isoformat(timespec="seconds") if at else None


def _image(context: Context) -> str:
    """The picture that is shown where the page is shared."""
    return address_of(context["page"])
