"""What the translation editor offers to those who do not publish."""

from __future__ import annotations

import json

from django import template

register = template.Library()


@register.filter
def without_publishers_acts(props: str) -> str:
    """Whoever does not publish is offered neither to delete the page nor to give its text up."""
    told = json.loads(props)
    if not told["perms"]["canPublish"]:
        told["perms"]["canDelete"] = False
        told["links"]["convertToAliasUrl"] = None
    return json.dumps(told)
