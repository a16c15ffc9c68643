"""What operators see of the service: numbers and names of our own, never a word of a story."""
