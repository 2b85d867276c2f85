"""A part of a page that is drawn once and remembered."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from django.template import Library, Node, NodeList
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from cms.templatetags.cards import markup_in
from publicdata.memory import remembered
from publicdata.version import EVERYWHERE, shows

register = Library()


@register.tag("kept")
def kept(parser: Parser, token: Token) -> Node:
    """`{% kept "name" value … %}…{% endkept %}`: drawn once for these values, in each language.

    Remembered until something changes that readers see (`publicdata.memory`). The values are all that the
    part reads from the page; nothing of the visit or of the person may stand in it.
    """
    return _node(parser, token, "endkept")


@register.tag("kept_until_any_change")
def kept_until_any_change(parser: Parser, token: Token) -> Node:
    """`{% kept_until_any_change "name" value … %}…{% endkept_until_any_change %}`: as `kept`, of what the
    page has read of every municipality; the values need not tell what was read."""
    return _node(parser, token, "endkept_until_any_change", everywhere=True)


def _node(parser: Parser, token: Token, end: str, *, everywhere: bool = False) -> KeptNode:
    name, *values = token.split_contents()[1:]
    nodes = parser.parse((end,))
    parser.delete_first_token()
    return KeptNode(
        name.strip("\"'"), [parser.compile_filter(value) for value in values], nodes, everywhere=everywhere
    )


class KeptNode(Node):
    """Draws what is inside, or gives what was drawn of the same values."""

    def __init__(
        self, name: str, values: list[FilterExpression], nodes: NodeList, *, everywhere: bool
    ) -> None:
        self.name, self.values, self.nodelist, self.everywhere = name, values, nodes, everywhere

    def render(self, context: Context) -> SafeString:
        """What stands inside, as markup."""
        values = tuple(_fixed(value.resolve(context, ignore_failures=True)) for value in self.values)
        drawn = remembered(lambda: self.draw(context), "kept", self.name, values, markup_in(values))
        return mark_safe(drawn)  # noqa: S308 - drawn by a template

    def draw(self, context: Context) -> str:
        """What stands inside, drawn now."""
        if self.everywhere:
            shows([EVERYWHERE])
        return str(self.nodelist.render(context))


def _fixed(value: Any) -> Hashable:
    """The value as it can be compared later: lists and dicts by what they hold."""
    if isinstance(value, dict):
        return tuple((key, _fixed(one)) for key, one in value.items())
    if isinstance(value, Iterable) and not isinstance(value, str):
        return tuple(map(_fixed, value))
    return value  # type: ignore[no-any-return]
