"""The ticks beside a question that concerns a page in several languages."""

from __future__ import annotations

from typing import Any

from django import template

from cms.editing import together
from cms.editing.languages import languages_of
from cms.page_form.own_links import pages_that_type

register = template.Library()


@register.inclusion_tag("cms/admin/together.html", takes_context=True)
def in_other_languages(context: Any, page: Any, act: str) -> dict[str, Any]:
    """A tick for each other language in which the page stands."""
    offers = together.offers([page], act, context["request"].user)
    return {"offers": offers, "copies": act == together.COPY}


register.simple_tag(pages_that_type)
register.simple_tag(languages_of)


@register.inclusion_tag("cms/admin/together.html", takes_context=True)
def in_their_other_languages(context: Any) -> dict[str, Any]:
    """The same for many pages at once; nothing for what has no languages."""
    act = getattr(context.get("view"), "action_type", "")
    pages = [row["item"] for row in context.get("items", ()) if hasattr(row["item"], "translation_key")]
    if act not in {together.HIDE, together.DELETE, together.MOVE}:
        pages = []
    return {"offers": together.offers(pages, act, context["request"].user)}
