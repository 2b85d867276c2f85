"""A refusal in words, of which nothing has happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from audit.models import Event
from notifications.models import Message
from programmes.models import (
    Agreement,
    CallRequest,
    NextStep,
    OfferRound,
    Participation,
    Placement,
    Signature,
)

ROWS = (Event, Message, Participation, Placement, OfferRound, Agreement, Signature, NextStep, CallRequest)


def says_no(act: Callable[[], Any]) -> list[str]:
    """The words of the refusal, once it is sure that nothing has happened."""
    before = [list(model.objects.order_by("pk").values()) for model in ROWS]
    with translation.override("en"):
        with pytest.raises(ValidationError) as refused:
            act()
        words = list(refused.value.messages)
    assert [list(model.objects.order_by("pk").values()) for model in ROWS] == before
    return words
