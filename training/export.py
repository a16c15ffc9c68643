"""Writes the trained encoder as it runs: ONNX, weights as 8-bit integers, with its vocabulary inside."""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from encoder import FAMILIES, Encoder, vocabulary_text
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

OPSET = 17
OUTPUTS = ("roles", "loaded", "families")


class _OneParagraph(nn.Module):
    """Piece numbers of one paragraph → log chances of roles, log odds of loaded wording, log chances of families."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        roles, loaded, families = self.encoder(ids, torch.ones_like(ids, dtype=torch.float32))
        return roles.log_softmax(-1), loaded, families.log_softmax(-1)


def export(encoder: Encoder, target: Path) -> None:
    """Write ``target``; the same weights give the same file."""
    example = torch.zeros((1, 8), dtype=torch.int64)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            _OneParagraph(encoder).eval(),
            (example,),
            full,
            input_names=["ids"],
            output_names=list(OUTPUTS),
            dynamic_axes={name: {1: "pieces"} for name in ("ids", *OUTPUTS)},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            full,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
    model = onnx.load(target)
    del model.metadata_props[:]
    for key, value in (("vocabulary", vocabulary_text()), ("families", "\n".join(FAMILIES))):
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.save(model, target)
