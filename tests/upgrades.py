"""Where the product takes hold of a library by something that the library does not promise.

What counts stands at the head of `platform/config/UPGRADING.md`. Found by reading the code, so nobody has to
remember the list; a subclass alone is no such place, for most libraries are made to be extended.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ("cms", "platform", "programmes", "reports")
# Django and Python document these, though their names begin with a bar.
DOCUMENTED = frozenset({"_meta", "_default_manager", "_base_manager", "_db", "_state", "_replace"})


class Hold(NamedTuple):
    """One place: the file, and what of the library it holds."""

    file: str
    what: str


def holds() -> set[Hold]:
    """Every place in the product, templates too."""
    trees = {_name_of(path): (path, ast.parse(path.read_text(encoding="utf-8"))) for path in product_files()}
    made = {name: set(_names_made(tree)) for name, (_path, tree) in trees.items()}
    found = set(_templates())
    for name, (path, tree) in trees.items():
        own = made[name].union(*(made.get(each, set()) for each in _imported(tree)))
        place = str(path.relative_to(ROOT))
        found |= {Hold(place, what) for what in held_in(tree, own)}
        found |= {Hold(place, what) for what in overridden(_class_in(name), tree)}
    return found


def product_files() -> list[Path]:
    """The product's modules, without migrations."""
    return [
        path for folder in SOURCE for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts
    ]


def _name_of(path: Path) -> str:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    parts = parts[1:] if parts[0] == "platform" else parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


OURS = {_name_of(ROOT / "platform" / each.name) for each in (ROOT / "platform").iterdir()} | set(SOURCE)


def is_foreign(module: str | None) -> bool:
    """Whether the module is a library's: neither ours nor Python's own."""
    top = (module or "").split(".")[0]
    return bool(top) and top not in OURS and top not in sys.stdlib_module_names


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in DOCUMENTED


def _names_made(tree: ast.AST) -> Iterator[str]:
    """Private names that the product itself defines or sets."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value  # getattr(user, "_scope", None), __slots__


def held_in(tree: ast.Module, own: set[str]) -> Iterator[str]:
    """What of a library the code imports, replaces or reads; `own`: private names that are ours."""
    foreign = dict(_foreign_names(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and is_foreign(node.module):
            yield from _unpromised(node)
        elif isinstance(node, ast.Attribute):
            if isinstance(node.ctx, ast.Store | ast.Del) and (root := _root_of(node)) in foreign:
                yield ast.unparse(node).replace(root, foreign[root], 1) + " ="
            elif _is_private(node.attr) and node.attr not in own:
                yield node.attr
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "setattr":
            yield from (f"setattr({foreign[one]})" for one in [_root_of(node.args[0])] if one in foreign)


def _root_of(node: ast.AST) -> str:
    """The name that a chain of attributes and keys begins with; empty where it begins otherwise."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _foreign_names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Names of the module that stand for a library's class or module, also one after another in a loop."""
    imported = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and is_foreign(node.module)
        for alias in node.names
    }
    yield from imported.items()
    for node in ast.walk(tree):
        if isinstance(node, ast.For) and isinstance(node.iter, ast.Tuple):
            names = [each.id for each in node.iter.elts if isinstance(each, ast.Name) and each.id in imported]
            if names:
                yield ast.unparse(node.target), " ".join(names)


def _unpromised(node: ast.ImportFrom) -> Iterator[str]:
    module = node.module or ""
    inside = any(part == "internal" or _is_private(part) for part in module.split("."))
    for alias in node.names:
        if inside or _is_private(alias.name):
            yield f"{module}.{alias.name}"


def _imported(tree: ast.Module) -> Iterator[str]:
    """Modules of ours from which the module takes something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not is_foreign(node.module):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def overridden(class_of: Callable[[str], type], tree: ast.Module) -> Iterator[str]:
    """Private names of a library's class to which a class of the module gives another meaning."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            for each in _private_names_in(node):
                if base := _base_with(class_of(node.name), each):
                    yield f"{base.__name__}.{each}"


def _class_in(module: str) -> Callable[[str], type]:
    return lambda name: getattr(import_module(module), name)  # type: ignore[no-any-return]


def _private_names_in(node: ast.ClassDef) -> Iterator[str]:
    for part in node.body:
        if isinstance(part, ast.FunctionDef) and _is_private(part.name):
            yield part.name
        targets = part.targets if isinstance(part, ast.Assign) else []
        yield from (each.id for each in targets if isinstance(each, ast.Name) and _is_private(each.id))


def _base_with(kind: type, name: str) -> type | None:
    bases = (base for base in kind.__mro__[1:] if is_foreign(base.__module__) and name in vars(base))
    return next(bases, None)


def _templates() -> Iterator[Hold]:
    """Templates that stand in place of a library's."""
    theirs = [folder for name in _installed() for folder in _template_folders(name)]
    for folder in SOURCE:
        for path in sorted((ROOT / folder).rglob("templates/**/*.*")):
            relative = path.relative_to(next(one for one in path.parents if one.name == "templates"))
            if path.is_file() and any((folder / relative).is_file() for folder in theirs):
                yield Hold(str(path.relative_to(ROOT)), str(relative))


def _installed() -> list[str]:
    from django.apps import apps  # noqa: PLC0415 - asked once the apps are there

    return [app.name for app in apps.get_app_configs() if is_foreign(app.name)]


def _template_folders(app: str) -> Iterator[Path]:
    spec: Any = find_spec(app)
    for place in spec.submodule_search_locations or ():
        yield Path(place) / "templates"
