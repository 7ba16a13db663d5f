"""The rules, readable alone: no database, no web, no clock."""
