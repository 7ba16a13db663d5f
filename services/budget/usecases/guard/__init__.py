"""Guarding together: the open journal of an initiative, and what is asked and said about it (docs/guarding.md)."""
