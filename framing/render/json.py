"""JSON: all facts, findings and scores, in the form that the HTTP service answers with (docs/outputs.md)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from framing.report import Report, Unchecked
from framing.wire import to_dict


def render_json(reports: Sequence[Report], unchecked: Sequence[Unchecked] = ()) -> str:
    """``{"version", "reports", "unchecked"}``; keys stand in a fixed order, offsets count code points."""
    version = reports[0].version if reports else None
    body = {
        "version": version,
        "reports": [to_dict(report) for report in reports],
        "unchecked": [{"name": item.name, "reason": item.reason} for item in unchecked],
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"
