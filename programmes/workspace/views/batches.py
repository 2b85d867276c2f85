"""Acts over many people: chosen on the list, looked at, begun, followed, told, taken back."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from programmes.looking import record_list
from programmes.participants.models import Participation
from programmes.workspace.access import worker_required
from programmes.workspace.batches import making, report, running
from programmes.workspace.batches.acts import ACTS, LED_TO
from programmes.workspace.files import KINDS, file_of
from programmes.workspace.listing import Listing, listing_of
from programmes.workspace.models import Batch
from ui.addresses import SeeOther

EVERYONE = "everyone"


@require_safe
@worker_required
def people_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Everybody on the list of the address as a file, in its order and with its columns."""
    listing = listing_of(request)
    rows, _order = listing.rows(request.user)
    return _file(request, kind, rows, listing)


@require_POST
@worker_required
def new(request: HttpRequest) -> HttpResponse:
    """An act over the chosen, or everybody on the list, is to be looked at; or a file of them is given."""
    listing, user = listing_of(request, request.POST), cast(User, request.user)
    act = request.POST.get("act", "")
    try:
        rows = _chosen(request, listing, user)
        if act in KINDS and rows.exists():
            return _file(request, act, rows, listing)
        if act in LED_TO:
            return SeeOther(making.led_to(act, rows))
        batch = making.draft(user, act, rows)
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
        return SeeOther(f"{reverse('work:people')}?{listing.address.urlencode()}")
    return SeeOther(reverse("work:batch", args=[batch.reference]))


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """Before it begins whom it touches and what it asks; then how far it is, and what became of each."""
    user = cast(User, request.user)
    batch = making.batch_for(user, reference)
    if request.method != "POST" or batch.state != Batch.State.DRAFT:
        return _page(request, batch)
    form = making.form_of(batch, user, request.POST)
    if not form.is_valid():
        return _page(request, batch, form, status=422)
    if making.begin(batch, form):
        running.go_on(making.batch_for(user, reference))
    return SeeOther(reverse("work:batch", args=[reference]))


@require_POST
@worker_required
def take_back(request: HttpRequest, reference: str) -> HttpResponse:
    """What the batch did is being taken back, row by row."""
    batch = making.batch_for(cast(User, request.user), reference)
    if not report.may_take_back(batch) and not hasattr(batch, "undone_by"):
        messages.warning(request, _("This batch can no longer be taken back."))
        return SeeOther(reverse("work:batch", args=[reference]))
    undoing = report.take_back(batch)
    running.go_on(undoing)
    return SeeOther(reverse("work:batch", args=[undoing.reference]))


@require_safe
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """The worker's batches of the last month, with how many people each touched; nobody is named."""
    batches = list(report.own_batches(cast(User, request.user))[:50])
    counts = report.counts_of(batches)
    rows = [(batch, label_of(batch), counts[batch.pk]) for batch in batches]
    return render(request, "workspace/batches.html", {"batches": rows})


def label_of(batch: Batch) -> str:
    """What the batch does, in words."""
    if batch.undoes is not None:
        return _("Taken back: %(what)s") % {"what": label_of(batch.undoes)}
    return str(ACTS[batch.act].label) if batch.act in ACTS else batch.act


def _page(request: HttpRequest, batch: Batch, form: Any = None, status: int = 200) -> HttpResponse:
    user = cast(User, request.user)
    draft = batch.state == Batch.State.DRAFT
    told = report.report_of(batch, user)
    record_list(request, told.people, page="work:batch")
    values = {
        "batch": batch,
        "label": label_of(batch),
        "report": told,
        "draft": draft,
        "under_way": batch.state == Batch.State.QUEUED,
        "form": form or (making.form_of(batch, user) if draft else None),
        "may_take_back": report.may_take_back(batch),
        "undone_by": getattr(batch, "undone_by", None),
    }
    return render(request, "workspace/batch.html", values, status=status)


def _chosen(request: HttpRequest, listing: Listing, user: User) -> QuerySet[Participation]:
    """Everybody on the list, or those who were chosen on its page, in the order of the list."""
    if request.POST.get("who") == EVERYONE:
        return listing.rows(user)[0]
    references = list(dict.fromkeys(request.POST.getlist("chosen")))
    rows = making.chosen_people(user, references)
    gone = len(references) - rows.count()
    if gone > 0:
        words = ngettext(
            "%(number)s of those chosen is not among the people you see, and is left out.",
            "%(number)s of those chosen are not among the people you see, and are left out.",
            gone,
        )
        messages.warning(request, words % {"number": gone})
    return rows.order_by("participant__name_order", "participant_id", "pk")


def _file(request: HttpRequest, kind: str, rows: QuerySet[Participation], listing: Listing) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    content = file_of(request, kind, list(rows.values_list("pk", flat=True)), listing.columns)
    headers = {"Content-Disposition": f'attachment; filename="osallistujat.{kind}"'}
    return HttpResponse(content, content_type=KINDS[kind], headers=headers)
