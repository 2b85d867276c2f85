"""Hours as they stand in a field."""

from decimal import Decimal


def plain_hours(hours: Decimal | None) -> Decimal | int | None:
    """Full hours without a decimal, as a person writes them."""
    return int(hours) if hours is not None and hours == int(hours) else hours
