"""Is this paper what was signed? Whoever holds the fingerprint of an agreement may ask; nobody is named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.knocks import too_many
from programmes.placements.agreement_page import standing_of, when_signed
from programmes.placements.agreements import sha256_of
from programmes.placements.codes import Party
from programmes.placements.models import Agreement
from ui.formats import day_and_clock

TRIES, WITHIN_SECONDS = 60, 3600
FINGERPRINT = re.compile(r"[0-9a-f]{64}")
PREFIX = re.compile(r"^[\W_]*sha[\W_]*256[\W_]*(?=[^\W_])", re.IGNORECASE)
LOOKS_LIKE = str.maketrans("oil", "011")


@dataclass(frozen=True)
class Found:
    """What is told of a version: when it was made, how it stands, when which party signed."""

    version: int
    issued: str
    standing: str
    signatures: tuple[tuple[str, str], ...]


class FingerprintForm(forms.Form):
    """The fingerprint as it stands on the paper."""

    sha = forms.CharField(
        label=gettext_lazy("Fingerprint of the content (SHA-256)"),
        help_text=gettext_lazy("64 letters and numbers, at the end of the paper. Spaces do no harm."),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Write the fingerprint.")},
    )

    def clean_sha(self) -> str:
        bare = as_printed(self.cleaned_data["sha"])
        if not FINGERPRINT.fullmatch(bare):
            raise ValidationError(_what_is_wrong(bare))
        return bare


def as_printed(typed: str) -> str:
    """The fingerprint of what was typed: its name before it, spaces, hyphens and capitals do no harm.

    A letter that stands in no fingerprint and looks like a number is that number.
    """
    bare = re.sub(r"[\W_]", "", PREFIX.sub("", typed.strip())).lower()
    return bare.translate(LOOKS_LIKE)


def _what_is_wrong(bare: str) -> str:
    """In words how many signs there are, or which of them no fingerprint has."""
    strange = ", ".join(dict.fromkeys(sign for sign in bare if sign not in "0123456789abcdef"))
    if strange:
        words = _(
            "A fingerprint has only numbers and the letters from a to f. Look again at these: %(signs)s."
        )
        return words % {"signs": strange}
    words = _("A fingerprint has 64 signs: numbers and the letters from a to f. This has %(number)s.")
    return words % {"number": len(bare)}


@login_not_required
@never_cache
@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """How the version with the fingerprint stands, or that there is none."""
    form = FingerprintForm(request.GET if "sha" in request.GET else None)
    if not form.is_bound or not form.is_valid():
        return render(request, "placements/verify.html", {"form": form}, status=422 if form.errors else 200)
    if too_many(request, "verify-agreement", tries=TRIES, within_seconds=WITHIN_SECONDS):
        return render(request, "429.html", status=429)
    found = [told_of(row) for row in _with(form.cleaned_data["sha"])]
    page = {"form": form, "asked": True, "found": [one for one in found if one]}
    return render(request, "placements/verify.html", page, status=200 if page["found"] else 404)


def told_of(agreement: Agreement) -> Found | None:
    """What may be told of the version; None where its content is not any more what the fingerprint says."""
    if sha256_of(agreement.content) != agreement.sha256:
        return None
    return Found(
        version=agreement.version,
        issued=day_and_clock(agreement.issued_at),
        standing=standing_of(agreement.placement, agreement),
        signatures=tuple(
            (str(Party(row.party).label), when_signed(row))
            for row in agreement.signatures.select_related("paper")
        ),
    )


def _with(sha: str) -> list[Agreement]:
    """The versions with the fingerprint: one, or none; two only where not a word of them differs."""
    names = ("placement__programme_type", "placement__vacancy", "placement__intake")
    return list(Agreement.objects.filter(sha256=sha).select_related(*names).order_by("-issued_at")[:3])
