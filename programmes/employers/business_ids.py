"""Business ids as people write them: with spaces, without the dash, as a VAT number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from stdnum.fi import ytunnus

from programmes.employers.models import check_business_id

LONGEST_TYPED = 20


def business_id_from(typed: str) -> str:
    """The id as it is kept, 1234567-8; what is no id comes back without its spaces."""
    whole = "".join(typed.split())
    return str(ytunnus.format(whole)) if ytunnus.is_valid(whole) else whole


class BusinessIdField(forms.CharField):
    """A business id in any of these ways, kept as one; its check digit holds."""

    def __init__(self, **options: Any) -> None:
        options["help_text"] = options.get("help_text") or _("For example 0242746-2.")
        super().__init__(
            validators=[check_business_id],
            **{"label": _("Business id")} | options | {"max_length": LONGEST_TYPED},
        )
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def to_python(self, value: Any) -> str:
        """As it is kept."""
        return business_id_from(super().to_python(value) or "")
