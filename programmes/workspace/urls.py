"""Addresses under /work/."""

from typing import Any

app_name = "work"
urlpatterns: list[Any] = []
