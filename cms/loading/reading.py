"""What there is to read and where to go: news, events, stories, leaflets.

The events and stories are examples; what is about one municipality stands in its own area only. The days of
the events are counted from the week in which the pages are loaded, so that there is always something to come;
an event that an editor has touched keeps its days.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from areas.selectors import municipalities
from cms.loading import texts
from cms.loading.drawings import picture_id
from cms.loading.node import Node, Version, page
from cms.loading.texts import Text

NEWS, EVENTS, STORIES, LEAFLETS = "news", "events", "stories", "leaflets"


def nodes() -> list[Node]:
    """The four lists, each with what it holds."""
    return [
        page(NEWS, "NewsIndexPage", "uutiset", texts.led, in_menu=False),
        *_pages(NEWS, "NewsPage", texts.news, _news),
        page(EVENTS, "EventIndexPage", "tapahtumat", texts.led, in_menu=False),
        *_pages(EVENTS, "EventPage", texts.event, _event),
        page(STORIES, "StoryIndexPage", "tarinat", texts.led, in_menu=False),
        *_pages(STORIES, "StoryPage", texts.story, _story),
        page(LEAFLETS, "LeafletIndexPage", "muilla-kielilla", texts.led, in_menu=False),
        *[_leaflet(name) for name in texts.names(LEAFLETS)],
    ]


def of_other_areas() -> list[str]:
    """The packaged pages that are about a municipality elsewhere: they are left out."""
    return [
        f"{folder}/{name}"
        for folder in (NEWS, EVENTS)
        for name in texts.names(folder)
        if not _is_ours(folder, name)
    ]


def _is_ours(folder: str, name: str) -> bool:
    about = texts.packaged(f"{folder}/{name}.toml").get("municipality")
    return about is None or municipalities().filter(code=about).exists()


def _pages(
    folder: str, model: str, fields: Callable[[Text], Text], shared: Callable[[Text], dict[str, Any]]
) -> list[Node]:
    return [
        Node(
            f"{folder}:{name}",
            model,
            folder,
            {
                code: Version(text["slug"], fields(text))
                for code, text in texts.by_language(f"{folder}/{name}.toml").items()
            },
            shared=shared(texts.read(f"{folder}/{name}.toml")),
        )
        for name in texts.names(folder)
        if _is_ours(folder, name)
    ]


def _news(content: Text) -> dict[str, Any]:
    return {"date": content["date"], "picture_id": picture_id(content["picture"])}


def _event(content: Text) -> dict[str, Any]:
    this_week = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    on = this_week + timedelta(weeks=content["weeks_ahead"], days=content["weekday"])

    def at(clock: time) -> datetime:
        return timezone.make_aware(datetime.combine(on, clock))

    return {
        "starts_at": at(content["starts"]),
        "ends_at": at(content["ends"]),
        "municipality_id": content.get("municipality"),
        "cancelled": content.get("cancelled", False),
        "is_example": True,
    }


def _story(content: Text) -> dict[str, Any]:
    return {
        "teller": content["teller"],
        "picture_id": picture_id(content["picture"]),
        "is_example": True,
        "consent_on_file": True,
    }


def _leaflet(name: str) -> Node:
    content = texts.read(f"{LEAFLETS}/{name}.toml")
    version = Version(content["slug"], texts.sections(content))
    return Node(
        f"{LEAFLETS}:{name}",
        "LeafletPage",
        LEAFLETS,
        {settings.LANGUAGE_CODE: version},
        shared={"told_in_id": content["language"]},
        same_everywhere=True,
    )
