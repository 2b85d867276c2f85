"""The lists and forms of the reference data in the page editor."""

from __future__ import annotations

from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup

from cms.reference import forms
from cms.reference.base import NAMES, ReferenceViewSet
from cms.reference.days import DaysWithOtherHours
from cms.reference.names import name_of, unit_name
from cms.reference.points import ServicePoints
from programmes.models import (
    CoachingEnvironment,
    Duty,
    Intake,
    Parameter,
    Programme,
    ProgrammeType,
    ProgrammeTypeRule,
    ReasonCode,
    SolutionClass,
)
from ui.formats import plain_number

HOLDS = FieldRowPanel(
    [FieldPanel("valid_from"), FieldPanel("valid_until")],
    heading=_("When it holds"),
    help_text=_(
        "When the law changes, add a new row from its first day. The one before it ends on the eve by "
        "itself, and what was agreed earlier stays under it."
    ),
)


class ProgrammeTypes(ReferenceViewSet):
    """Types of service."""

    model = ProgrammeType
    icon = "tag"
    list_display = ("name", "code")
    search_fields = ("name_fi", "name_sv", "name_en", "code")
    parts = (FieldPanel("code"), NAMES, FieldPanel("position"))


class Rules(ReferenceViewSet):
    """What holds for a type of service from a day on."""

    model = ProgrammeTypeRule
    icon = "history"
    form_base = forms.RuleForm
    list_display = ("programme_type", "valid_from", "valid_until", "paid", "legal_basis", "verified")
    list_filter = ("programme_type", "verified")
    parts = (
        FieldPanel("programme_type"),
        HOLDS,
        FieldPanel("paid"),
        FieldPanel("expense_allowance"),
        FieldRowPanel([FieldPanel("answer_effect"), FieldPanel("agreement_kind")]),
        FieldPanel("area_signs"),
        FieldRowPanel([FieldPanel("weekly_hours_max"), FieldPanel("duration_months_max")]),
        FieldPanel("legal_basis"),
        FieldPanel("source"),
        FieldPanel("verified"),
    )


class Programmes(ReferenceViewSet):
    """Services that run."""

    model = Programme
    icon = "clipboard-list"
    form_base = forms.ProgrammeForm
    list_display = ("name", "programme_type", "is_active")
    list_filter = ("programme_type", "is_active")
    search_fields = ("name_fi", "name_sv", "name_en", "code")
    parts = (
        FieldPanel("code"),
        NAMES,
        FieldPanel("programme_type"),
        FieldPanel("municipalities", widget=CheckboxSelectMultiple),
        FieldRowPanel([FieldPanel("weekly_hours_min"), FieldPanel("weekly_hours_max")]),
        FieldPanel("duration_weeks"),
        FieldPanel("languages"),
        MultiFieldPanel(
            [FieldPanel("contact_name"), FieldPanel("contact_phone"), FieldPanel("contact_email")],
            heading=_("Whom to ask, shown on the page"),
        ),
        FieldPanel("is_active"),
    )


class Groups(ReferenceViewSet):
    """Groups that start."""

    model = Intake
    icon = "group"
    form_base = forms.GroupForm
    list_display = (
        TitleColumn(
            "title",
            label=_("group"),
            accessor="title",
            get_url=lambda row: reverse("intake:edit", args=[row.pk]),
        ),
        "municipality",
        "starts_on",
        "ends_on",
        "seats",
        "status",
    )
    list_filter = ("programme", "municipality", "status")
    ordering = ("-starts_on",)
    parts = (
        FieldPanel("programme"),
        FieldRowPanel([FieldPanel("municipality"), FieldPanel("environment")]),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldRowPanel([FieldPanel("seats"), FieldPanel("language")]),
        FieldPanel("status"),
    )


class Environments(ReferenceViewSet):
    """The municipalities' own places to practise work in."""

    model = CoachingEnvironment
    icon = "home"
    list_display = ("name", "municipality", "phone")
    list_filter = ("municipality",)
    search_fields = ("name_fi", "name_sv", "name_en", "code")
    parts = (
        FieldPanel("code"),
        NAMES,
        FieldPanel("municipality"),
        FieldPanel("street_address"),
        FieldPanel("phone"),
    )


class Reasons(ReferenceViewSet):
    """Reasons for a no or an early end."""

    model = ReasonCode
    icon = "list-ul"
    form_base = forms.ReasonForm
    list_display = (
        "name",
        Column(
            "act",
            label=_("act"),
            accessor=lambda row: forms.act_label(row.machine, row.transition),
        ),
        "valid_from",
        "valid_until",
    )
    list_filter = ("machine",)
    search_fields = ("name_fi", "name_sv", "name_en", "code")
    parts = (
        FieldRowPanel([FieldPanel("machine"), FieldPanel("transition")]),
        FieldPanel("code"),
        NAMES,
        MultiFieldPanel(
            [
                FieldPanel("told_fi"),
                FieldPanel("told_sv"),
                FieldPanel("told_en"),
                FieldPanel("told_fi_simple"),
            ],
            heading=_("What the other party reads; empty: nothing is told"),
        ),
        HOLDS,
        FieldPanel("position"),
    )


class Parameters(ReferenceViewSet):
    """Numbers that law or our own rule sets."""

    model = Parameter
    icon = "calendar-check"
    form_base = forms.ParameterForm
    list_display = (
        TitleColumn(
            "code",
            label=_("what it sets"),
            accessor=name_of,
            get_url=lambda row: reverse("parameter:edit", args=[row.pk]),
        ),
        Column("value", label=_("value"), accessor=lambda row: plain_number(row.value)),
        Column("unit", label=_("unit"), accessor=lambda row: unit_name(row.unit)),
        "valid_from",
        "valid_until",
        "verified",
    )
    search_fields = ("code", "source")
    parts = (
        FieldPanel("code"),
        FieldPanel("value"),
        HOLDS,
        FieldPanel("source"),
        FieldPanel("verified"),
    )


class Solutions(ReferenceViewSet):
    """In what an assessment of work ability ends."""

    model = SolutionClass
    icon = "tasks"
    form_base = forms.DatedForm
    list_display = ("name", "code", "needs_decision", "valid_from", "valid_until")
    search_fields = ("name_fi", "name_sv", "name_en", "code")
    parts = (
        FieldPanel("code"),
        NAMES,
        FieldRowPanel([FieldPanel("needs_decision"), FieldPanel("is_lasting")]),
        FieldPanel("source"),
        FieldPanel("position"),
        HOLDS,
    )


class Duties(ReferenceViewSet):
    """Who does what for a person with partial work ability."""

    model = Duty
    icon = "group"
    form_base = forms.DutyForm
    list_display = ("name", "answers", "valid_from", "valid_until", "source")
    search_fields = ("name_fi", "name_sv", "name_en", "code")
    parts = (
        FieldPanel("code"),
        NAMES,
        FieldRowPanel([FieldPanel("answers"), FieldPanel("takes_part")]),
        FieldPanel("source"),
        FieldPanel("position"),
        HOLDS,
    )


class ReferenceGroup(ModelViewSetGroup):
    """Services, groups, rules, reasons and texts under one heading of the menu."""

    menu_label = _("Services and rules")
    menu_icon = "cogs"
    menu_order = 350
    menu_name = "reference"
    items = (
        Programmes,
        Groups,
        Environments,
        ProgrammeTypes,
        Rules,
        Reasons,
        Solutions,
        Duties,
        Parameters,
    )


class HoursGroup(ModelViewSetGroup):
    """When the doors are open: every municipality keeps its own."""

    menu_label = _("Opening hours")
    menu_icon = "site"
    menu_order = 150
    menu_name = "hours"
    items = (DaysWithOtherHours, ServicePoints)
