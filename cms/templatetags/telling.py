"""What a page tells machines, for its head."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from cms.telling.sharing import address_of, of_page, of_place
from cms.telling.structured import as_script

LOCALES = {"fi": "fi_FI", "fi-simple": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
register = template.Library()


@register.simple_tag(takes_context=True)
def structured_data(context: dict[str, Any]) -> SafeString:
    """The page in the words of schema.org, as a block of data."""
    return as_script(context)


@register.inclusion_tag("cms/sharing.html", takes_context=True)
def sharing(context: dict[str, Any], title: str, text: str) -> dict[str, Any]:
    """What is shown where a link to the page is shared."""
    page, frame = context["page"], context["frame"]
    place = context.get("place")
    if place:
        picture = of_place(title, frame.language)
        image = settings.BASE_URL + reverse("sharing-place", args=[place.reference, picture.name])
    else:
        picture, image = of_page(page), address_of(page)
    language = frame.content_language
    others = {LOCALES[code] for code, _url in frame.alternates if code in LOCALES} - {LOCALES.get(language)}
    return {
        "title": title,
        "text": text,
        "url": frame.canonical,
        "locale": LOCALES.get(language, language),
        "other_locales": sorted(others),
        "image": image,
        "image_text": picture.title,
    }
