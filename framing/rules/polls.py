"""Rules of the polls family."""
