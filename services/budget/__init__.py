"""The budget service; see its README.md."""
