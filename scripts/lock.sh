#!/usr/bin/env bash
# Renews deploy/requirements.lock: what the service's image installs, each package with the hashes of its files, for
# all platforms and for Python 3.11 and later.  Needs uv (pip install uv) and an index; run it when pyproject.toml changes.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p deploy
uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --no-emit-find-links --upgrade --quiet -o deploy/requirements.lock
