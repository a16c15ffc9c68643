"""Word lists compiled for this project.  Each file opens with what it is, the literature it rests on, size and date."""
