"""One rule a file; adding a file adds a rule."""
