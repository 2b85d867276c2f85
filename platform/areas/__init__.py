"""Reference data of an employment area: places, distances, calendar, occupations, official statistics."""
