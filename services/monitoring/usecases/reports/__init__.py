"""The report of a quarter: what is in it, the partner's words, and its two moves."""
