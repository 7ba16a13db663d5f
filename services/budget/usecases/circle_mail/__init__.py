"""Mail to who decides, for who asked for it."""
