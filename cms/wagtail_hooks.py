"""What the page editor shows: only content, never a person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from accounts.roles import Role
from accounts.selectors import scope_of

NOT_FOR_EDITORS = {"settings", "reports", "help"}


def _operates(request: HttpRequest) -> bool:
    return request.user.is_superuser or scope_of(request.user).holds(Role.ADMINISTRATOR)


@hooks.register("construct_main_menu")
def only_content(request: HttpRequest, menu_items: list[Any]) -> None:
    """Those who write pages see pages, images and documents."""
    if not _operates(request):
        menu_items[:] = [item for item in menu_items if item.name not in NOT_FOR_EDITORS]
