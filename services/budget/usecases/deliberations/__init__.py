"""Deliberating on an idea before it is decided."""
