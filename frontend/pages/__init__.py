"""One module per screen: its routes and what it shows."""
