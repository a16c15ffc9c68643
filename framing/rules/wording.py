"""Rules of the wording family."""
