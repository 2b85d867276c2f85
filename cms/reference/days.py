"""Days on which service points are shut or open at other hours: from–to, for several points in one save."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn

from accounts.models import User
from audit.grouping import as_one
from cms.reference.base import ReferenceViewSet
from cms.reference.forms import ReferenceForm, SeenField
from cms.reference.own import points_of
from cms.reference.trail import record_change, record_new, values_of
from cms.reference.views import AddView, ChangeView
from letters.numbers import whole_number
from programmes.models import HoursException, ServicePoint
from programmes.servicepoints.codes import Why
from programmes.servicepoints.differing import MOST_DAYS, clash_in_words, clashing, held_in_words, lock_points
from programmes.servicepoints.hour_words import slots_words
from programmes.servicepoints.hours import MIDNIGHT, DayPlan, Slot

FARTHEST = timedelta(days=730)
REASONS = ("reason_fi", "reason_sv", "reason_en", "reason_fi_simple")


class DaysForm(ReferenceForm):
    """The days, the hours and the reason; `points` is asked of new rows only."""

    settled: tuple[str, ...] = ("point",)
    replaces = SeenField(required=False)
    replaced: tuple[HoursException, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose, or write in your own words below")),
            *Why.choices,
        ]

    @property
    def points(self) -> list[ServicePoint]:
        """The points that the form is about."""
        return [self.instance.point]

    def clean(self) -> dict[str, Any]:
        """The days can be meant, and nothing else holds for the points on them."""
        values = super().clean()
        told = values.pop("replaces", "")
        for name in REASONS:
            values[name] = " ".join((values.get(name) or "").split())
        first, last = values.get("on"), values.get("until") or values.get("on")
        if not values.get("why") and not values["reason_fi"]:
            self.add_error("why", _("Choose why, or write it in Finnish in your own words."))
        opens, closes = values.get("opens"), values.get("closes")
        if (opens is None) != (closes is None):
            missing = "opens" if opens is None else "closes"
            self.add_error(missing, _("Give both times, or neither when it is shut all day."))
        elif opens is not None and closes is not None and closes <= opens and closes != MIDNIGHT:
            self.add_error("closes", _("The closing time is before the opening time. Change one of them."))
        if first is not None and last is not None and not values.get("cancelled"):
            self._check_days(first, last, told)
        return values

    def _check_days(self, first: date, last: date, told: str) -> None:
        today = timezone.localdate()
        if last < first:
            self.add_error("until", _("The last day is before the first. Change one of them."))
        elif last < today and self.instance.pk is None:
            self.add_error("until" if self["until"].value() else "on", _("These days have passed already."))
        elif first > today + FARTHEST:
            self.add_error("on", _("This is more than two years away. Is the year right?"))
        elif (last - first).days >= MOST_DAYS:
            self.add_error(
                "until", _("This is more than a year. A point that is shut for good is taken out of use.")
            )
        else:
            held = list(clashing(self.points, first, last, besides=self.instance.pk))
            self.replaced = tuple(row for row in held if first <= row.on and row.last <= last)
            for row in held:
                if row not in self.replaced:
                    self.add_error(None, clash_in_words(row))
            self._tell_of_replaced(told)

    def _tell_of_replaced(self, told: str) -> None:
        """Days that all lie among the new ones make way for them, once whoever saves has read which."""
        keys = " ".join(str(row.pk) for row in self.replaced)
        if keys == told:
            return
        for row in self.replaced:
            self.add_error(None, held_in_words(row))
        self.add_error(
            None, _("Nothing was saved yet. Save again, and the new days take the place of these.")
        )
        given = self.data.copy()
        given[self.add_prefix("replaces")] = keys
        self.data = given

    def _get_validation_exclusions(self) -> set[str]:
        """What `clean` has said already the table need not say again."""
        return super()._get_validation_exclusions() | {"point"}


class NewDaysForm(DaysForm):
    """The same days for one point or for several."""

    settled: tuple[str, ...] = ()
    points_chosen = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Service points"),
        queryset=ServicePoint.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one service point.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = points_of(self.for_user)
        self.fields["points_chosen"].queryset = own  # type: ignore[attr-defined]
        if len(own) == 1:
            self.initial.setdefault("points_chosen", own)

    @property
    def points(self) -> list[ServicePoint]:
        """The points that the form is about."""
        return list(self.cleaned_data.get("points_chosen") or ())

    def save_rows(self) -> list[HoursException]:
        """One row for each point."""
        names = ("on", "until", "opens", "closes", "why", *REASONS)
        told = {name: self.cleaned_data[name] for name in names}
        return [HoursException.objects.create(point=point, **told) for point in self.points]


class AddDaysView(AddView):
    """New days for the viewer's own points."""

    submit_button_label = gettext_lazy("Save")

    def get_page_subtitle(self) -> str:
        return _("Close or change hours")

    def get_panel(self) -> Any:
        """The form that asks for points."""
        return NEW_DAYS

    def get_form_class(self) -> Any:
        return NEW_DAYS.get_form_class()

    def get_initial(self) -> dict[str, Any]:
        """The point from whose row one comes is ticked."""
        named = whole_number(self.request.GET.get("point", ""))
        return super().get_initial() | ({} if named is None else {"points_chosen": [named]})

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        lock_points(points_of(request.user))
        return super().post(request, *args, **kwargs)

    @as_one()
    def save_instance(self) -> Any:
        """Every point has its row, and each is on record."""
        make_way(self.form.replaced, by=self.request.user)
        self.rows = self.form.save_rows()
        told = [name for name in self.form.changed_data if name != "points_chosen"]
        for row in self.rows:
            record_new(row, by=self.request.user, names=told)
        return self.rows[0]

    def get_success_message(self, instance: Any) -> str:
        names = ", ".join(str(row.point) for row in self.rows)
        words = ngettext(
            "Saved. Readers see it now at one service point: %(points)s, %(days)s.",
            "Saved. Readers see it now at %(count)s service points: %(points)s, %(days)s.",
            len(self.rows),
        )
        return words % {"count": len(self.rows), "points": names, "days": instance.days}


class ChangeDaysView(ChangeView):
    """Days are moved, or it is as usual after all."""

    def get_object(self, queryset: Any = None) -> Any:
        if self.request.method == "POST":
            lock_points(ServicePoint.objects.filter(exceptions=self.kwargs["pk"]))
        return super().get_object(queryset)

    @as_one()
    def save_instance(self) -> Any:
        """The row is saved, and what it replaces holds no more."""
        make_way(self.form.replaced, by=self.request.user)
        return super().save_instance()


def make_way(rows: Iterable[HoursException], *, by: User) -> None:
    """The rows hold no more, and that is on record."""
    for row in rows:
        before = values_of(row, ["cancelled"])
        row.cancelled = True
        row.save(update_fields=["cancelled"])
        record_change(row, by=by, before=before)


DAYS: tuple[Any, ...] = (
    FieldRowPanel([FieldPanel("on"), FieldPanel("until")]),
    FieldRowPanel(
        [FieldPanel("opens"), FieldPanel("closes")],
        heading=gettext_lazy("Hours on these days"),
        help_text=gettext_lazy(
            "Empty: shut. Hours given for many days hold on the days when the door is open anyway."
        ),
    ),
    FieldPanel("why"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("reason_fi"), FieldPanel("reason_sv")]),
            FieldRowPanel([FieldPanel("reason_en"), FieldPanel("reason_fi_simple")]),
        ],
        heading=gettext_lazy("In my own words"),
        help_text=gettext_lazy(
            "The ready-made reasons are in every language. A reason of your own that is in Finnish only "
            "is marked as Finnish on the other pages."
        ),
    ),
)


def _hours(row: HoursException) -> str:
    if row.opens is None or row.closes is None:
        return slots_words(DayPlan(row.on, ()))
    return slots_words(DayPlan(row.on, (Slot(row.opens, row.closes),)))


def _holds(row: HoursException) -> str:
    if row.cancelled:
        return _("No: open as usual after all")
    return _("Over") if row.last < timezone.localdate() else _("Yes")


class DaysWithOtherHours(ReferenceViewSet):
    """Days on which a service point is shut or open at other hours."""

    model = HoursException
    icon = "date"
    form_base = DaysForm
    add_view_class = AddDaysView
    edit_view_class = ChangeDaysView
    list_display = (
        TitleColumn(
            "point",
            label=gettext_lazy("service point"),
            accessor="point",
            get_url=lambda row: reverse("hoursexception:edit", args=[row.pk]),
        ),
        Column("days", label=pgettext_lazy("list", "days")),
        Column("hours", label=pgettext_lazy("hours", "Open"), accessor=_hours),
        Column("reason_in_words", label=gettext_lazy("why")),
        Column("holds", label=gettext_lazy("does it hold"), accessor=_holds),
    )
    list_filter = ("cancelled",)
    ordering = ("-on",)

    parts = (FieldPanel("point"), *DAYS, FieldPanel("cancelled"))


NEW_DAYS = ObjectList([FieldPanel("points_chosen"), *DAYS], base_form_class=NewDaysForm).bind_to_model(
    HoursException
)
