"""Showing it: the closing conference, what was learned, and neighbourhood contracts (docs/guarding.md)."""
