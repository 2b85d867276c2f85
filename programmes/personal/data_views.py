"""My data: taken along as a file or on paper, put right on request, and the account closed."""

from __future__ import annotations

import json
import secrets

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.services import record
from programmes.participants.own import current
from programmes.participants.profile.reading import told_in
from programmes.participants.profile.services import profile_of
from programmes.participants.reading import looks_at, person_facts
from programmes.participants.selectors import own_participations
from programmes.participants.views import only_participants, page
from programmes.personal import closing, corrections
from programmes.personal.forms import CloseForm, CorrectionForm
from programmes.personal.frame import own_page, time_of, viewer
from programmes.personal.holdings import everything, parts
from ui.addresses import SeeOther
from ui.formats import day_and_clock


@require_safe
@never_cache
@only_participants
def own_data(request: HttpRequest) -> HttpResponse:
    """What the service holds of the person, who has looked at it, and what can be done about it."""
    time = current(own_participations(request.user))
    if time is None:
        return page(request, "not_linked", None)
    person = time.participant
    return own_page(
        request,
        "data.html",
        time,
        facts=person_facts(person, time),
        told=[one for one in told_in(profile_of(person), time) if one.pairs],
        looks=looks_at(person),
        corrections=list(corrections.own_corrections(request.user)),
    )


@require_POST
@never_cache
@only_participants
def data_file(request: HttpRequest) -> HttpResponse:
    """Everything that is held of the person, as JSON. A press: that it was taken stands in the trail."""
    time = time_of(request)
    told = {"made_at": timezone.now().isoformat(), "service": "Välityö"} | everything(time.participant)
    record("participation.data_taken", time, by=viewer(request), data={"as": "json"})
    headers = {"Content-Disposition": 'attachment; filename="omat-tiedot.json"'}
    text = json.dumps(told, ensure_ascii=False, indent=1, default=str)
    return HttpResponse(text, content_type="application/json", headers=headers)


@require_POST
@never_cache
@only_participants
def data_paper(request: HttpRequest) -> HttpResponse:
    """The same in words, as a tagged PDF in the language of the page."""
    time = time_of(request)
    from programmes.documents.data_pdf import DataPaper, data_pdf  # noqa: PLC0415 - a web worker starts without reportlab

    made = day_and_clock(timezone.now())
    paper = DataPaper(
        title=_("My data in Välityö"),
        lead=_("This is what the service holds of you: %(name)s. Made %(when)s.")
        % {"name": str(time.participant), "when": made},
        parts=[(part.title, part.rows) for part in parts(time.participant)],
        foot=_("My data in Välityö") + f" · {made}",
    )
    record("participation.data_taken", time, by=viewer(request), data={"as": "pdf"})
    headers = {"Content-Disposition": 'attachment; filename="omat-tiedot.pdf"'}
    return HttpResponse(data_pdf(paper), content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def wrong(request: HttpRequest) -> HttpResponse:
    """ "This is wrong about me": the worker has it, and answers within fourteen days."""
    time = time_of(request)
    sent = request.POST if request.method == "POST" else None
    chosen = {"item": request.GET.get("item", ""), "token": secrets.token_urlsafe(24)}
    form = CorrectionForm(sent, initial=chosen)
    if sent is not None and form.is_valid():
        try:
            row = corrections.ask(time, by=viewer(request), **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("Your request is with your worker."))
            return SeeOther(reverse("own:correction", args=[row.reference]))
    return own_page(request, "wrong.html", time, form=form)


@require_safe
@never_cache
@only_participants
def correction(request: HttpRequest, reference: str) -> HttpResponse:
    """One request with its answer."""
    row = corrections.own_correction(request.user, reference)
    return own_page(request, "correction.html", row.participation, row=row)


@require_POST
@never_cache
@only_participants
def take_back(request: HttpRequest, reference: str) -> HttpResponse:
    """The person does not ask for it any more."""
    row = corrections.own_correction(request.user, reference)
    try:
        corrections.take_back(row, by=viewer(request))
    except ValidationError as refused:
        messages.info(request, refused.messages[0])
    else:
        messages.success(request, _("Your request is taken back."))
    return SeeOther(reverse("own:correction", args=[reference]))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def close(request: HttpRequest) -> HttpResponse:
    """What goes at once, what is kept until when; a press ends the account."""
    time = time_of(request)
    running = closing.talked_about_first(time.participant)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and not running:
        closing.close_account(time.participant, by=viewer(request))
        logout(request)
        messages.success(request, _("Your account is closed. If you want to come back, call us."))
        return redirect("account_login")
    return own_page(
        request,
        "close.html",
        time,
        form=form,
        running=running,
        deleted=closing.deleted_at_once(),
        kept=closing.kept_of(time),
        service_over=bool(time.ended_on or time.withdrawn_on),
    )
