"""What happens to the reference data as a whole."""

from django.dispatch import Signal

# Sent in the transaction of a load that has written rows past `save()`. Provides no arguments.
area_loaded = Signal()
