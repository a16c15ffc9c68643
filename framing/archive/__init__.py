"""Scans of an archive: many stories in, Parquet out.  docs/archive.md explains it.

sources → records → chunks → an engine (inline, Dask) → one part a chunk → the folder → the check that nothing is lost
"""
