"""stub for now"""

from __future__ import annotations

from collections.abc import Sequence

from framing.readers.draft import Draft


def assign_roles(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        draft.role = draft.role or "body"
