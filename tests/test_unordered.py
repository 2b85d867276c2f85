"""What has no order of its own comes in one by lot; what has one keeps it."""

import pytest

from accounts.models import User
from areas.models import Municipality

pytestmark = pytest.mark.django_db


def test_rows_without_an_order_come_by_lot():
    for number in range(12):
        User.objects.create_user(f"person{number}@test.example")

    seen = {tuple(User.objects.order_by().values_list("pk", flat=True)) for _time in range(8)}

    assert len(seen) > 1


def test_rows_with_an_order_keep_it(reference):
    assert len({tuple(Municipality.objects.order_by("code")) for _time in range(4)}) == 1
    assert Municipality.objects.order_by().count() == len(Municipality.objects.order_by())
