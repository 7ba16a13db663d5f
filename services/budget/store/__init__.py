"""Tables and every SELECT."""
