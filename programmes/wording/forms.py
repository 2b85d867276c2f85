"""What is asked of who writes a text of a message."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications.placeholders import check_subject, check_text
from notifications.texts import Words
from programmes.wording.kinds import Kind
from typed.meanwhile import Standing


class TextForm(Standing):
    """Subject and text, with nothing in them but words and the names of the message."""

    subject = forms.CharField(label=_("Subject"), max_length=70)
    body = forms.CharField(
        label=_("Text"), max_length=1500, strip=False, widget=forms.Textarea(attrs={"rows": 14, "cols": 60})
    )

    def __init__(self, *args: Any, kind: Kind, language: str, words: Words, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, initial={"subject": words.subject, "body": words.body}, **kwargs)
        for name in ("subject", "body"):
            self.fields[name].widget.attrs["lang"] = language

    def clean_subject(self) -> str:
        subject = " ".join(self.cleaned_data["subject"].split())
        check_subject(subject)
        return subject

    def clean_body(self) -> str:
        body = str(self.cleaned_data["body"]).strip()
        check_text(body, self.kind.places, self.kind.needed)
        return body

    @property
    def words(self) -> Words:
        """What was written, once it is valid."""
        return Words(self.cleaned_data["subject"], self.cleaned_data["body"])
