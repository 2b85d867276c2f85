"""What a group may still become once people are on their way to it."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.catalogue.models import Intake, IntakeStatus
from programmes.placements.models import Placement
from programmes.placements.seats import holding_a_seat
from programmes.placements.sessions import planned_from
from programmes.placements.states import LIVE

A_DAY = timedelta(days=1)
OVER = frozenset({IntakeStatus.CANCELLED, IntakeStatus.FINISHED})


def check_group(group: Intake) -> None:
    """The group has room for those who hold a seat, and nobody waits for one that is called off.

    The caller has locked the row. Raises ValidationError by field, in words.
    """
    if group.ends_on and group.ends_on < group.starts_on:
        raise ValidationError({"ends_on": _("The last day is before the first.")})
    environment = group.environment
    if environment and environment.municipality_id != group.municipality_id:
        raise ValidationError({"environment": _("This coaching environment is in another municipality.")})
    if group.pk is None:
        return
    if group.ends_on and planned_from(group.ends_on + A_DAY).filter(intake=group).exists():
        words = _("The group meets after this day. Call those meetings off first.")
        raise ValidationError({"ends_on": words})
    people = Placement.objects.filter(intake=group)
    held = people.filter(holding_a_seat()).count()
    if group.seats < held:
        raise ValidationError(
            {
                "seats": ngettext(
                    "%(count)s person holds a seat: there cannot be fewer seats.",
                    "%(count)s people hold a seat: there cannot be fewer seats.",
                    held,
                )
                % {"count": held}
            }
        )
    waiting = people.filter(state__in=LIVE).count()
    if group.status in OVER and waiting:
        raise ValidationError(
            {
                "status": ngettext(
                    "%(count)s person is on the way to this group or in it. "
                    "A coordinator finds them another place first.",
                    "%(count)s people are on the way to this group or in it. "
                    "A coordinator finds them another place first.",
                    waiting,
                )
                % {"count": waiting}
            }
        )
    before = Intake.objects.get(pk=group.pk)
    moved = (before.municipality_id, before.programme_id) != (group.municipality_id, group.programme_id)
    if moved and waiting:
        raise ValidationError(
            _("People are on the way to this group: its municipality and service stay. Make a new group.")
        )
