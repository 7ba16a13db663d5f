"""One verb, one file: fetch, check, decide, record."""
