"""How budget says no about what is asked beyond the first page, and about an idea entered at the desk."""

from services.kit.errors import Conflict, Invalid, TooMany


class CostsNeeded(Invalid):
    """From this amount on a small table of costs goes with an idea."""

    slug = "costs-needed"


class CostsDiffer(Invalid):
    """The table comes to another amount than is asked, and nothing says why."""

    slug = "costs-differ"


class NoUndertakings(Invalid):
    """The scheme is not for undertakings."""

    slug = "no-undertakings"


class DeMinimisNeeded(Invalid):
    """An undertaking declares what aid it had."""

    slug = "de-minimis-needed"


class DeMinimisAbove(Invalid):
    """With this the aid would be above what is allowed in three years (EU 2023/2831, art. 3)."""

    slug = "de-minimis-above"


class SignerIsApplicant(Invalid):
    """Who signs too is somebody else than who asks."""

    slug = "signer-is-applicant"


class NotByHand(Conflict):
    """Only an idea that was entered at the desk is confirmed by a signature on paper."""

    slug = "not-by-hand"


class NoSignerAsked(Conflict):
    """Nobody was asked to sign too, or they did."""

    slug = "no-signer-asked"


class TooManySignerCodes(TooMany):
    slug = "too-many-signer-codes"


class WrongSignerCode(Invalid):
    """Not the code of who signs too, or older than it is good for; only who asks can have another one mailed."""

    slug = "wrong-signer-code"


class SignerCodeSpent(TooMany):
    """Tried too often: this code of who signs too works no more."""

    slug = "signer-code-spent"
