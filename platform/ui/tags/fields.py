"""Forms: one field, a whole form, its errors, filters and the scale from 0 to 3."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ui.elements import inner, links

register = Library()

# The file that django-htmx ships for the workspace too.
HTMX = "django_htmx/htmx-2.min.js"


@register.simple_tag
def field(bound_field: Any) -> SafeString:
    """Label, hint, error and input of one form field, tied together for every reader."""
    return bound_field.as_field_group()


@register.filter
def need(bound_field: Any) -> str:
    """Whether the field must be filled in: now, at times (another answer says), later or no (`ui.forms`)."""
    field = bound_field.field
    if field.required or getattr(field, "needed_at_times", False):
        return "now" if field.required else "at times"
    return "later" if getattr(field, "needed_later", False) else "no"


@register.inclusion_tag("ui/forms/fields.html")
def form_fields(form: Any) -> dict[str, Any]:
    """All fields of a form without its error summary; hidden ones too."""
    return {"form": form}


@register.inclusion_tag("ui/forms/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """What to correct, on top of the form, each line a link to its field; nothing when all is well."""
    return {"form": form}


@register.simple_block_tag
def filter_panel(
    content: str,
    form: Any = None,
    result: str = "",
    left_out: str = "",
    chips: Iterable[Any] = (),
    clear_url: str = "?",
    action: str = "",
    primary: int = 3,
    submit: str = "",
    layout: str = "row",
    target: str = "",
    method: str = "get",
) -> SafeString:
    """A form of filters: the first `primary` fields in sight, the rest one press away.

    result: "23 open places"; left_out: what the filters hide; chips: (label, url that removes it);
    layout: row or side; target: id that htmx refreshes while typing (it is fetched when the form is first
    touched: `app.js`). Hidden inputs go in the block. method: post where a person's name is among the
    choices; the block then has the form's secret.
    """
    visible = list(form.visible_fields()) if form is not None else []
    values = {
        "form": form,
        "first": visible[:primary],
        "rest": visible[primary:],
        "rest_open": any(bound.value() for bound in visible[primary:]),
        "hidden": form.hidden_fields() if form is not None else [],
        "result": result,
        "left_out": left_out,
        "chips": links(chips),
        "clear_url": clear_url,
        "action": action,
        "submit": submit or _("Show"),
        "layout": layout,
        "target": target,
        "method": method,
        "htmx_file": HTMX,
        "content": inner(content),
    }
    return render_to_string("ui/components/filter_panel.html", values)


@register.simple_tag
def scale(label: str, value: int | None, word: str = "", note: str = "") -> SafeString:
    """A value 0–3 as three marks and its word; None reads as not told."""
    words = [_("Does not suit me"), _("A little"), _("Fairly well"), _("Well")]
    shown = word or (words[value] if value is not None else _("Not told"))
    return _drawn_scale(str(label), value, str(shown), str(note))


@lru_cache(maxsize=2_048)
def _drawn_scale(label: str, value: int | None, word: str, note: str) -> SafeString:
    """Drawn once: a list of places has the same few of them on every card."""
    marks = [(index * 22, value is not None and index < value) for index in range(3)]
    return render_to_string(
        "ui/components/scale.html",
        {"label": label, "value": value, "word": word, "note": note, "marks": marks},
    )
