"""`check_messages`: every text is translated. Example: python manage.py check_messages"""

import os
from typing import Any

from django.core.management.base import BaseCommand

from config.catalogues import gaps, has_gettext, used


class Command(BaseCommand):
    """Lists texts without a Finnish or Swedish translation; exit 1 when there are any."""

    help = "Checks that every text is translated (needs gettext). Example: python manage.py check_messages"

    def handle(self, *args: Any, **options: Any) -> None:
        if not has_gettext():
            self.stderr.write("LEFT OUT: gettext is missing (apt-get install gettext)")
            raise SystemExit(1 if os.environ.get("CI") else 0)
        found = gaps(used())
        for line in found:
            self.stdout.write(line)
        raise SystemExit(1 if found else 0)
