"""Loading a relation model: a folder of `relation.onnx`, `relation.json`, `vocabulary.json`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from dragoman.errors import CodebookError
from dragoman.relation.model import Labels, RelationModel

SHIPPED = Path(__file__).parent / "data"
# The deeper model that taught the one above, for sentences in which nobody points to a trigger.
PAIRS = SHIPPED / "pairs"
WEIGHTS, CARD, VOCABULARY = "relation.onnx", "relation.json", "vocabulary.json"
_SAID = frozenset(
    "weights vocabulary types statuses directions temperatures frame_weight length".split()
)


def named_model(name: str) -> RelationModel | None:
    """The model that the setting names: "shipped", "none", or a folder."""
    if name == "none":
        return None
    return load_relation_model(model_folder(name))


def model_folder(name: str) -> Path:
    """Where the model that the setting names lies."""
    return SHIPPED if name == "shipped" else Path(name)


def model_version(name: str) -> str | None:
    """The version of the model that the setting names, without loading it."""
    if name == "none":
        return None
    folder = SHIPPED if name == "shipped" else Path(name)
    return str(_card(folder / CARD)["weights"])[:8]


@lru_cache(maxsize=2)
def load_relation_model(folder: Path = SHIPPED) -> RelationModel:
    """The model of a folder, ready to run on one core; takes about a fifth of a second.

    Raises CodebookError when a file is missing, unreadable or not the one that the card names.
    """
    card = _card(folder / CARD)
    weights = _checked(folder / WEIGHTS, card["weights"])
    vocabulary = _checked(folder / VOCABULARY, card["vocabulary"])
    return RelationModel(
        session=_session(weights),
        pieces=_pieces(vocabulary),
        labels=Labels(
            types=tuple(card["types"]),
            statuses=tuple(card["statuses"]),
            directions=tuple(card["directions"]),
            temperatures=tuple(card["temperatures"]),
        ),
        length=int(card["length"]),
        version=str(card["weights"])[:8],
        frame_weight=float(card["frame_weight"]),
    )


def _card(path: Path) -> dict[str, Any]:
    try:
        card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        missing = _SAID - card.keys()
    except (AttributeError, OSError, ValueError) as error:
        what = f"{path}: no relation model can be read here ({error}); "
        raise CodebookError(what + 'set `model` to its folder, or to "none"') from error
    if missing:
        raise CodebookError(f"{path}: does not say {', '.join(sorted(missing))}")
    if card.get("seal", seal(card)) != seal(card):
        raise CodebookError(f"{path}: damaged or changed since it was made; install dragoman again")
    return card


def seal(card: Mapping[str, Any]) -> str:
    """What a card says of all the rest of it: labels in another order would be read as others."""
    rest = {name: value for name, value in card.items() if name != "seal"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def _checked(path: Path, digest: str) -> bytes:
    """The bytes of a file, which must be those that the card names."""
    try:
        found = path.read_bytes()
    except OSError as error:
        raise CodebookError(f"{path}: {error.strerror or error}") from error
    if hashlib.sha256(found).hexdigest() != digest:
        raise CodebookError(
            f"{path}: not the file that {CARD} names (damaged or replaced); install dragoman again"
        )
    return found


def _session(weights: bytes) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # One thread, no reordering by load: the same sentences give the same bytes on every machine,
    # and several readers share the cores.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        weights,
        options,
        providers=["CPUExecutionProvider"],
        # In ONNX Runtime 1.31 it normalises number by number: a seventh of all the time.
        disabled_optimizers=["SkipLayerNormFusion"],
    )


def _pieces(vocabulary: bytes) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(vocabulary.decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()

    def pieces(words: str) -> list[int]:
        found: list[int] = tokenizer.encode(words, add_special_tokens=False).ids
        return found

    return pieces
