"""A host employer registers itself: with an account at once, without one after the e-mailed code.

Nothing is made in anybody's name before the address has been proven: what was typed waits in the session.
"""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import knocks
from accounts.allauth_inside import sign_in_by_proof
from accounts.forms import ProofForm
from accounts.middleware import SESSION_KEY
from accounts.models import User
from accounts.roles import Role
from accounts.services import ensure_account
from areas.selectors import service_phone
from audit.grouping import as_one
from notifications import proof
from programmes.employers import services
from programmes.employers.member_links import invitation_behind
from programmes.employers.members import accept
from programmes.employers.models import MemberInvitation
from programmes.employers.register_proposal import proposal_for
from programmes.employers.registration_forms import RegistrationForm
from programmes.employers.selectors import host_with_id, own_hosts
from typed.keeping import keep
from typed.owners import owner_of
from typed.sent import sent
from ui.addresses import SeeOther

WAITING, JOINING, INVITED = "host_registration", "host_join", "host_invitation"
TRIES, LOOKS, WITHIN_SECONDS = 10, 30, 3600


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """The form, and what comes of it."""
    user = request.user if request.user.is_authenticated else None
    if request.method != "POST":
        return _empty_page(request, user)
    if too_many(request):
        return render(request, "429.html", status=429)
    form = RegistrationForm(request.POST, user=user)
    if not form.is_valid():
        return _page(request, form, status=422)
    if host_with_id(form.cleaned_data["business_id"]) and not form.already_sent():
        return _known(request, form)
    if user is None:
        return _ask_for_code(request, form)
    return _register(request, form, user)


def _empty_page(request: HttpRequest, user: User | None) -> HttpResponse:
    """The form as it was begun; what the business register proposes is in the fields that say nothing yet."""
    begun, asked = _begun(request), request.GET.get("look_up", "").strip()
    proposal = None
    if asked and knocks.too_many(request, "business-register", tries=LOOKS, within_seconds=WITHIN_SECONDS):
        return render(request, "429.html", status=429)
    if asked:
        proposal = proposal_for(asked)
        begun = {name: value for name, value in begun.items() if value}
        begun = proposal.values | begun | {"business_id": proposal.values["business_id"]}
    page = {"form": RegistrationForm(user=user, initial=begun), "proposal": proposal, "asked": asked}
    return render(request, "employers/register.html", page)


def _page(request: HttpRequest, form: RegistrationForm, status: int = 200) -> HttpResponse:
    return render(request, "employers/register.html", {"form": form}, status=status)


def _begun(request: HttpRequest) -> dict[str, str]:
    """What waits for a proven address is in the form again, for whoever wants to change it."""
    waiting: dict[str, str] = request.session.get(WAITING, {})
    return waiting | {"token": secrets.token_urlsafe(24)}


def too_many(request: HttpRequest) -> bool:
    """Whether this address of the net has tried too often within the hour."""
    return knocks.too_many(request, "host-register", tries=TRIES, within_seconds=WITHIN_SECONDS)


def _known(request: HttpRequest, form: RegistrationForm) -> HttpResponse:
    """The business id is registered: said kindly, with the way to join; who the members are is not told.

    A slip in the id costs nothing else: the form opens again as it was.
    """
    keep(request, sent(request), at=reverse("host:register"), why="correct", owner=owner_of(request))
    page = {"business_id": form.cleaned_data["business_id"], "email": form.cleaned_data.get("email", "")}
    return render(request, "employers/already_registered.html", page, status=409)


def _ask_for_code(request: HttpRequest, form: RegistrationForm) -> HttpResponse:
    """The answers wait in the session while the visitor proves the address by a code."""
    request.session[WAITING] = {name: form.data.get(name, "") for name in form.fields}
    return _send_code(request, form.cleaned_data["email"], form.cleaned_data["contact_name"])


def _send_code(request: HttpRequest, email: str, name: str = "") -> HttpResponse:
    if not proof.ask_for_proof(request, email, name):
        return render(request, "429.html", status=429)
    return SeeOther(reverse("host:confirm_address"))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest) -> HttpResponse:
    """Whoever writes the code that went to the address has an account, and goes on with what they began."""
    email = proof.address_to_prove(request)
    if request.user.is_authenticated or not email:
        return redirect("host:register")
    form = ProofForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _code_page(request, form, email, status=422 if form.is_bound else 200)
    if proof.is_the_code(request, form.cleaned_data["code"]):
        return _enter(request)
    if not proof.address_to_prove(request):
        messages.warning(request, _("Three wrong codes. Begin again, and a new code is sent."))
        return SeeOther(reverse("host:register"))
    form.add_error("code", _("This is not the code that we sent. Check the newest e-mail and try again."))
    return _code_page(request, form, email, status=422)


def _enter(request: HttpRequest) -> HttpResponse:
    """Whoever has proven the address is signed in, with an account from now on, and goes on."""
    email, name = proof.proven(request)
    first, _space, last = name.partition(" ")
    named = {"first_name": first[:80], "last_name": last[:80]}
    user = ensure_account(email, **named, language=get_language() or "fi", verified=True)
    return sign_in_by_proof(request, user, email, reverse("host:register_finish"))


def _code_page(request: HttpRequest, form: ProofForm, email: str, status: int) -> HttpResponse:
    page = {"form": form, "email": email, "invited": INVITED in request.session}
    return render(request, "employers/confirm_address.html", page, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest) -> HttpResponse:
    """Whoever has proven the address looks at the answers once more and sends them."""
    if request.session.get(INVITED):
        return _finish_invited(request)
    if request.session.get(JOINING):
        return _finish_joining(request)
    waiting = request.session.get(WAITING)
    if not waiting:
        return redirect("host:register" if not request.scope.holds(Role.HOST_ADMIN) else "host:home")  # type: ignore[attr-defined]
    form = RegistrationForm(waiting, user=request.user)  # type: ignore[arg-type]
    if not form.is_valid():
        return _page(request, form, status=422)
    if host_with_id(form.cleaned_data["business_id"]):
        return _known(request, form)
    if request.method != "POST":
        return render(request, "employers/register_finish.html", {"facts": form.facts()})
    return _register(request, form, request.user)  # type: ignore[arg-type]


def _register(request: HttpRequest, form: RegistrationForm, user: User) -> HttpResponse:
    host = form.host(user)
    try:
        with as_one():
            services.register_host(host, by=user, token=form.cleaned_data["token"])
            if host.pk is not None:
                services.add_workplace(host, by=user, **form.workplace())
    except ValidationError as refused:
        form.add_error(None, refused)
        return _page(request, form, status=422)
    if host.pk is not None:
        messages.success(
            request, _("Your organisation is registered. A worker checks it within two working days.")
        )
    request.session.pop(WAITING, None)
    request.session[SESSION_KEY] = str(Role.HOST_ADMIN)
    return SeeOther(reverse("host:home"))


@login_not_required
@never_cache
@require_POST
def join(request: HttpRequest) -> HttpResponse:
    """The wish to join a registered host waits for its administrator, after the address is proven."""
    if too_many(request):
        return render(request, "429.html", status=429)
    host = host_with_id(request.POST.get("business_id", ""))
    if host is None:
        return redirect("host:register")
    if request.user.is_authenticated:
        request.session[JOINING] = host.business_id
        return _finish_joining(request)
    form = RegistrationForm.address_only(request.POST)
    if not form.is_valid():
        page = {"business_id": host.business_id, "email": request.POST.get("email", ""), "form": form}
        return render(request, "employers/already_registered.html", page, status=422)
    request.session[JOINING] = host.business_id
    return _send_code(request, form.cleaned_data["email"])


def _finish_joining(request: HttpRequest) -> HttpResponse:
    host = host_with_id(request.session.pop(JOINING))
    if host is not None and own_hosts(request.user).filter(pk=host.pk).exists():
        return SeeOther(reverse("host:home"))
    if host is not None:
        services.ask_to_join(host, by=request.user)  # type: ignore[arg-type]
    return render(request, "employers/asked_to_join.html", {"phone": service_phone()})


def ask_invited_for_code(request: HttpRequest, row: MemberInvitation, link: str) -> HttpResponse:
    """Who said yes to an invitation without being signed in proves the invited address by a code."""
    request.session[INVITED] = link
    return _send_code(request, row.email)


def _finish_invited(request: HttpRequest) -> HttpResponse:
    """The yes was pressed and the address is proven: they act for the host, or the page says why not."""
    link = request.session.pop(INVITED)
    row = invitation_behind(link)
    try:
        if row is not None:
            accept(row, by=request.user)  # type: ignore[arg-type]
    except ValidationError:
        return SeeOther(reverse("host:invitation", args=[link]))
    return SeeOther(reverse("host:home"))
