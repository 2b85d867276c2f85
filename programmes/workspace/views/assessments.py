"""Work ability assessments as those who care for them read them: the list, one of them, a new one."""

from __future__ import annotations

import secrets
from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from audit.selectors import last_event
from programmes.assessments.codes import organisations
from programmes.assessments.division import division_on, figures
from programmes.assessments.models import WorkAbilityAssessment
from programmes.assessments.presentation import conclusion_facts, decision_words, ledger, parties_words
from programmes.assessments.selectors import assessment_for
from programmes.assessments.services import open_assessment
from programmes.assessments.sharing_form import OpenWithShares
from programmes.assessments.states import LIVE, AssessmentState
from programmes.looking import record_look
from programmes.workspace.access import participation_to_act_on, refuse_own, worker_required
from programmes.workspace.assessing import AssessmentFilter, assessments, towns_without_coordinator
from programmes.workspace.lists import filtered_list, tone_of
from programmes.workspace.timeline import timeline_of
from ui.formats import day
from workflow.views import with_undo


@require_safe
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """Assessments by the filters of the address; municipalities without a coordinator above them."""
    return filtered_list(
        request,
        "workspace/assessments.html",
        AssessmentFilter(request.GET),
        rows=assessments,
        tone=tone_of,
        counted=lambda number: ngettext("%(n)s assessment", "%(n)s assessments", number) % {"n": number},
        gaps=towns_without_coordinator(request.user),
        today=timezone.localdate(),
    )


@require_safe
@worker_required
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One assessment: whose turn, steps, who may read what, decisions, what has happened."""
    row = assessment_for(request.user, reference)
    refuse_own(request, row)
    look(request, row, "work:assessment")
    may = request.user.has_perm
    values = {
        "assessment": row,
        "participation": row.participation,
        "person": row.participation.participant,
        "facts": _facts(row),
        "steps": list(row.steps.all()),
        "ledger": ledger(row),
        "decisions": [(one, decision_words(one)) for one in row.decisions.all()],
        "links": list(row.links.select_related("step")),
        "conclusion": conclusion_facts(row),
        "papers": _papers(row),
        "may_assess": may("programmes.assess", row) and row.state in LIVE,
        "may_add": may("programmes.assess", row) and row.state in LIVE - {AssessmentState.OPENED},
        "may_share": may("programmes.share_assessment", row) and row.state in LIVE,
        "may_withdraw": may("programmes.withdraw_share", row),
        "may_record": may("programmes.assess", row),
        "entries": timeline_of([row]),
        "here": request.path,
    }
    return render(request, "workspace/assessment.html", values)


def _papers(row: WorkAbilityAssessment) -> list[tuple[str, str]]:
    """The organisations for which a paper can be made: those that may read something today."""
    may_read = {line.organisation for line in row.shared.all() if line.stands}
    return [(code, name) for code, name in organisations() if code in may_read]


def look(request: HttpRequest, row: WorkAbilityAssessment, page: str) -> None:
    """The look at the person is on record."""
    record_look(request, row.participation.participant, page=page)


def _facts(row: WorkAbilityAssessment) -> list[tuple[str, str]]:
    """Both sides' workers, and the days."""
    return [
        (_("Work ability coordinator"), str(row.worker or _("Nobody yet"))),
        (_("The other side"), str(row.get_counterpart_organisation_display())),
        (_("Their worker"), row.counterpart_words or str(_("Nobody named"))),
        (_("Reached at"), row.counterpart_contact),
        (_("Responsible coordinator"), str(row.participation.coordinator or _("Nobody yet"))),
        (_("Opened"), day(row.opened_on)),
        (_("Taken up"), day(row.taken_on)),
        (_("Meeting"), day(row.meeting_on)),
        (_("Who comes"), parties_words(row)),
        (_("Plan looked at again"), day(row.review_on)),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def new(request: HttpRequest, reference: str) -> HttpResponse:
    """An assessment is opened: what is found out, and what each organisation may read, why, until when."""
    person = participation_to_act_on(request, reference, "open_workabilityassessment")
    sent = request.POST if request.method == "POST" else None
    form = OpenWithShares(sent, initial={"token": secrets.token_urlsafe(24)})
    if sent is not None and form.is_valid() and (answer := _opened(request, person, form)):
        return answer
    record_look(request, person.participant, page="work:person")
    values = {
        "participation": person,
        "person": person.participant,
        "form": form,
        "title": _("Open a work ability assessment"),
        "lead": _(
            "Talk with the person first. Each organisation reads only what is ticked, for its reason and "
            "until its day. The person sees all of it on their own page."
        ),
        "button": _("Open the assessment"),
    }
    return render(request, "workspace/person_form.html", values, status=422 if form.errors else 200)


def _opened(request: HttpRequest, person: object, form: OpenWithShares) -> HttpResponse | None:
    """The page of the assessment, when it is opened; None when the form says why not."""
    told = form.cleaned_data
    try:
        row = open_assessment(
            person,  # type: ignore[arg-type]
            by=cast(User, request.user),
            question=told["question"],
            shares=form.shares(),
            on_word=told["on_word"],
            token=told["token"],
        )
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return None
    messages.success(request, _("The assessment is opened. A work ability coordinator takes it up."))
    return redirect(with_undo(f"/work/assessments/{row.reference}/", last_event(row)))


@require_safe
@worker_required
def division(request: HttpRequest) -> HttpResponse:
    """Who does what for a person with partial work ability, as all sides read it."""
    return render(request, "assessments/division.html", division_on(request.GET.get("on", "")))


@require_safe
@worker_required
def overview(request: HttpRequest) -> HttpResponse:
    """The interface group's figures: counts, nobody by name."""
    return render(request, "assessments/overview.html", figures())
