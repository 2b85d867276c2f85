"""How somebody who works here wants to hear of what waits."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from notifications.models import MorningMail
from programmes.workspace import morning_mails
from programmes.workspace.access import worker_required
from typed.meanwhile import Standing
from ui.addresses import SeeOther

NONE = "none"


class WishForm(Standing):
    """One of three ways."""

    how = forms.ChoiceField(
        label=gettext_lazy("How do you want to hear of what waits?"),
        widget=forms.RadioSelect,
        choices=[(NONE, gettext_lazy("Messages as they come, no morning mail")), *MorningMail.How.choices],
        help_text=gettext_lazy(
            "Queues are new referrals, places to check and days to check. What concerns your own people, and "
            "danger, always comes by itself."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def wish(request: HttpRequest) -> HttpResponse:
    """The worker's own wish, and what the mail would say this minute."""
    user = cast(User, request.user)
    sent = request.POST if request.method == "POST" else None
    form = WishForm(sent, initial={"how": morning_mails.wish_of(user) or NONE})
    if sent is not None and form.is_valid():
        how = form.cleaned_data["how"]
        changed = morning_mails.choose(user, "" if how == NONE else how)
        messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
        return SeeOther(reverse("work:messages"))
    values = {"form": form, "counts": morning_mails.counts_for(user)}
    return render(request, "workspace/morning_mail.html", values, status=422 if form.errors else 200)
