"""How budget says no about mail to who decides."""

from services.kit.errors import NotFound, TooMany


class NoCircleMail(NotFound):
    """Nobody asked for mail here, it was ended, or the link is not ours."""

    slug = "no-circle-mail"


class TooManyCircleCodes(TooMany):
    """So many codes went to this address today already."""

    slug = "too-many-circle-codes"
