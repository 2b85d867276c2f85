"""What a person without an account is asked at each door: as little as the door needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.selectors import municipalities
from programmes.servicepoints.codes import AnswerBy, ComplaintKind, FeedbackKind
from programmes.servicepoints.guard import GuardedForm
from programmes.servicepoints.models import Complaint, Feedback, SafetyReport
from programmes.servicepoints.models.base import LONGEST
from ui.forms import mark_at_times
from ui.phones import PhoneField

SCORES = [
    ("", _("I do not want to give a number")),
    *[(str(number), str(number)) for number in range(10, -1, -1)],
]
NO_ID = _("Do not write your personal identity code or anything about illnesses.")


def _municipalities() -> list[Any]:
    """The municipalities under the names of their service areas; none of them first."""
    groups: dict[Any, list[tuple[str, str]]] = {}
    for place in municipalities():
        groups.setdefault(place.service_area, []).append((place.code, place.name))
    ordered = sorted(groups.items(), key=lambda group: group[0].position)
    named = [(area.name, places) for area, places in ordered]
    return [("", _("I do not know, or the whole area")), *named]


class TellForm(GuardedForm):
    """A person's words, the municipality, and how the person is reached."""

    text = forms.CharField(
        label=_("What do you want to tell?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=NO_ID,
        error_messages={
            "required": _("Write here what you want to tell."),
            "max_length": _("The text is too long: at most 5,000 characters. Shorten it, or call us."),
        },
    )
    municipality = forms.ChoiceField(label=_("Which municipality is it about?"), required=False)
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(label=_("Your telephone number"), required=False)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Write the whole e-mail address, for example name@example.fi.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "municipality" in self.fields:
            self.fields["municipality"].choices = _municipalities()  # type: ignore[attr-defined]
        first = [name for name in self.Order.first if name in self.fields]
        self.order_fields([*first, *[name for name in self.fields if name not in first]])

    class Order:
        """The fields that come first, in this order."""

        first: tuple[str, ...] = ("text",)

    def told(self, language: str) -> dict[str, Any]:
        """The values of the row that every door has."""
        names = ("text", "name", "phone", "email")
        values: dict[str, Any] = {name: self.cleaned_data.get(name, "") for name in names}
        code = self.cleaned_data.get("municipality")
        values["municipality"] = municipalities().filter(code=code).first() if code else None
        values["about_worker"] = self.cleaned_data.get("about_worker", False)
        return values | {"language": language}


class ContactForm(TellForm):
    """A question, feedback, or a fault on a page."""

    page = forms.CharField(
        label=_("Is it about a certain page?"),
        max_length=300,
        required=False,
        help_text=_("The address of the page, if you know it."),
    )
    score = forms.ChoiceField(
        label=_("How has the service worked for you, from 0 to 10?"),
        choices=SCORES,
        required=False,
        help_text=_("0 is badly, 10 is very well."),
    )
    answer_by = forms.ChoiceField(
        label=_("Do you want an answer?"),
        choices=AnswerBy.choices,
        widget=forms.RadioSelect,
        initial=AnswerBy.NONE,
    )

    class Order:
        """The fields that come first, in this order."""

        first = ("text", "page", "municipality", "score", "answer_by", "phone", "email", "name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_at_times(self, "phone", "email")

    def clean(self) -> dict[str, Any]:
        """Who wants to be answered says where."""
        values = super().clean()
        if (
            values.get("answer_by") == AnswerBy.PHONE
            and not values.get("phone")
            and "phone" not in self.errors
        ):
            self.add_error("phone", _("Write the number where we call you."))
        if (
            values.get("answer_by") == AnswerBy.EMAIL
            and not values.get("email")
            and "email" not in self.errors
        ):
            self.add_error("email", _("Write the address where we answer you."))
        return values

    def feedback(self, language: str) -> Feedback:
        """The row, not yet saved: about a page when one is named, an experience when it has a number."""
        page, score = self.cleaned_data["page"], self.cleaned_data["score"]
        kind = FeedbackKind.PAGE if page else FeedbackKind.EXPERIENCE if score else FeedbackKind.MESSAGE
        return Feedback(
            kind=kind,
            page=page,
            score=int(score) if score else None,
            answer_by=self.cleaned_data["answer_by"],
            **self.told(language),
        )


class ComplaintForm(TellForm):
    """Something went wrong; the sender need not say who they are."""

    kind = ComplaintKind.COMPLAINT
    about_worker = forms.BooleanField(
        label=_("It is about one of your workers"),
        required=False,
        help_text=_("Then only a manager reads this. The worker does not see it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What happened?")
        self.fields["email"].help_text = _("If you give it, we tell you when there is an answer.")
        self.fields["name"].help_text = _("You need not tell who you are.")

    class Order:
        """The fields that come first, in this order."""

        first = ("text", "about_worker", "municipality", "email", "phone", "name")

    def complaint(self, language: str) -> Complaint:
        """The row, not yet saved."""
        return Complaint(kind=self.kind, **self.told(language))


class CorrectionForm(ComplaintForm):
    """Wrong data: to put it right we must know whose it is."""

    kind = ComplaintKind.CORRECTION

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["about_worker"]
        self.fields["text"].label = _("What is wrong, and how should it be?")
        mark_at_times(self, "phone", "email")
        self.fields["name"].required = True
        self.fields["name"].help_text = _("We have to know whose data it is.")
        self.fields["name"].error_messages["required"] = _("Write your name.")

    class Order:
        """The fields that come first, in this order."""

        first = ("text", "name", "phone", "email", "municipality")

    def clean(self) -> dict[str, Any]:
        """The person can be reached, to be sure that it is them."""
        values = super().clean()
        if not (values.get("phone") or values.get("email")) and not {"phone", "email"} & set(self.errors):
            self.add_error(
                "phone", _("Write a telephone number or an e-mail address: we make sure that it is you.")
            )
        return values


class AccessibilityForm(ComplaintForm):
    """Something on the site cannot be used."""

    kind = ComplaintKind.ACCESSIBILITY
    municipality = None  # type: ignore[assignment]  # the site is one
    page = forms.CharField(
        label=_("On which page?"),
        max_length=300,
        required=False,
        help_text=_("The address of the page, if you know it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["about_worker"]
        self.fields["text"].label = _("What does not work, and what do you use?")
        self.fields["text"].help_text = _("For example: a screen reader on a phone cannot open the calendar.")

    class Order:
        """The fields that come first, in this order."""

        first = ("text", "page", "email", "phone", "name")

    def told(self, language: str) -> dict[str, Any]:
        """The page stands before the words."""
        values = super().told(language)
        if page := self.cleaned_data["page"]:
            values["text"] = f"{page}\n\n{values['text']}"
        return values


class SafetyForm(TellForm):
    """Somebody is not safe or is treated badly: a worker rings the same day."""

    accident = forms.BooleanField(label=_("Somebody has been hurt"), required=False)
    about_worker = forms.BooleanField(
        label=_("It is about one of your workers"),
        required=False,
        help_text=_("Then only a manager reads this. The worker does not see it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["email"]
        self.fields["text"].label = _("What is happening?")
        self.fields["text"].help_text = _("A few words are enough. Your workplace does not see this.")
        self.fields["phone"].required = True
        self.fields["phone"].help_text = _("A worker rings you today, or on the next working day.")
        self.fields["phone"].error_messages["required"] = _("Write the number where we can ring you.")
        self.fields["municipality"].help_text = _("So that the right worker rings you.")

    class Order:
        """The fields that come first, in this order."""

        first = ("text", "phone", "name", "municipality", "accident", "about_worker")

    def report(self, language: str) -> SafetyReport:
        """The row, not yet saved."""
        return SafetyReport(accident=self.cleaned_data["accident"], **self.told(language))
