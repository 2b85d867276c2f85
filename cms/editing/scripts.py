"""The words of Wagtail's scripts, in our words where theirs are missing.

A catalogue of scripts is read from the library's own files alone; ours comes beside it here.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

from cms.editing.library_words import of_scripts


class OurCatalog(JavaScriptCatalog):
    """The catalogue of a library with our words in it."""

    def get_catalog(self) -> dict[str, Any]:
        """What the library says, and over it what we say."""
        ours = {word: gettext(word) for word in of_scripts.WORDS}
        return super().get_catalog() | {word: said for word, said in ours.items() if said != word}


_editor = OurCatalog.as_view(packages=["wagtail.admin"])
_translation_editor = OurCatalog.as_view(packages=["wagtail_localize"])


def of_editor(request: HttpRequest) -> HttpResponseBase:
    """For every page of the page editor, in the language of its reader."""
    return get_localized_response(_editor, request)


def of_translation_editor(request: HttpRequest) -> HttpResponseBase:
    """For the translation editor."""
    return _translation_editor(request)
