"""What a person fills in about their own data and account."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.participants.models import DataItem
from programmes.participants.models.correction import ANSWERS, LONGEST_CORRECTION


class CorrectionForm(forms.Form):
    """Which data are wrong, and what is right."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    item = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=DataItem.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    wrong = forms.CharField(
        label=_("What stands there now?"),
        required=False,
        max_length=LONGEST_CORRECTION,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("You can leave this empty."),
    )
    right = forms.CharField(
        label=_("What is right?"),
        max_length=LONGEST_CORRECTION,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what is right.")},
    )


class CorrectionAnswerForm(forms.Form):
    """What became of the request, in words that the person reads."""

    status = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[(one.value, one.label) for one in ANSWERS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what became of it.")},
    )
    answer = forms.CharField(
        label=_("Answer to the person"),
        max_length=LONGEST_CORRECTION,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In plain words: what was done, and if something was not changed, why."),
        error_messages={"required": _("Write an answer: the person reads it.")},
    )


class CloseForm(forms.Form):
    """That the person has read what happens."""

    sure = forms.BooleanField(
        label=_("I have read this and want to close my account"),
        error_messages={"required": _("Tick the box if you want to close your account.")},
    )
