"""The frame of a page: icon, breadcrumb, title, facts, side navigation, tabs, pages, print head."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.template import Library
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ui import formats
from ui.elements import inner, links, pairs
from ui.hyphens import LONG, in_finnish, soft_hyphens

register = Library()

register.filter("day", formats.day)
register.filter("clock", formats.clock)
register.filter("day_and_clock", formats.day_and_clock)
register.filter("money", formats.money)
register.filter("number", formats.number)
register.filter("plain_number", formats.plain_number)
register.filter("signed_hours", formats.signed_plain)
register.filter("percent", formats.percent)
register.filter("typed", formats.typed)


@register.filter("soft_hyphens")
def _soft_hyphens(text: Any, long: int = LONG) -> str:
    """Finnish words of at least `long` letters may be cut with a hyphen."""
    return soft_hyphens(text if isinstance(text, str) else str(text), long)


@register.filter("in_finnish")
def _in_finnish(text: Any, long: int = LONG) -> str:
    """The same on a Finnish page, for words of the page itself."""
    return in_finnish(text if isinstance(text, str) else str(text), long)


@register.filter
def day_short(value: Any) -> str:
    """The date without its year: `ti 3.3.`."""
    return formats.day(value, year=False)


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """A drawing from the sprite, silent to screen readers: the word stands beside it."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"/></svg>',
        f" icon-{size}" if size else "",
        static("ui/icons.svg"),
        name,
    )


@register.inclusion_tag("ui/components/breadcrumb.html")
def breadcrumb(items: Iterable[Any]) -> dict[str, Any]:
    """The way here; items are (label, url) pairs or links, the last one is this page."""
    return {"items": links(items)}


@register.inclusion_tag("ui/components/page_title.html")
def page_title(
    title: str, kicker: str = "", lead: str = "", facts: Any = None, tag: str = "", tone: str = "info"
) -> dict[str, Any]:
    """The page's one h1, with a line above, a lead below, a status tag and facts."""
    return _head(title, kicker, lead, facts, tag, tone)


@register.simple_block_tag
def page_head(
    content: str,
    title: str = "",
    kicker: str = "",
    lead: str = "",
    facts: Any = None,
    tag: str = "",
    tone: str = "info",
    anchor: str = "",
) -> SafeString:
    """The same as page_title, with the acts of the page (buttons, a search box) beside it.

    anchor: the id of the title, for what puts a new one in its place.
    """
    head = _head(title, kicker, lead, facts, tag, tone)
    return render_to_string(
        "ui/components/page_title.html", {**head, "actions": inner(content), "anchor": anchor}
    )


def _head(title: str, kicker: str, lead: str, facts: Any, tag: str, tone: str) -> dict[str, Any]:
    return {
        "title": title,
        "kicker": kicker,
        "lead": lead,
        "facts": pairs(facts),
        "tag": tag,
        "tone": tone,
        "anchor": "",
    }


@register.inclusion_tag("ui/components/facts.html")
def facts(items: Any, variant: str = "", *, cut: bool = False) -> dict[str, Any]:
    """Labels and values; variant `wide` puts them in columns, `ruled` draws lines between.

    cut: on a Finnish page the long words of the values may be cut with a hyphen, as those of the labels.
    """
    return {"items": pairs(items), "variant": variant, "cut": cut}


@register.inclusion_tag("ui/components/side_nav.html")
def side_nav(items: Iterable[Any], label: str) -> dict[str, Any]:
    """Navigation beside the content; `label` names it for screen readers."""
    return {"items": links(items), "label": label}


@register.inclusion_tag("ui/components/tabs.html")
def tabs(items: Iterable[Any], label: str) -> dict[str, Any]:
    """Views of the same thing as links; the current one is marked."""
    return {"items": links(items), "label": label}


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(
    context: Any,
    page: Any = None,
    previous_url: str = "",
    next_url: str = "",
    param: str = "page",
    label: str = "",
    query: str | None = None,
) -> dict[str, Any]:
    """Pages of a list: give a Django Page, or the two addresses of a key-set list.

    With a Page the other query values of the address are kept, or those of `query` when it is given.
    """
    if page is None:
        return {"page": None, "previous_url": previous_url, "next_url": next_url, "label": label}
    request = context.get("request")
    kept = QueryDict(query, mutable=True) if query is not None else request.GET.copy() if request else None

    def address(number: int) -> str:
        if kept is None:
            return f"?{param}={number}"
        kept[param] = str(number)
        return f"?{kept.urlencode()}"

    window = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    gap = page.paginator.ELLIPSIS
    return {
        "page": page,
        "label": label,
        "numbers": [(number, "" if number == gap else address(number)) for number in window],
        "previous_url": address(page.previous_page_number()) if page.has_previous() else "",
        "next_url": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("ui/components/search_box.html")
def search_box(
    action: str = "", name: str = "q", value: str = "", label: str = "", hint: str = "", method: str = "get"
) -> dict[str, Any]:
    """One search field; the key / moves to it. method: post where what is written is a person's name."""
    return {
        "action": action,
        "name": name,
        "value": value,
        "label": label,
        "hint": hint,
        "method": method,
    }


@register.inclusion_tag("ui/components/contact_card.html")
def contact_card(
    name: str,
    role: str = "",
    phone: str = "",
    email: str = "",
    photo_url: str = "",
    note: str = "",
    call_me_url: str = "",
) -> dict[str, Any]:
    """The worker: face or initials, name, phone, and `call me` when its address is given."""
    initials = "".join(part[0] for part in str(name).split()[:2]).upper()
    return {
        "name": name,
        "role": role,
        "phone": phone,
        "phone_href": "".join(c for c in str(phone) if c.isdigit() or c == "+"),
        "email": email,
        "photo_url": photo_url,
        "note": note,
        "call_me_url": call_me_url,
        "initials": initials,
    }


@register.inclusion_tag("ui/components/print_head.html")
def print_head(title: str, items: Any = None) -> dict[str, Any]:
    """What stands on top of the paper and is not seen on the screen."""
    return {"title": title, "items": pairs(items)}


@register.inclusion_tag("ui/components/landscape.html")
def landscape() -> dict[str, Any]:
    """Hills, lake and the bridge, as the ground of a front page."""
    return {}
