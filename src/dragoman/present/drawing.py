"""The strokes that charts and maps are drawn with: inline SVG whose looks a style sheet gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

Scale = Callable[[float], float]


def scale(low: float, high: float, start: float, end: float) -> Scale:
    """Map numbers from `low` to `high` onto places from `start` to `end`."""
    factor = (end - start) / ((high - low) or 1.0)
    return lambda value: start + (value - low) * factor


def svg(
    width: float,
    height: float,
    title: str,
    told: str,
    drawn: Iterable[Markup],
    *,
    image: bool = False,
) -> Markup:
    """A drawing with its title, and what it shows in words; an image has nothing to follow in it.

    The title of an image is shown where the mouse rests; parts of other drawings have their own.
    """
    return Markup(
        '<svg viewBox="0 0 {} {}" role="{}" aria-label="{}">{}<desc>{}</desc>{}</svg>'
    ).format(
        f"{width:.0f}",
        f"{height:.0f}",
        "img" if image else "group",
        title,
        Markup("<title>{}</title>").format(title) if image else "",
        told,
        Markup("").join(drawn),
    )


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """A straight line."""
    return Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
        kind, *(f"{n:.1f}" for n in (x1, y1, x2, y2))
    )


def text(x: float, y: float, words: str, anchor: str, kind: str = "") -> Markup:
    """Words, which begin, are centred, or end at a place."""
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        kind, f"{x:.1f}", f"{y:.1f}", anchor, words
    )
