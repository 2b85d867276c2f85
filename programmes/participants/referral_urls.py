"""Addresses under /refer/."""

from typing import Any

app_name = "refer"
urlpatterns: list[Any] = []
