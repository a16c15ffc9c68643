"""Rules of the statistics family."""
