"""Who reads a message: each function that names its recipients says of whom, where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

Named = TypeVar("Named", bound=Callable[..., Any])


class Reader(models.TextChoices):
    """Who reads a message."""

    PERSON = "person", _("To participants")
    HOST = "host", _("To workplaces")
    STAFF = "staff", _("To workers and officers")
    OTHER = "other", _("To others")


_READERS: dict[Callable[..., Any], Reader] = {}


def read_by(reader: Reader) -> Callable[[Named], Named]:
    """The decorated function of recipients names such readers."""

    def said(who: Named) -> Named:
        _READERS[who] = reader
        return who

    return said


def reader_of(who: Callable[..., Any]) -> Reader:
    """Who reads what goes to those the function names. Raises KeyError where it does not say."""
    return _READERS[who]
