"""Whole numbers that no column can hold: nothing is found by them, and nothing breaks."""

from __future__ import annotations

from typing import Any

from django.db.models import IntegerField
from django.db.models.lookups import In


class IntegerIn(In):
    """One of these numbers, as Django's own; it looks at a single number so, and at several not at all."""

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        """Of several numbers those count that the column could hold."""
        if self.rhs_is_direct_value():
            least, most = connection.ops.integer_field_range(self.lhs.output_field.get_internal_type())
            self.rhs = [one for one in self.rhs if not isinstance(one, int) or least <= one <= most]
        return super().process_rhs(compiler, connection)


def find_no_number_beyond_its_column() -> None:
    """From now on a list of numbers from an address or a form is asked for as one number is."""
    IntegerField.register_lookup(IntegerIn)
