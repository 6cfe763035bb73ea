"""Train the relation model: `python -m training.relation --out FOLDER`, about an hour on two cores.

Needs the extra `training`. With `--layers 3 --teacher WEIGHTS.pt` a shallower network learns what a
trained one of six layers answers; so was the shipped model made. With `--add FILE.tsv` (columns
sentence, source, target, gold_root) the rows are learned too, and with `--folds 5` each fifth is
predicted by a network that has not seen it: `FOLDER/predictions.txt` then holds one root per row,
and no model is written.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from dragoman.codebook import load_codebook
from dragoman.evaluate.pairs import framed
from dragoman.model import EventType, Status
from dragoman.pipeline import load_reader
from dragoman.relation.marking import Marked, Pieces, encode
from training.calibration import calibration_error, frame_weight, reliability, temperature
from training.candidates import candidates_of, read_corpus
from training.corpus import ITEMS, read_items
from training.distilling import ROUNDS, distilled
from training.examples import (
    BACKWARD,
    FORWARD,
    MUTUAL,
    NONE,
    Example,
    examples_of,
    held_out,
)
from training.exporting import export
from training.fitting import Heads, Recipe, fit, padded
from training.network import RelationNetwork, pretrained

ADDED_EPOCHS = 5
UNLIKE = 0.3  # added to the frames' weight; chosen on the annotated articles
HEADS = Heads((NONE, *EventType), tuple(Status), (FORWARD, BACKWARD, MUTUAL))


def main() -> None:
    """Read the corpus, train, calibrate on what was held out, write the model."""
    options = _options()
    recipe = Recipe(epochs=options.epochs, layers=options.layers, seed=options.seed)
    pieces = _pieces()
    corpus = gather(options.corpus)
    _say(f"{len(corpus.shown)} examples, {len(corpus.unseen)} held out")
    added = _rows(options.add) if options.add else []
    if options.begin:
        network = _begun(recipe.layers, options.begin)
    else:
        network = _trained(corpus.shown, recipe, pieces, options.teacher)
        torch.save(network.state_dict(), options.out.with_suffix(".pt"))
    if options.folds:
        _cross_validate(network, corpus.shown, added, options, recipe, pieces)
        return
    if added:
        network = _further(network, corpus.shown, added, recipe, pieces)
    card = _card(network, corpus, recipe, pieces)
    if options.teacher:
        card["recipe"] = card["recipe"] | {"teacher": Recipe().layers, "rounds": ROUNDS}
    export(network, options.out, card)
    _say(json.dumps(card["measured"]))


def _begun(layers: int, weights: Path) -> RelationNetwork:
    network = RelationNetwork(layers, *HEADS.sizes)
    network.load_state_dict(torch.load(weights))
    return network


def _trained(
    shown: Sequence[Example], recipe: Recipe, pieces: Pieces, teacher: Path | None
) -> RelationNetwork:
    if teacher is None:
        return fit(shown, HEADS, recipe, pieces, _say)
    deep = _begun(Recipe().layers, teacher)
    return distilled(deep, shown, HEADS, recipe, pieces, _say)


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is learned from, and what calibration and measuring are kept for."""

    shown: list[Example]
    unseen: list[Example]


def gather(folder: Path) -> Corpus:
    """What the writers marked, and what the reader finds in the same texts."""
    items = list(read_items(folder))
    reader = load_reader()
    found: list[tuple[bool, Example]] = []
    for item in items:
        kept = held_out(item.text)
        found += [(kept, example) for example in examples_of([item])]
    for read in read_corpus(items, reader):
        kept = held_out(read.item.text)
        found += [(kept, told.example) for told in candidates_of(read, reader)]
    return Corpus([e for kept, e in found if not kept], [e for kept, e in found if kept])


def predictions(
    network: RelationNetwork, examples: Sequence[Example], pieces: Pieces, length: int
) -> tuple[Tensor, Tensor, Tensor]:
    """The scores of every head for each example, in order."""
    rows = [encode(e.marked, pieces, length) for e in examples]
    heads: list[tuple[Tensor, ...]] = []
    with torch.no_grad():
        heads += [network(padded(rows[i : i + 64]))[:3] for i in range(0, len(rows), 64)]
    types, statuses, directions = (torch.cat(part) for part in zip(*heads, strict=True))
    return types, statuses, directions


def _card(
    network: RelationNetwork, corpus: Corpus, recipe: Recipe, pieces: Pieces
) -> dict[str, Any]:
    everything = corpus.unseen
    scores = predictions(network, everything, pieces, recipe.length)
    labels = torch.tensor([HEADS.numbers(e) for e in everything])
    cooled = [temperature(s, labels[:, i]) for i, s in enumerate(scores)]
    measured: dict[str, Any] = {"examples": len(everything)}
    for i, name in enumerate(("type", "status", "direction")):
        known = labels[:, i] >= 0
        shares, places = torch.softmax(scores[i] / cooled[i], 1)[known].max(1)
        right = (places == labels[:, i][known]).tolist()
        bins = reliability(shares.tolist(), right)
        measured[name] = {
            "accuracy": round(sum(right) / len(right), 4),
            "calibration_error": round(calibration_error(bins), 4),
            "reliability": [[b.count, round(b.stated, 3), round(b.right, 3)] for b in bins],
        }
    return {
        "made": date.today().isoformat(),
        "commit": _commit(),
        "codebook": load_codebook().digest[:8],
        "types": list(HEADS.types),
        "statuses": list(HEADS.statuses),
        "directions": list(HEADS.directions),
        "temperatures": cooled,
        "frame_weight": _frame_weight(network, corpus, cooled[0], recipe, pieces),
        "length": recipe.length,
        "recipe": asdict(recipe),
        "examples": len(corpus.shown),
        "measured": measured,
    }


def _frame_weight(
    network: RelationNetwork, corpus: Corpus, cooled: float, recipe: Recipe, pieces: Pieces
) -> float:
    """How much to heed frames, fitted where the model is not shown the trigger, and a little more.

    With it the model, which learned from sentences like these, would leave frames no say; articles
    are not like them.
    """
    reader = load_reader()
    rows = [
        (replace(e, marked=replace(e.marked, trigger=None)), kind, trust)
        for e in corpus.unseen
        if e.free and e.direction == FORWARD
        for kind, trust in [framed(e.marked.text, *_words(e.marked), reader)]
    ]
    scores = predictions(network, [e for e, _, _ in rows], pieces, recipe.length)[0] / cooled
    added = torch.zeros_like(scores)
    for i, (_, kind, trust) in enumerate(rows):
        if kind:
            added[i, HEADS.types.index(kind)] = trust
    labels = torch.tensor([HEADS.types.index(e.type) for e, _, _ in rows])
    return round(frame_weight(scores, labels, added) + UNLIKE, 2)


def _words(marked: Marked) -> tuple[str, str]:
    assert marked.source
    assert marked.target
    return marked.text[slice(*marked.source)], marked.text[slice(*marked.target)]


def _further(
    network: RelationNetwork,
    shown: Sequence[Example],
    added: Sequence[Example],
    recipe: Recipe,
    pieces: Pieces,
) -> RelationNetwork:
    """Learn the added rows in a second round, with as much of the corpus again beside them."""
    again = random.Random(recipe.seed).sample(list(shown), min(len(added), len(shown)))
    second = replace(recipe, epochs=ADDED_EPOCHS, rate=recipe.rate / 2)
    return fit([*added, *again], HEADS, second, pieces, _say, network)


def _cross_validate(
    network: RelationNetwork,
    shown: Sequence[Example],
    added: Sequence[Example],
    options: argparse.Namespace,
    recipe: Recipe,
    pieces: Pieces,
) -> None:
    """Predict each fold with a network that learned from the corpus and the other folds."""
    begun = deepcopy(network.state_dict())
    answers: dict[int, str] = {}
    for fold in range(options.folds):
        network.load_state_dict(begun)
        others = [e for i, e in enumerate(added) if i % options.folds != fold]
        mine = [i for i in range(len(added)) if i % options.folds == fold]
        network = _further(network, shown, others, recipe, pieces)
        types, _, _ = predictions(network, [added[i] for i in mine], pieces, recipe.length)
        types[:, HEADS.types.index(NONE)] = -torch.inf
        answers.update(zip(mine, (HEADS.types[k] for k in types.argmax(1).tolist()), strict=True))
    options.out.mkdir(parents=True, exist_ok=True)
    lines = [answers[i] for i in range(len(added))]
    (options.out / "predictions.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _rows(path: Path) -> list[Example]:
    """The rows of a TSV as examples without a trigger; YIELD counts as RETREAT."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Example(
                Marked(row["sentence"], *_sides(row["sentence"], row["source"], row["target"])),
                "RETREAT" if row["gold_root"] == "YIELD" else row["gold_root"],
                direction=FORWARD,
                free=True,
            )
            for row in csv.DictReader(lines, delimiter="\t")
        ]


def _sides(sentence: str, *parties: str) -> Iterable[tuple[int, int] | None]:
    taken: tuple[int, int] | None = None
    for party in parties:
        start = sentence.find(party)
        if taken and start < taken[1] and taken[0] < start + len(party):
            start = sentence.find(party, taken[1])
        taken = (start, start + len(party)) if start >= 0 else None
        yield taken


def _pieces() -> Pieces:
    tokenizer = Tokenizer.from_file(f"{pretrained()}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return lambda words: list(tokenizer.encode(words, add_special_tokens=False).ids)


def _commit() -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.strip()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, required=True, help="the folder to write")
    parser.add_argument("--corpus", type=Path, default=ITEMS)
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--layers", type=int, default=Recipe().layers)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--add", type=Path, help="a TSV to learn from as well; never shipped")
    parser.add_argument("--begin", type=Path, help="weights (.pt) to use instead of training")
    parser.add_argument("--teacher", type=Path, help="weights (.pt) of six layers to learn from")
    parser.add_argument("--folds", type=int, default=0, help="predict the added rows by folds")
    return parser.parse_args()


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    main()
