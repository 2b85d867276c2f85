"""Addresses under /host/."""

from typing import Any

app_name = "host"
urlpatterns: list[Any] = []
