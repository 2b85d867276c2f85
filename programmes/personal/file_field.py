"""The one field by which a form takes a file into the private store."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.personal import attachments


class PrivateFileField(forms.FileField):
    """A PDF or a picture; the cleaned value is an `Attachment`, told by its content, or None."""

    def __init__(self, *, help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(
            help_text=help_text or _("A PDF or a picture (JPEG, PNG, HEIC), at most 10 MB."),
            widget=forms.ClearableFileInput(
                attrs={"accept": ".pdf,image/jpeg,image/png,image/heic,image/heif"}
            ),
            **kwargs,
        )
        self.error_messages["empty"] = _("The file is empty.")

    def clean(self, data: Any, initial: Any = None) -> attachments.Attachment | None:
        """The file as it is kept. Raises ValidationError, in words."""
        upload = super().clean(data, initial)
        return attachments.looked_at(upload) if upload else None
