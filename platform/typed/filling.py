"""What was kept goes back into the fields of the page, whatever made them: the HTML itself is filled."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from typed.keeping import Kept
from typed.meanwhile import FIELD as STOOD
from typed.sent import Values

PRESSED = frozenset({"submit", "button", "image", "reset"})
NEVER_FILLED = frozenset({"hidden", "password", "file", *PRESSED})
TICKED = frozenset({"checkbox", "radio"})


def read(page: str) -> BeautifulSoup:
    """The page as a tree that is written out again as it was."""
    return BeautifulSoup(page, "html.parser")


def written(tree: BeautifulSoup) -> str:
    """The page of the tree."""
    return tree.decode(formatter="minimal")


def form_for(tree: BeautifulSoup, kept: Kept) -> Tag | None:
    """The form of the page that was sent: to that address, or with most of its fields."""
    found = [form for form in tree.select("main form") if str(form.get("method", "")).lower() == "post"]
    names = {name for name, _values in kept.values}
    fits = [(len(names & _names(form)), _goes_to(form, kept), form) for form in found]
    best = max(fits, key=lambda fit: (fit[1], fit[0]), default=None)
    return best[2] if best is not None and best[0] else None


def fill(form: Tag, kept: Kept) -> Values:
    """The fields hold what was typed; what has no field any more is returned."""
    left: Values = []
    given = dict(kept.values)
    for name, values in kept.values:
        controls = _controls(form, name)
        if not controls:
            left.append((name, values))
            continue
        placed = [_put(control, values) for control in controls]
        missed = [value for value in values if value and not any(value in one for one in placed)]
        if missed:
            left.append((name, missed))
    if _goes_to(form, kept):
        _untick(form, given)
    if form.has_attr("data-guard"):
        form["data-dirty"] = ""
    for folded in form.find_parents("details"):
        folded["open"] = ""
    return left


def lacking(tree: BeautifulSoup, values: Values) -> Values:
    """Of what was sent, what no form of the page holds as it was sent."""
    forms = tree.select("main form")
    held = {(name, value) for form in forms for name, value in _held(form)}
    kept = [(name, [one for one in given if (name, one.strip()) not in held]) for name, given in values]
    return [(name, left) for name, left in kept if any(one.strip() for one in left)]


def place(tree: BeautifulSoup, notice: str, form: Tag | None = None) -> None:
    """The notice stands right above the form, or first on the page below its heading."""
    words = read(notice)
    if form is not None:
        form.insert_before(words)
        return
    main = tree.find("main")
    heading = main.find("h1") if isinstance(main, Tag) else None
    if not isinstance(heading, Tag):
        return
    place_of = heading.find_parent("header") or heading
    lead = place_of.find_next_sibling("p", class_="lead")
    (lead or place_of).insert_after(words)


def _held(form: Tag) -> Iterator[tuple[str, str]]:
    """What the fields of the form hold, by name."""
    for control in form.select("input[name], select[name], textarea[name]"):
        name, kind = str(control["name"]), str(control.get("type", "")).lower()
        if control.name == "textarea":
            yield name, control.get_text().strip()
        elif control.name == "select":
            for option in control.select("option[selected]"):
                yield name, str(option.get("value", option.get_text())).strip()
        elif kind in TICKED and control.has_attr("checked"):
            yield name, str(control.get("value", "on")).strip()
        elif kind not in NEVER_FILLED | TICKED:
            yield name, str(control.get("value", "")).strip()


def _names(form: Tag) -> set[str]:
    return {
        str(one["name"])
        for one in form.select("input[name], select[name], textarea[name]")
        if one.get("type") not in PRESSED
    }


def _goes_to(form: Tag, kept: Kept) -> bool:
    """Whether the form is sent where the kept one was; without an address it is the page's own."""
    action = urlsplit(str(form.get("action") or kept.at)).path
    return action == kept.action


def _controls(form: Tag, name: str) -> list[Tag]:
    return [
        one
        for one in form.select("input[name], select[name], textarea[name]")
        if one["name"] == name and one.get("type") not in PRESSED
    ]


def _put(control: Tag, values: list[str]) -> set[str]:
    """The control holds of the values what it can; these are returned."""
    kind = str(control.get("type", "")).lower()
    if control["name"] == STOOD:  # the text was written over what stood then, not over what stands now
        control["value"] = values[-1]
        return set(values)
    if kind in NEVER_FILLED:
        return set(values)
    if control.name == "textarea":
        control.string = "\n" + values[-1]
        return set(values)
    if control.name == "select":
        return _choose(control, values)
    if kind in TICKED:
        return _tick(control, values)
    control["value"] = values[-1]
    return set(values)


def _choose(select: Tag, values: list[str]) -> set[str]:
    options = [(str(option.get("value", option.get_text())), option) for option in select.find_all("option")]
    offered = {value for value, _option in options}
    if not offered & set(values):
        return set()
    for value, option in options:
        _mark(option, "selected", value in values)
    return offered & set(values)


def _tick(box: Tag, values: list[str]) -> set[str]:
    value = str(box.get("value", "on"))
    _mark(box, "checked", value in values)
    return {value} & set(values)


def _untick(form: Tag, given: dict[str, list[str]]) -> None:
    """A box that was not sent had been left empty."""
    for box in form.select("input[name]"):
        if str(box.get("type", "")).lower() == "checkbox" and box["name"] not in given:
            _mark(box, "checked", False)


def _mark(tag: Tag, name: str, wanted: bool) -> None:
    if wanted:
        tag[name] = ""
    elif tag.has_attr(name):
        del tag[name]
