"""One page about a scanned archive: figures with intervals by month, desk and author, and who is heard.

folder → database (``archive.query``) → sums (``measures``, ``sources``) → intervals → plots → page
"""

from __future__ import annotations

from pathlib import Path


def archive_page(path: Path, *, authors: bool = True) -> str:
    """The page about the finished scan in a folder, as HTML that needs no other file.

    ``authors``  whether figures by author are in it

    Raises ArchiveError if there is no finished scan, or it is damaged.
    """
    from framing.archive.query import opened_archive
    from framing.archive.report.page import render_page

    with opened_archive(path) as archive:
        return render_page(archive, authors=authors)
