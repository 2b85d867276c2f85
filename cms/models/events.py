"""Events: the list of those to come, and one event; both as a calendar file too."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from cms import facts
from cms.blocks import BodyBlock
from cms.frame import home_path
from cms.lifetime import changes_at
from cms.models.base import PublicPage
from cms.page_form.forms import PublicPageForm
from cms.readers import seen
from cms.telling.calendar import calendar_file

CALENDAR = "ics"


class CalendarAddress(PublicPage):
    """`<address>/ics/` is the page as a calendar file."""

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """One more part in the address asks for the calendar file."""
        if self.live and path_components == [CALENDAR]:
            return RouteResult(self, kwargs={"calendar": True})
        return super().route(request, path_components)

    def serve(
        self, request: HttpRequest, *args: Any, calendar: bool = False, **kwargs: Any
    ) -> HttpResponseBase:
        """The page, or its calendar file."""
        if calendar:
            told = [facts.appointment(event, request) for event in self.in_calendar()]
            return calendar_file(self.title, self.slug, told)
        return super().serve(request, *args, **kwargs)

    def in_calendar(self) -> list[EventPage]:
        """The events that the calendar file tells."""
        raise NotImplementedError


class EventIndexPage(CalendarAddress):
    """Events to come, the next first; one that is over leaves the list by itself."""

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.EventPage"]
    max_count_per_parent = 1
    template = "cms/events.html"

    class Meta:
        verbose_name = _("list of events")

    def in_calendar(self) -> list[EventPage]:
        return list(EventPage.to_come().filter(path__startswith=home_path(self)))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The events to come, month by month."""
        context = super().get_context(request, *args, **kwargs)
        events = self.in_calendar()
        changes_at(request, min((event.ends_at for event in events), default=None))
        return context | {
            "months": facts.by_month(events),
            "calendar_url": f"{context['frame'].url}{CALENDAR}/",
        }


class EventForm(PublicPageForm):
    """An event below the page of a municipality is held there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = self.parent_page.specific if self.parent_page else None
        if town := getattr(above, "municipality_id", None):
            self.initial["municipality"] = town
            self.fields["municipality"].disabled = True


class EventPage(CalendarAddress):
    """One event: a time, a place or a link, and how to come."""

    starts_at = models.DateTimeField(_("starts"), help_text=_("Day and time, Finnish time."))
    ends_at = models.DateTimeField(_("ends"), help_text=_("After this the event leaves the lists by itself."))
    municipality = models.ForeignKey(
        "areas.Municipality",
        verbose_name=_("municipality"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"in_area": True},
        help_text=_("The event stands on the page of this municipality too. Empty: the whole area."),
    )
    place = models.CharField(
        _("place"),
        max_length=160,
        blank=True,
        help_text=_("House, room and street address. Empty for an event that is only on the net."),
    )
    remote_url = models.URLField(
        _("link to take part"), blank=True, help_text=_("Where one takes part on the net.")
    )
    registration = models.TextField(
        _("how to come"),
        max_length=300,
        blank=True,
        help_text=_("For example: just come, or call by Wednesday. Also whom to tell what one needs."),
    )
    languages_told = models.CharField(
        _("languages"),
        max_length=120,
        blank=True,
        help_text=_("In which languages one gets along, and whether there is an interpreter."),
    )
    price = models.CharField(
        _("price"), max_length=80, blank=True, help_text=_("Empty means that it costs nothing.")
    )
    cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_("The event stays in the list, marked as cancelled, so that nobody comes in vain."),
    )
    is_example = models.BooleanField(
        _("an example"),
        default=False,
        help_text=_("The event is invented. The page, its card and the calendar file say so to the reader."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("What happens, for whom, what to bring, how to get there, steps and lifts."),
    )

    content_panels: ClassVar[list[Any]] = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("cancelled"),
                FieldPanel("is_example"),
            ],
            heading=_("Time"),
        ),
        MultiFieldPanel(
            [FieldPanel("municipality"), FieldPanel("place"), FieldPanel("remote_url")], heading=_("Place")
        ),
        MultiFieldPanel(
            [FieldPanel("registration"), FieldPanel("languages_told"), FieldPanel("price")],
            heading=_("How to come"),
        ),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *PublicPage.search_fields,
        index.SearchField("body"),
        index.SearchField("place"),
        index.SearchField("registration"),
        index.SearchField("price"),
        index.SearchField("languages_told"),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("municipality", overridable=False)]
    parent_page_types: ClassVar[list[str]] = ["cms.EventIndexPage", "cms.MunicipalityPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = EventForm
    page_description = _("Has a time and a place. Goes into calendars and leaves the lists when it is over.")
    template = "cms/event.html"

    class Meta:
        verbose_name = _("event")

    @classmethod
    def to_come(cls) -> Any:
        """The published events that are not over, the next first."""
        events = seen(cls.objects).filter(ends_at__gt=timezone.now()).select_related("municipality")
        return events.defer_streamfields().order_by("starts_at")

    @property
    def is_over(self) -> bool:
        """Whether the event has ended."""
        return self.ends_at <= timezone.now()

    def clean(self) -> None:
        """An event ends after it starts."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end is before the start. Change one of them.")})

    def in_calendar(self) -> list[EventPage]:
        return [self]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """When, where and how."""
        context = super().get_context(request, *args, **kwargs)
        changes_at(request, None if self.is_over else self.ends_at)
        return context | facts.of_event(self) | {"calendar_url": f"{context['frame'].url}{CALENDAR}/"}
