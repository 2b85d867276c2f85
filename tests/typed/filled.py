"""Forms that come filled: where, for whom, and what their fields hold."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import Tag

from typed.meanwhile import FIELD

# Guarded in a way of their own: the page compares a stamp of all that stands, and asks.
STAMP = "seen"
WORDS = ("text", "email", "tel", "")


@dataclass(frozen=True)
class Filled:
    """A form that comes filled: where, for whom, and what its fields hold."""

    page: str
    action: str
    part: str
    guard: str
    holds: dict[str, list[str]]
    words: tuple[str, ...]
    chosen: tuple[str, ...]


def filled(form: Tag, address: str, part: str) -> Filled:
    holds: dict[str, list[str]] = {}
    words: list[str] = []
    choices: list[str] = []
    for control in form.select("input[name], select[name], textarea[name]"):
        kind, name = str(control.get("type", "")).lower(), str(control["name"])
        if kind in {"submit", "button", "file", "password"} or name == "csrfmiddlewaretoken":
            continue
        if control.name == "select":
            chosen = [str(one.get("value", "")) for one in control.select("option[selected]")]
            if chosen:
                holds[name] = chosen
                choices += [name] if any(chosen) else []
        elif kind in {"radio", "checkbox"}:
            if control.has_attr("checked"):
                holds.setdefault(name, []).append(str(control.get("value", "on")))
                choices.append(name)
        else:
            text = control.get_text() if control.name == "textarea" else str(control.get("value", ""))
            holds[name] = [text.removeprefix("\n")]
            if (control.name == "textarea" or kind in WORDS) and text.strip():
                words.append(name)
    guard = FIELD if holds.get(FIELD, [""])[0] else STAMP if STAMP in holds else ""
    return Filled(
        address, str(form.get("action") or address), part, guard, holds, tuple(words), tuple(choices)
    )
