"""The profiles service; see its README.md."""
