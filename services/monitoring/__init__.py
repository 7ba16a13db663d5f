"""The monitoring service; see its README.md."""
