"""Whose turn, what next, what happened: strips, steps, notices, dialogs, empty and waiting states."""

from collections.abc import Iterable
from typing import Any

from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ui.elements import inner

register = Library()


@register.simple_block_tag
def turn_strip(
    content: str,
    turn: str = "mine",
    title: str = "",
    who: str = "",
    text: str = "",
    late: str = "",
    level: int = 2,
) -> SafeString:
    """Whose turn it is, by when, and what happens if nothing does; the block holds the acts.

    turn: mine, other or nobody. `who` replaces the standing words above the title; `late` is a short
    word for a passed date.
    """
    values = {"turn": turn, "title": title, "who": who, "text": text, "late": late, "level": level}
    return render_to_string("ui/components/turn_strip.html", {**values, "actions": inner(content)})


@register.inclusion_tag("ui/components/steps.html")
def steps(items: Iterable[Any], label: str = "") -> dict[str, Any]:
    """The path with what is done, what is now and what comes."""
    return {"items": items, "label": label}


@register.simple_block_tag
def next_step(
    content: str, title: str = "", due: str = "", owner: str = "", late: bool = False, level: int = 2
) -> SafeString:
    """The one next step with its owner and date; without a title it says that there is none."""
    values = {"title": title, "due": due, "owner": owner, "late": late, "level": level}
    return render_to_string("ui/components/next_step.html", {**values, "actions": inner(content)})


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "", role: str = "") -> SafeString:
    """A sentence that must be seen. tone: info, ok, warn, late; role `status` or `alert` when it is new."""
    return render_to_string(
        "ui/components/notice.html", {"tone": tone, "title": title, "role": role, "content": inner(content)}
    )


@register.inclusion_tag("ui/components/toast.html")
def toast(text: str, tone: str = "ok", undo_url: str = "") -> dict[str, Any]:
    """A short word after an act, sent into `#toasts` out of band by an htmx answer."""
    return {"text": text, "tone": tone, "undo_url": undo_url}


@register.simple_block_tag
def dialog(
    content: str, label: str = "", title: str = "", variant: str = "quiet", opened: bool = False
) -> SafeString:
    """A button that opens a small panel in place; works without JavaScript, Escape closes it with it."""
    values = {"label": label, "title": title, "variant": variant, "opened": opened}
    return render_to_string("ui/components/dialog.html", {**values, "content": inner(content)})


@register.simple_block_tag
def empty_state(
    content: str, title: str = "", text: str = "", drawing: str = "bridge", level: int = 2
) -> SafeString:
    """Nothing here, kindly: a drawing (bridge, cup, search, path), a sentence, one next act."""
    values = {"title": title, "text": text, "drawing": drawing, "level": level}
    return render_to_string("ui/components/empty_state.html", {**values, "actions": inner(content)})


@register.inclusion_tag("ui/components/progress.html")
def progress(label: str, value: float | None = None, max: float = 100, note: str = "") -> dict[str, Any]:
    """Long work: what, how far, and that one may leave; no value means length not known."""
    return {"label": label, "value": value, "max": max, "note": note}


@register.inclusion_tag("ui/components/skeleton.html")
def skeleton(lines: int = 3) -> dict[str, Any]:
    """Grey lines in the place of something that is being fetched."""
    return {"lines": range(lines)}


@register.inclusion_tag("ui/components/signature_box.html")
def signature_box(signatures: Iterable[Any], label: str = "") -> dict[str, Any]:
    """The parties and their signatures with time and way; those who have not signed are seen too."""
    return {"signatures": signatures, "label": label}
