"""The command line, the supervisor of `make run`, and the example year."""
