"""Reference data from files into the database: read, checked, compared, written in one transaction."""

from areas.loading.files import DataError
from areas.loading.order import load
from areas.loading.tables import Counts

__all__ = ["Counts", "DataError", "load"]
