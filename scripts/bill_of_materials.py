"""What Framing is made of, read from the environment it is installed in: an SBOM and a list of licences.

    python scripts/bill_of_materials.py --to build/bill

writes ``sbom.cdx.json`` (CycloneDX 1.6) and ``licences.txt``.  Equal environments give equal bytes; nothing is asked of
any host.  ``--extra archive`` adds what an extra brings.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).parents[1]
PROJECT: Final = "newsroom-framing"
CLASSIFIERS: Final = {
    "Apache Software License": "Apache-2.0",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
NAMES: Final = {"3-Clause BSD License": "BSD-3-Clause", "BSD": "BSD License"}
"""What packages write in their free field; "BSD License" is no SPDX name, since it does not say which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A component: ``licence`` is an SPDX expression, or the name that the package gives; ``file`` is ours to ship."""

    name: str
    version: str
    licence: str
    needs: tuple[str, ...] = ()
    file: str = ""

    @property
    def ref(self) -> str:
        """Its package URL, or its name where no index has it."""
        return f"{self.name}@{self.version}" if self.file else f"pkg:pypi/{self.name}@{self.version}"


CARRIED: Final = (
    Part(name="all-MiniLM-L6-v2", version="fine-tuned", licence="Apache-2.0", file="framing/models/encoder.onnx"),
    Part(
        name="gruut-lang-en",
        version="2.0.1",
        licence="MIT AND BSD-2-Clause",
        file="framing/language/syllables.txt.gz",
    ),
)
"""Works of others inside Framing's own package: weights, and a table made from a lexicon."""


def parts(extras: Collection[str] = ()) -> list[Part]:
    """The project and what it needs, by name.  Raises SystemExit where a part is not installed."""
    found: dict[str, Part] = {}
    todo = [(PROJECT, frozenset(extras))]
    while todo:
        name, wanted = todo.pop()
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            raise SystemExit(f"{name} is not installed: install the project with its extras first") from None
        needed = _needed(installed, wanted)
        before = found.get(name)
        needs = {*(before.needs if before else ()), *(canonicalize_name(need.name) for need in needed)}
        part = Part(
            name=name, version=installed.version, licence=licence_of(installed), needs=tuple(sorted(needs - {name}))
        )
        if part != before:
            found[name] = part
            todo += [(canonicalize_name(need.name), frozenset(need.extras)) for need in needed]
    return [found[name] for name in sorted(found)]


def _needed(installed: Distribution, extras: Collection[str]) -> list[Requirement]:
    requirements = [Requirement(text) for text in installed.requires or ()]
    return [
        need
        for need in requirements
        if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *extras))
    ]


def licence_of(installed: Distribution) -> str:
    """What a package says about its licence: the SPDX expression, else classifiers, else the free field."""
    said = installed.metadata
    if "License-Expression" in said:
        return said["License-Expression"]
    classifiers = [text.split(" :: ")[-1] for text in said.get_all("Classifier") or () if text.startswith("License")]
    names = sorted({CLASSIFIERS.get(name, name) for name in classifiers} - {"OSI Approved"})
    free = (said["License"] or "").strip().split("\n")[0] if "License" in said else ""
    return " OR ".join(names) or NAMES.get(free, free) or "unknown"


def bill(found: Sequence[Part], carried: Sequence[Part] = CARRIED) -> dict[str, Any]:
    """The bill of materials as CycloneDX 1.6; its serial number follows from its content."""
    own = next(part for part in found if part.name == PROJECT)
    others = [part for part in found if part is not own]
    refs = {part.name: part.ref for part in found}
    content = {
        "metadata": {"component": {**_component(own), "type": "application"}},
        "components": [_component(part) for part in (*others, *carried)],
        "dependencies": [
            {"ref": part.ref, "dependsOn": sorted(refs[name] for name in part.needs)} for part in (*found, *carried)
        ],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}", "version": 1}
    return {"$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", **head, **content}


def _component(part: Part) -> dict[str, Any]:
    spdx = " " not in part.licence or " AND " in part.licence or " OR " in part.licence
    licence = {"expression": part.licence} if spdx else {"license": {"name": part.licence}}
    made = {"type": "library", "bom-ref": part.ref, "name": part.name, "version": part.version, "licenses": [licence]}
    if not part.file:
        return {**made, "purl": part.ref}
    digest = hashlib.sha256((ROOT / part.file).read_bytes()).hexdigest()
    kind = "machine-learning-model" if part.file.endswith(".onnx") else "data"
    return {**made, "type": kind, "hashes": [{"alg": "SHA-256", "content": digest}]}


def main(argv: Sequence[str] | None = None) -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--extra", action="append", default=[], metavar="NAME")
    options = parser.parse_args(argv)
    found = parts(options.extra)
    options.to.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bill(found), indent=2, ensure_ascii=False)
    (options.to / "sbom.cdx.json").write_text(f"{text}\n", encoding="utf-8")
    lines = [f"{part.name}\t{part.version}\t{part.licence}\n" for part in (*found, *CARRIED)]
    (options.to / "licences.txt").write_text("".join(lines), encoding="utf-8")
    sys.stdout.write(f"{len(lines)} parts in {options.to}\n")


if __name__ == "__main__":
    main()
