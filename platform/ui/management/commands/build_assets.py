"""`manage.py build_assets`: fonts, one stylesheet and the icon sprite are in var/assets."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ui.assets import fonts, styles
from ui.assets.freshness import Stamps, stamp_of


class Command(BaseCommand):
    help = (
        "Makes fonts, ui/app.css, ui/work.css and ui/icons.svg into var/assets from the packaged sources; "
        "what is up to date is left alone. Example: manage.py build_assets --output var/assets"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--output", type=Path, default=None, help="folder to write to (default var/assets)"
        )
        parser.add_argument("--force", action="store_true", help="make everything again")

    def handle(self, *args: Any, **options: Any) -> None:
        """Everything a page loads is there and fresh; a second run changes nothing."""
        folder = options["output"] or Path(settings.VAR) / "assets"
        stamps = Stamps(folder)
        if options["force"]:
            stamps.known = {}
        try:
            made = self._fonts(folder, stamps) + self._styles(folder, stamps)
        except (FileNotFoundError, ImportError) as error:
            raise CommandError(f"{error}. Run `make setup` first.", returncode=2) from error
        self.stdout.write(f"{made} made, {len(fonts.CUTS) + 2 - made} up to date in {folder}")

    def _fonts(self, folder: Path, stamps: Stamps) -> int:
        recipe = Path(fonts.__file__)
        made = 0
        for cut in fonts.CUTS:
            target = folder / cut.file
            stamp = stamp_of([recipe, fonts.source_path(cut.source)])
            if stamps.is_fresh(cut.file, stamp, [target]):
                continue
            started = time.monotonic()
            missing = fonts.make(cut, target)
            stamps.remember(cut.file, stamp)
            note = f", {len(missing)} characters not in the source" if missing else ""
            self._tell(
                f"{cut.file}: {target.stat().st_size / 1024:.0f} KB, {time.monotonic() - started:.1f} s{note}"
            )
            made += 1
        return made

    def _styles(self, folder: Path, stamps: Stamps) -> int:
        recipe = [Path(styles.__file__), Path(fonts.__file__)]
        jobs = {
            "ui/app.css": (lambda: styles.joined_styles(fonts.font_faces()), styles.style_sources()),
            "ui/work.css": (styles.work_styles, styles.work_sources()),
            "ui/icons.svg": (styles.icon_sprite, [styles.ICONS]),
        }
        made = 0
        for name, (text_of, sources) in jobs.items():
            target = folder / name
            stamp = stamp_of([*recipe, *sources])
            if stamps.is_fresh(name, stamp, [target]):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text_of(), encoding="utf-8")
            stamps.remember(name, stamp)
            self._tell(f"{name}: {target.stat().st_size / 1024:.0f} KB")
            made += 1
        return made

    def _tell(self, text: str) -> None:
        self.stderr.write(text, style_func=str)
