"""How the person comes in the next time: whoever came by a letter gives an e-mail address, or leaves it."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.addresses import folded
from accounts.forms import ProofForm
from accounts.models import User
from notifications import proof
from programmes.invitations import take_address
from programmes.participants.own import current
from programmes.participants.selectors import own_participations
from programmes.participants.views import only_participants, page
from ui.addresses import SeeOther


class AddressForm(forms.Form):
    """The address by which the person comes in from now on."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Write your e-mail address."),
            "invalid": gettext_lazy("Write the whole e-mail address, for example name@example.fi."),
        },
    )

    def clean_email(self) -> str:
        return folded(self.cleaned_data["email"])


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def way_in(request: HttpRequest) -> HttpResponse:
    """How one comes in today; who has no address here may give one, and a code goes to it."""
    if request.method != "POST":
        return _page(request, AddressForm())
    form = AddressForm(request.POST)
    if request.user.email or not form.is_valid():  # type: ignore[union-attr]
        return _page(request, form)
    if not proof.ask_for_proof(request, form.cleaned_data["email"]):
        return render(request, "429.html", status=429)
    return SeeOther(reverse("my:way_in_code"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def confirm(request: HttpRequest) -> HttpResponse:
    """Who writes the code that went to the address comes in by it from now on."""
    waiting = proof.address_to_prove(request)
    if not waiting:
        return redirect("my:way_in")
    form = ProofForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, waiting=waiting)
    if proof.is_the_code(request, form.cleaned_data["code"]):
        return _take(request, proof.proven(request)[0])
    if not proof.address_to_prove(request):
        messages.warning(request, _("Three wrong codes. Begin again, and a new code is sent."))
        return SeeOther(reverse("my:way_in"))
    form.add_error("code", _("This is not the code that we sent. Check the newest e-mail and try again."))
    return _page(request, form, waiting=waiting)


def _take(request: HttpRequest, address: str) -> HttpResponse:
    time = current(own_participations(request.user))
    if time is None:
        raise Http404
    user = cast(User, request.user)
    if refused := take_address(time.participant, address, by=user):
        messages.warning(request, refused)
        return SeeOther(reverse("my:way_in"))
    user.refresh_from_db()
    update_session_auth_hash(request, user)
    messages.success(
        request,
        _("Done. The next time write this address on the sign-in page: %(address)s") % {"address": address},
    )
    return SeeOther(reverse("my:home"))


def _page(request: HttpRequest, form: forms.Form, *, waiting: str = "") -> HttpResponse:
    time = current(own_participations(request.user))
    answer = page(
        request,
        "way_in",
        time,
        form=form,
        waiting=waiting,
        address=request.user.email,  # type: ignore[union-attr]
    )
    answer.status_code = 422 if form.errors else 200
    return answer
