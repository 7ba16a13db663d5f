"""How budget says no about letters."""

from services.kit.errors import NotFound


class UnknownLetter(NotFound):
    """There is no such letter, or it is not for who asks."""

    slug = "unknown-letter"
