"""These tests read the words as they stand in the code."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    with translation.override("en"):
        yield
