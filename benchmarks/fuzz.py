"""Fuzzes every layer that takes something from outside, and counts.

    python benchmarks/fuzz.py                     # 1,000,000 inputs made from pieces of the formats
    python benchmarks/fuzz.py --guided            # as many led by coverage (pip install atheris)
    python benchmarks/fuzz.py --layer html -n 5000 --save tests/hostile/corpus

The layers are in ``tests/hostile/layers.py``; seeds are fixed.  An input that breaks a promise is a crash; ``--save``
keeps the shortest of each kind.  A process that gets no further in two minutes of CPU ends, and says where it stood.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Final

os.environ.setdefault("OMP_NUM_THREADS", "1")
ROOT: Final = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

PATIENCE: Final = 120
"""CPU seconds for a hundred inputs: on a busy machine a clock would call a pause a hang."""
SEEDS: Final = 300


@dataclass
class Tally:
    """What came of one layer; ``slowest`` is one input; both times are CPU seconds."""

    executions: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    crashes: dict[str, bytes] = field(default_factory=dict)

    def take(self, run: object, data: bytes) -> None:
        """Run one input."""
        if self.executions % 100 == 0:
            signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        self.executions += 1
        begun = time.process_time()
        try:
            run(data)  # type: ignore[operator]
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__}: {Path(frame.filename).name}:{frame.lineno}: {str(error)[:60]}"
            if place not in self.crashes or len(data) < len(self.crashes[place]):
                self.crashes[place] = data
        taken = time.process_time() - begun
        self.seconds += taken
        self.slowest = max(self.slowest, taken)


def generated(name: str, executions: int, seed: int) -> Tally:
    """Inputs joined from pieces."""
    from hostile.inputs import made, sound
    from hostile.layers import LAYERS

    layer, random, tally = LAYERS[name], Random(seed), Tally()
    for number in range(executions):
        data = sound(random) if layer.takes == "json" and number % 3 == 0 else made(random, layer.takes)
        tally.take(layer.run, data)
    return tally


def guided(name: str, executions: int, seed: int) -> Tally | None:
    """Inputs that libFuzzer grows towards code not yet seen, in a process of its own: it cannot start twice in one."""
    command = [sys.executable, __file__, "--alone", "--layer", name, "-n", str(executions), "--seed", str(seed)]
    with tempfile.TemporaryDirectory() as folder:  # it ends without tidying up
        done = subprocess.run(command, stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": folder}, check=False)
    told = [line for line in done.stdout.decode(errors="replace").splitlines() if line.startswith('{"executions"')]
    if not told:
        return None
    made = json.loads(told[-1])
    return Tally(**{**made, "crashes": {place: bytes.fromhex(data) for place, data in made["crashes"].items()}})


def alone(name: str, executions: int, seed: int) -> None:
    """The process of one layer; it prints its tally, for libFuzzer never returns."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

    with atheris.instrument_imports(include=["framing", "plugin"]):
        from hostile.layers import LAYERS
    from hostile.inputs import made, pieces_of

    layer, random, tally = LAYERS[name], Random(seed), Tally()

    def one(data: bytes) -> None:
        tally.take(layer.run, data)
        if tally.executions >= executions:
            crashes = {place: data.hex() for place, data in tally.crashes.items()}
            print(f"\n{json.dumps({**asdict(tally), 'crashes': crashes})}", flush=True)
            os._exit(0)

    folder = Path(tempfile.mkdtemp())
    for number in range(SEEDS):
        (folder / str(number)).write_bytes(made(random, layer.takes))
    words = folder.with_suffix(".dict")
    words.write_text("".join(f'"{_escaped(piece)}"\n' for piece in pieces_of(layer.takes)))
    options = [f"-seed={seed}", "-max_len=2048", f"-dict={words}", "-verbosity=0", "-timeout=3600"]
    atheris.Setup([sys.argv[0], *options, str(folder)], one)
    atheris.Fuzz()


def _escaped(piece: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in piece)


def _shares(executions: int, only: str) -> dict[str, int]:
    from hostile.layers import LAYERS

    if only:
        return {only: executions}
    total = sum(layer.weight for layer in LAYERS.values())
    return {name: -(-executions * layer.weight // total) for name, layer in LAYERS.items()}


def main() -> int:
    """Print the table of docs/hostile-input.md; 1 if anything broke."""
    parser = argparse.ArgumentParser(description="Fuzz the layers that take something from outside.")
    parser.add_argument("-n", "--executions", type=int, default=1_000_000)
    parser.add_argument("--guided", action="store_true", help="led by coverage; needs atheris")
    parser.add_argument("--layer", default="", help="only this one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", type=Path, help="folder for inputs that break a promise")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    faulthandler.register(signal.SIGPROF, chain=True)
    if options.alone:
        alone(options.layer, options.executions, options.seed)
    run = guided if options.guided else generated
    total = broken = 0
    print("| layer | executions | CPU, s | crashes | slowest input, ms |\n|---|---|---|---|---|")
    for name, share in _shares(options.executions, options.layer).items():
        tally = run(name, share, options.seed)
        if tally is None:
            print(f"| {name} | did not come to an end |", flush=True)
            broken += 1
            continue
        total += tally.executions
        broken += len(tally.crashes)
        row = (f"{tally.executions:,}", f"{tally.seconds:.0f}", str(len(tally.crashes)), f"{1000 * tally.slowest:.1f}")
        print(f"| {name} | {' | '.join(row)} |", flush=True)
        for place, data in tally.crashes.items():
            print(f"  {place}: {data[:200]!r}", flush=True)
            if options.save:
                name_of = f"{name.replace(' ', '-')}.{hashlib.sha256(data).hexdigest()[:8]}"
                (options.save / name_of).write_bytes(data)
    print(f"\n{total:,} executions, {broken} broken promises.")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
