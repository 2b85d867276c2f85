"""What is asked of somebody who sends a file to be imported."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programmes.exchange.browser.unpacking import kind_of
from programmes.exchange.models import ImportRun
from programmes.exchange.services import DEFAULT_SOURCE
from workflow.forms import OnceForm

SOURCE = re.compile(r"[\w.-]+")
LONGEST = ImportRun._meta.get_field("source").max_length


class SendForm(OnceForm):
    """The file, and whose ids it bears."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    file = forms.FileField(
        label=_("The file"),
        help_text=_(
            "An Excel workbook (.xlsx), or CSV files in one zip. At most 30 MB. Nothing changes before you "
            "have seen what it would do."
        ),
        error_messages={
            "required": _("Choose the file."),
            "empty": _("The file is empty. Fill in the template and send that."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.zip,.csv"}),
    )
    source = forms.CharField(
        label=_("Whose ids are in the file"),
        help_text=_(
            "The name of the system that they come from, always the same: by it and the ids a row is known "
            "again. Letters, numbers, dots and dashes."
        ),
        max_length=LONGEST,
        initial=DEFAULT_SOURCE,
        error_messages={"required": _("Write the name of the system.")},
    )

    def clean_source(self) -> str:
        """One word, as a command line would take it."""
        source = str(self.cleaned_data["source"]).strip()
        if not SOURCE.fullmatch(source):
            raise ValidationError(_("Write one word: letters, numbers, dots and dashes."))
        return source

    def clean_file(self) -> Any:
        """A workbook, a zip or a CSV file of a bundle, by its content."""
        upload = self.cleaned_data["file"]
        kind_of(upload, upload.name)
        return upload

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors and "file" not in self.errors and self.files.get("file"):
            self.add_error("file", _("The browser forgets the file. Choose it again when the rest is right."))
        return values
