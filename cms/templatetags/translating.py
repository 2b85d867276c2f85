"""What the translation editor says and offers, where the add-on's own does not fit its reader."""

from __future__ import annotations

import json

from django import template
from django.utils.translation import gettext

from cms.editing import translating

register = template.Library()


@register.simple_tag
def words_of_editor(source: str, target: str) -> dict[str, str]:
    """What the translation editor writes in English whatever its reader speaks, and our words for it."""
    return {
        f"{source} to {target} translation": gettext("Translation: %(source)s → %(target)s")
        % {"source": source, "target": target},
        "More actions": gettext("More actions"),
    }


@register.filter
def open_to(props: str, allowed: bool) -> str:
    """Parts that wait for a publisher are shown and not changed."""
    if allowed:
        return props
    told = json.loads(props)
    told["object"]["isLocked"] = True
    return json.dumps(told)


register.simple_tag(translating.may_change_parts)
register.simple_tag(translating.waiting_for)


@register.filter
def without_publishers_acts(props: str) -> str:
    """Whoever does not publish is offered neither to delete the page nor to give its text up."""
    told = json.loads(props)
    if not told["perms"]["canPublish"]:
        told["perms"]["canDelete"] = False
        told["links"]["convertToAliasUrl"] = None
    return json.dumps(told)
