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
from training.alone import Alone
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
            # Of eight bits one stays free: processors without VNNI add pairs of products in 16
            # bits, and would otherwise answer differently from those with it.
            quantize_dynamic(
                full,
                folder / WEIGHTS,
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=True,
            )
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
    torch.onnx.export(
        Alone(network.eval()).eval(),
        (torch.randint(1000, 20000, (32,)),),
        path,
        input_names=["ids"],
        output_names=["types", "statuses", "directions", "features"],
        dynamic_shapes=({0: torch.export.Dim("pieces", min=2, max=512)},),
        dynamo=True,
        external_data=False,
        verbose=False,
    )
    # The exporter notes shapes from before it transposed the weights; quantising trips over them.
    written = onnx.load(path)
    del written.graph.value_info[:]
    onnx.save(written, path)
