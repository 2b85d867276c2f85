"""What an act over many people asks, once for all of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.duty import acting
from accounts.models import User
from accounts.roles import Role
from programmes.participants.forms import step_day
from programmes.participants.models.worker_message import LONGEST_MESSAGE


class NothingAsked(forms.Form):
    """The press is enough. user: who presses."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user


class MoveForm(NothingAsked):
    """The new day of the step."""

    due_on = step_day()


class StepForm(MoveForm):
    """The next step of everybody chosen."""

    what = forms.CharField(label=_("What happens next"), max_length=200)
    field_order = ("what", "due_on")


class MessageForm(NothingAsked):
    """What everybody chosen reads, each on their own page."""

    text = forms.CharField(
        label=_("Message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Each reads it as a message of their own. Write nothing that belongs to one of them only."
        ),
    )


class AcceptForm(NothingAsked):
    """Who becomes responsible."""

    coordinator = forms.ModelChoiceField(User.objects.none(), label=_("Responsible coordinator"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs["initial"] = {"coordinator": user.pk} | (kwargs.get("initial") or {})
        super().__init__(*args, user=user, **kwargs)
        people = {one.holder for one in acting(user, Role.COORDINATOR)}
        named = User.objects.filter(pk__in=people).order_by("name_order", "pk")
        self.fields["coordinator"].queryset = named  # type: ignore[attr-defined]
