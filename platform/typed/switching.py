"""The choice of language on a page with a form sends the form along, with scripts or without.

A button may send a form that it does not stand in. Where a page has a form that somebody types in, the
buttons of the languages send that one, and the page in the other language gets back what was typed.
"""

from __future__ import annotations

import re
from copy import copy
from html import escape, unescape

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.views.i18n import set_language

FORM = re.compile(r'<form\b(?=[^>]*\smethod="post")[^>]*>(.*?)</form>', re.DOTALL | re.IGNORECASE)
TYPED = re.compile(r'<textarea\b|<select\b|<input\b(?![^>]*\stype="(?:hidden|submit|button|password|file)")')
ATTRIBUTE = r'\s{}="([^"]*)"'
PRESSED = re.compile(r"<button\b(?![^>]*\stype=\"(?:button|reset)\")[^>]*>")
# The two ways in which `ui/components/language_list.html` writes a language.
SWITCH = re.compile(
    r'<form method="post" action="[^"]*" data-language>.*?'
    r'name="next" value="(?P<next>[^"]*)"><button type="submit" name="language" value="(?P<code>[^"]*)"[^>]*>'
    r"(?P<name>[^<]*)</button></form>"
    r'|<a href="(?P<href>[^"]*)" data-language="[^"]*" lang="(?P<of>[^"]*)"[^>]*>(?P<words>[^<]*)</a>',
    re.DOTALL,
)
OWN_ID = "typed-in"


@login_not_required
def change_language(request: HttpRequest) -> HttpResponse:
    """The language is as chosen: in a form of its own, or in the address that another form was sent to."""
    if request.method != "POST" or "language" not in request.GET:
        return set_language(request)
    asked = copy(request)
    asked.POST = QueryDict(urlencode({name: request.GET.get(name, "") for name in ("language", "next")}))  # type: ignore[assignment]
    return set_language(asked)


def with_the_form(page: str, path: str) -> str:
    """The page, with the choice of language sending the form that somebody types in; as it is without one."""
    main = page.find("<main")
    forms = [found for found in FORM.finditer(page, main) if TYPED.search(found[1])] if main >= 0 else []
    if not forms or "data-language" not in page:
        return page
    chosen = next((one for one in forms if "data-guard" in one[0].partition(">")[0]), forms[0])
    begins = chosen[0].partition(">")[0]
    name, action = _told(begins, "id"), _told(begins, "action") or path
    head, rest = page[: chosen.start()], page[chosen.start() :]
    if not name:
        name, rest = OWN_ID, rest.replace("<form", f'<form id="{OWN_ID}"', 1)
    head = SWITCH.sub(lambda one: _button(one, name, action), head)
    return _with_the_key(head, name, chosen[1]) + SWITCH.sub(lambda one: _button(one, name, action), rest)


def _button(one: re.Match[str], form: str, action: str) -> str:
    code, words = one["code"] or one["of"], one["name"] or one["words"]
    asked = {"language": code, "next": unescape(one["next"] or one["href"]), "for": unescape(action)}
    address = escape(f"{reverse('set_language')}?{urlencode(asked)}")
    return (
        f'<button type="submit" form="{form}" formaction="{address}" formmethod="post" formnovalidate '
        f'data-language lang="{code}">{words}</button>'
    )


def _with_the_key(head: str, form: str, inside: str) -> str:
    """The Enter key presses the first button of a form: that is still the form's own, not a language."""
    own = PRESSED.search(inside)
    if own is None:
        return head
    kept = [f'{name}="{value}"' for name in ("name", "value", "formaction") if (value := _told(own[0], name))]
    hidden = 'class="visually-hidden" tabindex="-1" aria-hidden="true"'
    button = f'<button type="submit" form="{form}" {" ".join([*kept, hidden])}></button>'
    body = head.find(">", head.find("<body")) + 1
    return head[:body] + button + head[body:]


def _told(tag: str, name: str) -> str:
    found = re.search(ATTRIBUTE.format(name), tag)
    return found[1] if found else ""
