"""The named places in a text that somebody has written, and what stands there when the message goes.

A text from the database is never a template of Django's: it is plain text, in which `{linkki}` and the few
other names below are replaced once. What is put in is not looked at again (decision 0150).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NAMED = re.compile(r"\{([^{}\n]*)\}")
BRACKET = re.compile(r"[{}]")
TAG = re.compile(r"<\s*[/!]?\s*[a-zA-Z]")
# An address in a mail that is not the service's own looks like fraud; the page's is put in by its name.
ADDRESSES = ("http://", "https://", "www.", "@")


@dataclass(frozen=True, eq=False)
class Placeholder:
    """One name and what stands in its place, in words for who writes.

    alone: without a value the line that names it is left out, so it may hold little else.
    """

    name: str
    meaning: Any
    alone: bool = False

    @property
    def written(self) -> str:
        """As it is typed."""
        return f"{{{self.name}}}"


LINK = Placeholder(
    "linkki",
    gettext_lazy(
        "The address of the page that the message is about. Who has no way in to the page reads in place of "
        "this line that they can call."
    ),
    alone=True,
)
WORKER = Placeholder(
    "työntekijä", gettext_lazy("The name of the person’s own worker; without one the name of the service.")
)
PHONE = Placeholder("puhelin", gettext_lazy("The number to ring: of the worker, or of the service."))
DAY = Placeholder("päivä", gettext_lazy("The day that the message is about, in words."))
WHY = Placeholder("syy", gettext_lazy("The reason. Where none was told, this line is left out."), alone=True)
LONGEST_LINE = 90  # of a line that may be left out


class MissingError(Exception):
    """A text names what nobody has told: it cannot be sent as it is written."""


def filled(text: str, values: Mapping[Placeholder, str], *, instead: Mapping[Placeholder, str]) -> str:
    """The text with what stands in its places. A line of an empty value is what `instead` says, or left out.

    Raises MissingError where a value is empty that no line can go without.
    """
    named = {place.name: place for place in values}
    lines: list[str] = []
    for line in text.splitlines():
        places = [named[name] for name in names_in(line) if name in named]
        missing = [place for place in places if not values[place]]
        if any(not place.alone for place in missing):
            raise MissingError
        if missing:
            lines += [instead[place] for place in missing if instead.get(place)]
        else:
            lines.append(NAMED.sub(lambda found: _value(found, named, values), line))
    return "\n".join(lines)


def _value(found: re.Match[str], named: Mapping[str, Placeholder], values: Mapping[Placeholder, str]) -> str:
    place = named.get(_name(found[1]))
    return found[0] if place is None else values[place]


def names_in(text: str) -> list[str]:
    """The names that stand in the text, in order."""
    return [_name(found) for found in NAMED.findall(text)]


def _name(typed: str) -> str:
    return typed.strip().lower()


def check_subject(words: str) -> None:
    """Raises ValidationError, in words, where a subject holds what it may not."""
    _plain(words)
    if BRACKET.search(words):
        raise ValidationError(_("A subject is the same for everybody: leave the curly brackets out."))


def check_text(words: str, places: Collection[Placeholder], needed: Collection[Placeholder]) -> None:
    """Raises ValidationError, in words, each fault by itself: tags, addresses, unknown names, needed ones
    that are missing, and a line too long to be left out."""
    faults: list[ValidationError] = []
    try:
        _plain(words)
    except ValidationError as refused:
        faults.append(refused)
    faults += _unknown(words, places)
    named = set(names_in(words))
    missing = [place.written for place in places if place in needed and place.name not in named]
    if missing:
        told = _("%(names)s is missing. Put it where readers look for it.")
        faults.append(ValidationError(told % {"names": ", ".join(missing)}))
    faults += _long_lines(words, places)
    if faults:
        raise ValidationError(faults)


def _plain(words: str) -> None:
    if TAG.search(words):
        raise ValidationError(_("Messages are plain text: leave out the tags in angle brackets."))
    if any(mark in words.lower() for mark in ADDRESSES):
        raise ValidationError(
            _("Leave out addresses: the way to the page is {linkki}, and others look like fraud.")
        )


def _unknown(words: str, places: Collection[Placeholder]) -> list[ValidationError]:
    known = {place.name: place.written for place in places}
    offered = ", ".join(known.values())
    strange = dict.fromkeys(name for name in names_in(words) if name not in known)
    told = _("{%(name)s} is no name of this message. It has these: %(names)s.")
    faults = [ValidationError(told % {"name": name[:40], "names": offered}) for name in strange]
    if BRACKET.search(NAMED.sub("", words)):
        told = _("A curly bracket stands alone. Write the names with both: %(names)s.")
        faults.append(ValidationError(told % {"names": offered}))
    return faults


def _long_lines(words: str, places: Collection[Placeholder]) -> list[ValidationError]:
    alone = {place.name: place.written for place in places if place.alone}
    told = _("Put %(name)s on a line of its own: where there is nothing to put in, the line is left out.")
    return [
        ValidationError(told % {"name": alone[name]})
        for line in words.splitlines()
        for name in names_in(line)
        if name in alone and len(line) > LONGEST_LINE
    ]
