"""Addresses under /my/."""

from typing import Any

app_name = "my"
urlpatterns: list[Any] = []
