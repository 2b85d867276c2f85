"""The decision on paper, for whoever may read the application."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from areas.selectors import service_phone
from programmes.catalogue.selectors import parameter
from programmes.documents.supplement_values import SupplementPaper
from programmes.employers.models import SupplementApplication, SupplementStatus
from programmes.hosting.supplement.selectors import application_read_by
from programmes.hosting.supplement.services import in_euros
from programmes.looking import record_look
from ui.formats import day

DECIDED = frozenset({SupplementStatus.GRANTED, SupplementStatus.REFUSED})


@require_safe
@never_cache
@login_required
def decision(request: HttpRequest, reference: str) -> HttpResponse:
    """The decision as a tagged PDF in the reader's language; 404 before there is one."""
    row = application_read_by(request.user, reference)
    if row.status not in DECIDED:
        raise Http404
    from programmes.documents.supplement_pdf import supplement_pdf  # noqa: PLC0415 - a web worker starts without reportlab

    record_look(request, row.placement, page="documents:supplement")
    headers = {"Content-Disposition": 'inline; filename="tyollistamislisa.pdf"'}
    return HttpResponse(supplement_pdf(paper_of(row)), content_type="application/pdf", headers=headers)


def paper_of(row: SupplementApplication) -> SupplementPaper:
    """What the decision says, in the active language; of the person the first name only."""
    granted = row.status == SupplementStatus.GRANTED
    facts: list[tuple[str, str]] = [
        (_("Applicant"), f"{row.host} ({row.host.business_id})"),
        (_("For the work of"), row.participation.participant.first_name),
        (_("Place"), row.placement.title),
        (_("Time"), f"{day(row.from_on)} – {day(row.until_on)}"),
        (_("Applied"), day(row.sent_on)),
        (_("Decided"), day(row.decided_on)),
        (_("Decided by"), str(row.decided_by or "")),
        (_("Reference"), row.reference),
    ]
    return SupplementPaper(
        title=_("Decision on the employment supplement"),
        lead=_decided(row, granted),
        facts=tuple((label, value) for label, value in facts if value),
        grounds=tuple(_grounds(row, granted)),
        instalments=tuple(
            (
                _("Instalment %(number)s") % {"number": one.number},
                _("for work until %(day)s, paid by %(due)s")
                % {"day": day(one.until_on), "due": day(one.due_on)},
                in_euros(one.planned if one.paid is None else one.paid),
            )
            for one in row.instalments.all()
        ),
        conditions=tuple(_conditions()) if granted else (),
        aid=tuple(_aid(row)) if granted else (),
        review=_review(),
        reference=row.reference,
        ask=_("Questions? Call us: %(phone)s") % {"phone": service_phone()},
    )


def _decided(row: SupplementApplication, granted: bool) -> str:
    if not granted:
        return _("The employment supplement is not granted.")
    told: dict[str, Any] = {"monthly": in_euros(row.monthly or 0), "granted": in_euros(row.granted or 0)}  # type: ignore[arg-type]
    return _("The employment supplement is granted: %(monthly)s a month, in all at most %(granted)s.") % told


def _grounds(row: SupplementApplication, granted: bool) -> list[str]:
    if not granted:
        return [row.grounds]
    costs = _("Wage costs of %(wage)s a month, other support of %(other)s.") % {
        "wage": in_euros(row.monthly_wage),
        "other": in_euros(row.other_support),
    }
    most = _("The supplement is at most %(most)s a month for at most %(months)s months.") % {
        "most": in_euros(parameter("supplement-month", row.from_on)),
        "months": int(parameter("supplement-months-most", row.from_on)),
    }
    return [one for one in (row.grounds, costs, most) if one]


def _conditions() -> list[str]:
    return [
        _("Each instalment is paid when the days and hours of its time have been checked."),
        _("For the second instalment the payslip of the last month is shown. It is not kept."),
        _("If the work ends earlier or has a break, the supplement is for the days of work only."),
        _("Tell the worker at once if the work, its hours or the wage change."),
    ]


def _aid(row: SupplementApplication) -> list[str]:
    """What the decision has to say of de minimis aid (regulation, article 6 and 7)."""
    if not row.is_de_minimis:
        return [_("The work is not part of a business, so this is not de minimis aid.")]
    told = {
        "granted": in_euros(row.granted or 0),  # type: ignore[arg-type]
        "before": in_euros(row.counted_before or 0),  # type: ignore[arg-type]
        "ceiling": in_euros(row.ceiling or 0),  # type: ignore[arg-type]
    }
    words = [
        _(
            "This is de minimis aid of %(granted)s by Commission Regulation (EU) 2023/2831. It is granted on "
            "the day of this decision, however much of it is paid."
        )
        % told,
        _(
            "By what is known, the undertaking had been granted %(before)s of de minimis aid in the three "
            "years up to this day. The ceiling is %(ceiling)s in any three years. Tell of this aid when you "
            "apply for other de minimis aid."
        )
        % told,
    ]
    if row.register_by:
        within = _("It is entered in the central register of de minimis aid by %(day)s.")
        words.append(within % {"day": day(row.register_by)})
    return words


def _review() -> str:
    days = int(parameter("supplement-review-within"))
    return _(
        "If you think that the decision is wrong, you may ask for a review of it (oikaisuvaatimus) within "
        "%(days)s days of having been told of it. Write what you want changed and why, with the reference of "
        "this decision, to the employment area that has decided. Ask for the address by telephone."
    ) % {"days": days}
