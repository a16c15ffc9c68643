"""Small trained models with their card (README.md) and the hashes of their files (manifest.json)."""
