"""A template of ours that names what it was not given fails the test that drew it.

Django draws nothing for an unknown name, so a misspelt one is never seen. Here each look-up that fails is
noted, at no cost to those that succeed, and told when the test ends.

What may be missing:

- in `{{ … }}`, `{% with %}`, `{% include … with %}` and every other place where a value is drawn or handed
  on: nothing, unless the filter `default` says what stands in its place;
- in `{% if %}`, `{% for %}`, `{% firstof %}`, `{% regroup %}`: a name as a whole (a component's optional
  part), a key of a dict, a field of a form. An attribute of an object is there or is misspelt.

Templates of libraries (Wagtail's, allauth's) are left out by their folder, and so are those that stand in the
place of Wagtail's: what they are given is Wagtail's to say.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import FrameType, NoneType
from typing import Any

from django.forms import BaseForm
from django.template import engines
from django.template.base import FilterExpression, Node, VariableDoesNotExist
from django.template.context import BaseContext
from django.template.defaultfilters import default

ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = ("/site-packages/", "/.venv/", "/cms/templates/wagtailadmin/")
MAY_LACK = (BaseContext, Mapping, BaseForm, str, NoneType)

_as_made = VariableDoesNotExist.__init__
_found: dict[str, None] = {}


def _made(error: VariableDoesNotExist, msg: str, params: tuple[Any, ...] = ()) -> None:
    _as_made(error, msg, params)
    if len(params) == 2:
        note(sys._getframe(1), params[1])


class Nothing(str):
    """What Django draws for an unknown name; `{% blocktranslate %}` asks it how."""

    def __contains__(self, part: object) -> bool:
        frame = sys._getframe(1)
        if part == "%s" and frame.f_code.co_name == "render_value":
            tell(frame.f_locals["key"], frame)
        return False


def watch() -> None:
    """From now on, for the whole run."""
    VariableDoesNotExist.__init__ = _made  # type: ignore[method-assign]
    engines["django"].engine.string_if_invalid = Nothing()


def undefined_names() -> list[str]:
    """What was found since the last call: the name, the template and the line."""
    found = list(_found)
    _found.clear()
    return found


def note(frame: FrameType, owner: Any) -> None:
    """A look-up in `owner` has failed in `frame` (a `Variable` at work); told when it may not."""
    variable = frame.f_locals.get("self")
    asked = frame.f_back.f_back if frame.f_back else None  # Variable.resolve, and who asked it
    if asked is None or not isinstance(expression := asked.f_locals.get("self"), FilterExpression):
        return
    if any(function is default for function, _ in expression.filters):
        return
    if asked.f_locals.get("ignore_failures") and isinstance(owner, MAY_LACK):
        return
    tell(str(variable), asked)


def tell(name: str, frame: FrameType | None) -> None:
    """Notes the name with the place in the template that is drawn in `frame`, when the template is ours."""
    while frame is not None:
        node = frame.f_locals.get("self") if frame.f_code.co_name.startswith("render") else None
        if isinstance(node, Node) and getattr(node, "origin", None) is not None:
            origin = str(node.origin.name)
            if not any(folder in origin for folder in LIBRARIES):
                template = origin.removeprefix(f"{ROOT}/")
                _found[f"{name} in {template}, line {getattr(node.token, 'lineno', '?')}"] = None
            return
        frame = frame.f_back
