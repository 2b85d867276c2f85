"""A list of choices drawn without a template for each choice: the same markup in a tenth of the time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _

# What Django calls "none of them"; our words for it are those of the template.
NOTHING = "---------"


def drawn_select(widget: Mapping[str, Any]) -> str:
    """The widget of the context as `select.html` with `select_option.html` draws it, letter by letter."""
    parts = [f'<select name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>']
    for name, options, _index in widget["optgroups"]:
        if name:
            parts.append(f'\n  <optgroup label="{_text(name)}">')
        parts += [f"\n  {_option(one)}\n" for one in options]
        if name:
            parts.append("\n  </optgroup>")
    parts.append("\n</select>")
    return "".join(parts)


def _option(option: Mapping[str, Any]) -> str:
    label = _("Choose") if option["label"] == NOTHING else option["label"]
    value = conditional_escape(str(option["value"]))
    return f'<option value="{value}"{_attributes(option["attrs"])}>{_text(label)}</option>'


def _attributes(attributes: Mapping[str, Any]) -> str:
    drawn = (
        f" {_text(name)}" if value is True else f' {_text(name)}="{conditional_escape(str(value))}"'
        for name, value in attributes.items()
        if value is not False
    )
    return "".join(drawn)


def _text(value: Any) -> str:
    return conditional_escape(localize(value))
