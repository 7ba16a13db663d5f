"""The ways a command says no, each with its exit code."""


class Refusal(Exception):
    """A command cannot go on; the message is a sentence for the person at the keyboard."""

    exit_code = 1


class Busy(Refusal):
    """Something else holds what we need: the data folder or a port."""

    exit_code = 3
