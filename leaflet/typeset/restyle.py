"""The engine's styles in another setting, without a new cascade.

WeasyPrint 70 computes each property of a style when it is first asked for, from the
declarations that won the cascade and from the parent's style. A copy of the root's
style with other variables, and copies below it, therefore give what the stylesheets
would give in another setting. What cannot have changed is copied as it was computed,
which is nearly all of it.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from leaflet.markup import settings

if TYPE_CHECKING:
    from leaflet.sheet import Setting

LINE_UNITS = ("lh", "rlh")


class Restyled:
    """Copies of styles, as they are in a setting."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._styles: dict[int, Any] = {}
        self._changed: dict[int, set[str]] = {}

    def of(self, style: Any) -> Any:
        """Give the copy of a style."""
        found = self._styles.get(id(style))
        if found is None:
            found = self._styles[id(style)] = self._copy(style)
        return found

    def all(self, style_for: Any) -> Any:
        """Give a copy of what the engine asks for the style of each element.

        Pages are left out: the engine makes their styles itself, while it lays out.
        """
        copied = copy.copy(style_for)
        copied._cascaded_styles = {}  # noqa: SLF001  # it has no public name
        copied._computed_styles = {  # noqa: SLF001
            (element, pseudo): self.of(style)
            for (element, pseudo), style in style_for.get_computed_styles().items()
            if hasattr(element, "tag")
        }
        return copied

    def _copy(self, style: Any) -> Any:
        if not hasattr(style, "cascaded"):
            return self.of(style.parent_style).anonymous_style
        parent = self.of(style.parent_style) if style.parent_style else None
        made = type(style)(
            parent,
            style.cascaded,
            style.pseudo_type,
            self.of(style.root_style) if parent else style.root_style,
            style.base_url,
            style.font_config,
            style.initial_page_sizes,
        )
        if parent is None:
            made.update(_variables(self._setting))
        self._changed[id(style)] = self._keep(style, made)
        return made

    def _keep(self, style: Any, made: Any) -> set[str]:
        """Copy what stays as it was; give the properties that changed."""
        dependent = _dependent(style.cascaded)
        may = dependent | self._inherited(style)
        resized = made["font_size"] != style["font_size"]
        if style.parent_style:  # and not the root itself, which rem refers to
            root = style.root_style["font_size"]
            resized = resized or made.root_style["font_size"] != root
        if resized or any(map(_logical, dependent)):
            return set(style)  # each length may be a multiple of the size
        made.specified = style.specified.copy()
        own = dict(made)
        made.update(style)
        for name in may:
            made.pop(name, None)
        made.update(own)
        # Properties that nobody asked for yet may change, too.
        return {
            name
            for name in may
            if name not in style or made[name] != style[name] or not style.parent_style
        }

    def _inherited(self, style: Any) -> set[str]:
        if style.parent_style is None:
            return {f"__{name}" for name in settings(self._setting)}
        from weasyprint.css.properties import INHERITED

        changed = self._changed.get(id(style.parent_style), set())
        return {name for name in changed if name in INHERITED or name[:2] == "__"}


def _variables(setting: Setting) -> dict[str, Any]:
    from tinycss2 import parse_component_value_list

    return {
        f"__{name}": parse_component_value_list(value)
        for name, value in settings(setting).items()
    }


def _dependent(cascaded: dict[str, Any]) -> set[str]:
    """Give the properties whose declared values may depend on others."""
    return {
        name
        for name, (value, _) in cascaded.items()
        if value == "inherit" or _depends(value)
    }


def _depends(value: Any) -> bool:
    """Tell whether a declared value has a variable, a sum or a line's height."""
    if isinstance(value, str):
        return False
    if hasattr(value, "unit"):
        return value.unit in LINE_UNITS
    if isinstance(value, tuple | list):
        return any(map(_depends, value))
    return hasattr(value, "solve") or hasattr(value, "arguments")


def _logical(name: str) -> bool:
    return "_inline" in name or "_block" in name
