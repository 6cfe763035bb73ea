"""From a trained network to the files that ship: ONNX with 8-bit weights, vocabulary, card."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from dragoman.relation.loading import CARD, VOCABULARY, WEIGHTS, seal
from training.network import RelationNetwork, pretrained


def export(
    network: RelationNetwork, folder: Path, card: Mapping[str, Any], *, precise: bool = False
) -> None:
    """Write the three files of a model; `precise` keeps 32-bit weights."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        full = Path(work) / "full.onnx"
        _to_onnx(network, full)
        if precise:
            (folder / WEIGHTS).write_bytes(full.read_bytes())
        else:
            quantize_dynamic(full, folder / WEIGHTS, weight_type=QuantType.QInt8, per_channel=True)
    vocabulary = (Path(pretrained()) / "tokenizer.json").read_bytes()
    (folder / VOCABULARY).write_bytes(vocabulary)
    digests = {
        "weights": hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest(),
        "vocabulary": hashlib.sha256(vocabulary).hexdigest(),
    }
    said = {**digests, **card}
    text = json.dumps({**said, "seal": seal(said)}, indent=1, ensure_ascii=False)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")


def _to_onnx(network: RelationNetwork, path: Path) -> None:
    example = torch.randint(1000, 20000, (2, 32))
    rows, pieces = torch.export.Dim("rows"), torch.export.Dim("pieces")
    torch.onnx.export(
        network.eval(),
        (example,),
        path,
        input_names=["ids"],
        output_names=["types", "statuses", "directions", "features"],
        dynamic_shapes=({0: rows, 1: pieces},),
        dynamo=True,
        external_data=False,
        verbose=False,
    )
    # The exporter notes shapes from before it transposed the weights; quantising trips over them.
    written = onnx.load(path)
    del written.graph.value_info[:]
    onnx.save(written, path)
