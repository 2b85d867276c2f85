"""Whether a word finds anything on the site in a language: asked when a publisher says that words mean it."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override
from wagtail.models import Locale, Page

from cms.area import area as the_area
from cms.finding.offer import place_index
from cms.finding.offered import service_index
from cms.finding.pages import pages_with
from cms.finding.words import asked
from cms.readers import seen
from programmes.placements.public import open_places, service_types, services


def stands_somewhere(words: str, language: str) -> bool:
    """Whether a page of the language, a service or an open place has the words."""
    with override(language):
        looked_for = asked(words, language)
        types = service_types()
        if service_index(services(types), {}).find(looked_for):
            return True
        places = open_places(AnonymousUser(), types)
        if place_index(places, the_area()).find(looked_for):
            return True
        pages = seen(Page.objects).filter(locale=Locale.objects.get(language_code=language))
        return bool(pages_with(looked_for, pages))
