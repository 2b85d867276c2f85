"""The tally: three presses a visit, on a tablet at the desk too. Nobody is named."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from programmes.desk.forms import CountForm, SeveralForm
from programmes.desk.selectors import tallies_for, towns_of
from programmes.servicepoints.codes import VisitChannel
from programmes.servicepoints.models import VisitTally
from programmes.servicepoints.tally import count_visits, take_off
from programmes.workspace.access import worker_required
from ui.addresses import SeeOther

LAST_SHOWN = 8


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """One visit is counted by the press that says where; the page is ready for the next one at once."""
    user = cast(User, request.user)
    if request.method != "POST":
        channel = request.GET.get("channel", "")
        known = {"channel": channel} if channel in VisitChannel.values else {}
        return _page(request, CountForm(user=user, initial=known))
    form = CountForm(request.POST, user=user)
    if not form.is_valid():
        return _page(request, form, status=422)
    _count(form, by=user)
    told = form.cleaned_data
    words = _("Counted: %(channel)s, %(municipality)s.")
    channel = str(VisitChannel(told["channel"]).label).lower()
    messages.success(request, words % {"channel": channel, "municipality": told["municipality"]})
    return SeeOther(f"{reverse('desk:tally')}?{urlencode({'channel': told['channel']})}")


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def several(request: HttpRequest) -> HttpResponse:
    """Several contacts are counted at once."""
    user = cast(User, request.user)
    form = SeveralForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        _count(form, by=user)
        messages.success(request, _("The visits are counted."))
        return redirect("desk:tally")
    return render(request, "desk/tally_several.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@worker_required
def off(request: HttpRequest, pk: int) -> HttpResponse:
    """What was counted by mistake is taken off."""
    row = tallies_for(request.user).filter(pk=pk).first()
    if row is None:
        raise Http404
    take_off(row, by=cast(User, request.user))
    messages.success(request, _("The count is taken off."))
    return redirect("desk:tally")


def _count(form: CountForm | SeveralForm, *, by: User) -> None:
    count_visits(VisitTally(**form.told), by=by, token=form.token_sent)


def _page(request: HttpRequest, form: CountForm, status: int = 200) -> HttpResponse:
    today = tallies_for(request.user).filter(on=timezone.localdate())
    sums = dict(today.order_by().values_list("channel").annotate(total=Sum("count")))
    values = {
        "form": form,
        "towns": list(towns_of(request.user)),
        "sums": [(label, sums.get(code, 0)) for code, label in VisitChannel.choices],
        "last": list(tallies_for(request.user).filter(by=request.user)[:LAST_SHOWN]),
    }
    return render(request, "desk/tally.html", values, status=status)
