"""Every form of a page as a browser has it: where it goes, and what a person types into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

ORIGIN = "http://testserver"
NOT_TYPED = {"hidden", "submit", "button", "password", "file"}


@dataclass(frozen=True)
class Form:
    """One form of a page: its page, its address, and its fields as somebody has filled them in."""

    page: str
    action: str
    typed: dict[str, list[str]]
    hidden: dict[str, list[str]]

    @property
    def data(self) -> dict[str, list[str]]:
        return self.hidden | self.typed


def post(client: Client, form: Form, data: dict[str, Any] | None = None, **kwargs: Any) -> Any:
    """The form as a browser sends it from its page."""
    return client.post(
        form.action,
        form.data if data is None else data,
        headers={"origin": ORIGIN, "referer": ORIGIN + form.page, "accept": "text/html"},
        **kwargs,
    )


def get(client: Client, address: str) -> Any:
    """The page as a browser asks for it, wherever it leads."""
    return client.get(address, headers={"accept": "text/html"}, follow=True)


def forms_of(page: str, address: str) -> list[Form]:
    """The forms of the page that a person types or chooses something in, filled in."""
    found = []
    for form in BeautifulSoup(page, "html.parser").select("main form"):
        if form.get("method", "").lower() == "post":
            typed = typed_into(form)
            if typed:
                action = str(form.get("action") or address)
                found.append(Form(address, action, typed, hidden_of(form)))
    return found


def typed_into(form: Tag) -> dict[str, list[str]]:
    """A word of its own into each field; the last choice of each list; every box ticked."""
    typed: dict[str, list[str]] = {}
    for number, control in enumerate(form.select("input[name], select[name], textarea[name]")):
        kind, name = str(control.get("type", "text")).lower(), str(control["name"])
        if (control.name == "input" and kind in NOT_TYPED) or name == "website":
            continue
        if control.name == "select":
            options = [str(option["value"]) for option in control.select("option")]
            typed[name] = options[-1:]
        elif kind == "radio":
            typed[name] = [str(control["value"])]
        elif kind == "checkbox":
            typed.setdefault(name, []).append(str(control.get("value", "on")))
        else:
            typed[name] = [f"Sana {number} & <b> ”ä”"]
    return typed


def hidden_of(form: Tag) -> dict[str, list[str]]:
    return {
        str(one["name"]): [str(one.get("value", ""))]
        for one in form.select("input[type=hidden][name]")
        if one["name"] != "csrfmiddlewaretoken"
    }


def held_by(page: str, form: Form) -> dict[str, list[str]]:
    """What the fields of the same form hold on the page."""
    tree = BeautifulSoup(page, "html.parser")
    held: dict[str, list[str]] = {}
    for one in tree.select("main form"):
        if one.get("method", "").lower() != "post":
            continue
        if str(one.get("action") or form.action).split("?")[0] != form.action.split("?")[0]:
            continue
        for control in one.select("input[name], select[name], textarea[name]"):
            name = str(control["name"])
            if name in form.typed:
                held.setdefault(name, []).extend(_held(control))
    return held


def _held(control: Tag) -> list[str]:
    if control.name == "textarea":
        return [control.get_text().removeprefix("\n")]
    if control.name == "select":
        return [str(option["value"]) for option in control.select("option[selected]")]
    if control.get("type") in {"radio", "checkbox"}:
        return [str(control.get("value", "on"))] if control.has_attr("checked") else []
    return [str(control.get("value", ""))]


def names_in(form: Tag) -> set[str]:
    """The names of what somebody types into the form."""
    return set(typed_into(form))
