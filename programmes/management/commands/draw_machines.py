"""draw_machines: the pictures of the state machines in programmes/README.md, as the code declares them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import models

from workflow.registry import machines
from workflow.steps import transitions_of

README = Path(__file__).parents[2] / "README.md"
FIRST_ACT = {
    "session": "make",
    "participation": "refer",
    "host": "register",
    "vacancy": "draft",
    "placement": "propose",
    "attendance": "open",
    "complaint": "receive",
    "assessment": "open",
}


def picture(model: type[models.Model], first_act: str) -> str:
    """The machine of the model in Mermaid: every act from every state, in the order of its name."""
    state: Any = model._meta.get_field("state")
    lines = [f"    [*] --> {state.default}: {first_act}"]
    for name, found in sorted(transitions_of(model).items()):
        for one in found:
            targets = getattr(one.target, "allowed_states", None) or [one.target]
            lines += [f"    {one.source} --> {target}: {name}" for target in targets]
    return "\n".join(["stateDiagram-v2", *lines])


def drawn(text: str) -> str:
    """The text of the README with each machine's picture as it is now."""
    for code, first_act in FIRST_ACT.items():
        model = machines()[code].model
        place = re.compile(rf"(### {model.__name__}\n\n```mermaid\n).*?(\n```)", re.DOTALL)
        text = place.sub(rf"\g<1>{picture(model, first_act)}\g<2>", text)
    return text


class Command(BaseCommand):
    """python manage.py draw_machines"""

    help = "Draw the state machines in programmes/README.md as the code declares them."

    def handle(self, *args: Any, **options: Any) -> None:
        README.write_text(drawn(README.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write(f"Drawn: {README.name}.")
