"""Forms for people without an account: a field only a robot fills in, a time only a robot needs, a count.

No puzzle is asked of anyone. Whoever is refused reads why in words, keeps what they typed, and may ring.
"""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

LEAST_SECONDS = 3
KEPT_OPEN_SECONDS = 24 * 3600
SALT = "public-form"
LAID_OUT = "website"


class GuardedForm(forms.Form):
    """A public form: sent twice with one `token` it is one message; `opened` says since when it is seen."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    opened = forms.CharField(widget=forms.HiddenInput, max_length=120, required=False)
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        fresh = {"token": secrets.token_urlsafe(24), "opened": signing.dumps("", salt=SALT)}
        kwargs["initial"] = fresh | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuses what a robot does, in words that help a person whom the guard takes for one."""
        values = super().clean() or {}
        if values.get(LAID_OUT):
            self.add_error(None, _("One field of the form must stay empty. Empty it and send again."))
            return values
        opened = values.get("opened", "")
        if not self._is_ours(opened):
            self._open_anew()
            self.add_error(None, _("The form has been open for long. Look at it once more and send again."))
        elif self._is_ours(opened, LEAST_SECONDS):
            self.add_error(None, _("That was very quick. Look at what you wrote and send again."))
        return values

    def _is_ours(self, opened: str, younger_than: int = KEPT_OPEN_SECONDS) -> bool:
        try:
            signing.loads(opened, salt=SALT, max_age=younger_than)
        except signing.BadSignature:
            return False
        return True

    def _open_anew(self) -> None:
        """The form that is shown again counts from now."""
        sent: Any = self.data
        self.data = sent.copy()
        self.data[self.add_prefix("opened")] = signing.dumps("", salt=SALT)  # type: ignore[index]
