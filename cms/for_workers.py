"""Pages of the public site among the answers of the workers' search."""

from __future__ import annotations

from django.utils.translation import get_language

from cms.finding.library import Library, name_of_page
from cms.finding.pages import pages_with
from cms.finding.words import asked
from cms.models import HomePage
from cms.readers import seen

MOST = 6


def pages_for(words: str) -> list[tuple[str, str]]:
    """Title and address of the first pages with the words, in the worker's language; titles come first."""
    language = str(get_language())
    home = seen(HomePage.objects).filter(locale__language_code=language).order_by("pk").first()
    told = asked(words, language)
    if home is None or not told.words:
        return []
    library = Library(home)
    named = library.titles.find(told)
    in_text = pages_with(told, library.pages, best_first=True)
    keys = {name_of_page(pk): pk for pk in in_text}
    wanted = [int(name.removeprefix("page:")) for name in sorted(named) if name.startswith("page:")]
    wanted += [pk for name, pk in keys.items() if name not in named]
    rows = library.pages.filter(pk__in=wanted[:MOST]).in_bulk()
    found = [rows[pk] for pk in wanted[:MOST] if pk in rows]
    return [(page.title, page.get_url() or "") for page in found]
