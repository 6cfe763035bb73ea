"""What a user's folder has taught the relation model: `examples/*.txt` in, `learned.json` out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from dragoman.codebook.items import Item, Relation, read_items
from dragoman.codebook.types import TypeEntry
from dragoman.errors import CodebookError
from dragoman.model import EventType, Span
from dragoman.relation.learning import Background, Head, Measured, Shown, learn
from dragoman.relation.marking import Marked
from dragoman.relation.model import NONE, RelationModel

EXAMPLES, LEARNED, BACKGROUND = "examples", "learned.json", "background.npz"
Types = Mapping[EventType, TypeEntry]


def taught(model: RelationModel, folders: Sequence[Path], types: Types) -> RelationModel:
    """The model with all that the folders have taught it.

    Raises CodebookError when what was learned fits another model, or other examples.
    """
    heads = [head for folder in folders for head in _heads(folder, model, types)]
    return replace(model, added=tuple({head.type: head for head in heads}.values()))


def train(
    folder: Path, model: RelationModel, types: Types, background: Background
) -> dict[str, Measured]:
    """Learn the types that a folder's examples tell beyond the sixteen; write `learned.json`."""
    items = items_of(folder, types)
    marked = [(item, relation, one) for item in items for relation, one in marked_of(item)]
    opinions = model.opinions([one for _, _, one in marked])
    shown = [
        Shown(item.where, relation.type.value if relation.type else NONE, opinion.features)
        for (item, relation, _), opinion in zip(marked, opinions, strict=True)
    ]
    kinds = sorted({one.type for one in shown} - {NONE, *EventType})
    if not kinds:
        raise CodebookError(
            f"{folder / EXAMPLES}: no example tells an event type beyond the sixteen"
        )
    found = {kind: learn(kind, shown, background, model.frame_weight) for kind in kinds}
    _write(folder, model, found)
    return {kind: measured for kind, (_, measured) in found.items()}


def items_of(folder: Path, types: Types) -> list[Item]:
    """The examples of a folder; raises CodebookError when there are none."""
    items = list(read_items(folder / EXAMPLES, types, headed=False))
    if not items:
        raise CodebookError(f"{folder / EXAMPLES}: there are no examples (*.txt) here")
    return items


def marked_of(item: Item) -> Iterator[tuple[Relation, Marked]]:
    """Each act and near-miss of an item as the model is shown it, once for each pair of parties."""
    for relation in item.relations:
        trigger = relation.trigger
        for source in relation.sources:
            for target in relation.targets:
                if not _overlap(source, target, trigger):
                    sides = ((one.start, one.end) for one in (source, target, trigger))
                    yield relation, Marked(item.text, *sides)


def load_background(folder: Path, model: RelationModel) -> Background:
    """The acts of all kinds that stand beside a model's weights."""
    import numpy as np

    path = folder / BACKGROUND
    try:
        with np.load(path, allow_pickle=False) as stored:
            version, types = str(stored["model"]), tuple(str(t) for t in stored["types"])
            features = stored["features"].astype(np.float64)
    except (OSError, KeyError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise CodebookError(f"{path}: no background to learn against: {why}") from error
    if version != model.version:
        raise CodebookError(f"{path}: made with the model {version}, not {model.version}")
    return Background(features, types)


def _heads(folder: Path, model: RelationModel, types: Types) -> Iterator[Head]:
    path = folder / LEARNED
    if not path.is_file():
        return
    again = f"run: dragoman codebook train {folder}"
    try:
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        made = (stored["model"], stored["examples"])
        heads = [
            Head(kind, tuple(map(float, row["weights"])), float(row["bias"]))
            for kind, row in stored["types"].items()
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CodebookError(f"{path}: cannot be read ({error!r}); {again}") from error
    if made[0] != model.version:
        raise CodebookError(f"{path}: learned with another relation model; {again}")
    if made[1] != _digest(folder):
        raise CodebookError(f"{path}: learned from other examples; {again}")
    for head in heads:
        if head.type not in set(types):
            raise CodebookError(f"{path}: {head.type} is no longer in types.yaml; {again}")
        yield head


def _write(folder: Path, model: RelationModel, found: dict[str, tuple[Head, Measured]]) -> None:
    stored = {
        "model": model.version,
        "examples": _digest(folder),
        "types": {
            kind: {"measured": asdict(measured), "bias": head.bias, "weights": head.weights}
            for kind, (head, measured) in found.items()
        },
    }
    (folder / LEARNED).write_text(json.dumps(stored) + "\n", encoding="utf-8")


def _digest(folder: Path) -> str:
    """What the examples say, whatever the line ends of the system that they were saved on."""
    total = hashlib.sha256()
    for path in sorted((folder / EXAMPLES).glob("*.txt")):
        total.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return total.hexdigest()[:16]


def _overlap(*spans: Span) -> bool:
    ordered = sorted(spans)
    return any(one.end > other.start for one, other in pairwise(ordered))
