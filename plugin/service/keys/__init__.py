"""Keys of the service: made once, known by their digests, read again when their file changes."""
