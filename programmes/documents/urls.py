"""Addresses of the programme's PDFs."""

from typing import Any

app_name = "documents"
urlpatterns: list[Any] = []
