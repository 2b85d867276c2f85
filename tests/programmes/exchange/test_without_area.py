"""An import needs the reference data: municipalities first of all."""

from __future__ import annotations

from pathlib import Path

import pytest

from programmes.exchange.reading import BundleError
from tests.programmes.exchange.conftest import Bundle, row


@pytest.mark.django_db
def test_database_without_an_area_is_told_what_to_do(tmp_path: Path) -> None:
    bundle = Bundle(tmp_path).write(participants=[row("participants")])

    with pytest.raises(BundleError, match="load_areas first"):
        bundle.run()
