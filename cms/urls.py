"""Public addresses beside the page tree."""

from typing import Any

urlpatterns: list[Any] = []
