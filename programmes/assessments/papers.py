"""One page of an assessment on paper: all of it for its person, what it may read for an organisation."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from audit.services import record_read
from programmes.assessments.codes import Item, organisations
from programmes.assessments.links import reads_now
from programmes.assessments.models import WorkAbilityAssessment
from programmes.assessments.presentation import conclusion_facts, sections
from programmes.assessments.registration import is_own
from programmes.assessments.selectors import assessment_for
from ui.formats import day


@require_safe
@never_cache
def paper(request: HttpRequest, reference: str) -> HttpResponse:
    """The page as a tagged PDF; `for` names the organisation it is made for, of a worker."""
    from programmes.documents.assessment_pdf import AssessmentPaper, assessment_pdf  # noqa: PLC0415 - reportlab

    row = assessment_for(request.user, reference)
    organisation = _made_for(request, row)
    items = reads_now(row, organisation) if organisation else set(Item.values)
    if organisation and not items:
        raise PermissionDenied
    if not is_own(row, request.user):
        role = request.active_role  # type: ignore[attr-defined]
        record_read(cast(User, request.user), row.participation.participant, page="ability:paper", role=role)
    names = dict(organisations())
    told = sections(row, items)
    facts = [] if organisation else conclusion_facts(row)
    page = AssessmentPaper(
        title=_("Work ability assessment"),
        made_for=_("For: %(who)s") % {"who": names.get(organisation, str(row.participation.participant))},
        sections=[(one.title, [(str(a), str(b)) for a, b in one.facts]) for one in told]
        + ([(_("What comes next"), [(str(a), str(b)) for a, b in facts if b])] if facts else []),
        both_sides=_("%(ours)s, employment area · %(theirs)s, %(organisation)s")
        % {
            "ours": row.worker or _("nobody yet"),
            "theirs": row.counterpart_words or _("nobody yet"),
            "organisation": row.get_counterpart_organisation_display(),
        },
        foot=_("Made %(day)s. Reference %(reference)s.")
        % {"day": day(timezone.localdate()), "reference": row.reference},
    )
    headers = {"Content-Disposition": f'inline; filename="{row.reference}.pdf"'}
    return HttpResponse(assessment_pdf(page), content_type="application/pdf", headers=headers)


def _made_for(request: HttpRequest, row: WorkAbilityAssessment) -> str:
    """For which organisation: a partner's own; of a worker the one that is named; none for the person."""
    user: Any = request.user
    if is_own(row, user):
        return ""
    if not user.has_perm("programmes.share_assessment", row):
        return row.counterpart_organisation
    asked = request.GET.get("for", "")
    if asked in dict(organisations()):
        return asked
    return "" if user.has_perm("programmes.assess", row) else row.counterpart_organisation
