"""How budget says no about deliberating on an idea."""

from services.kit.errors import Conflict, Invalid, NotFound


class DecidedByTeam(Conflict):
    """Two yesses decide on this idea; nobody proposes anything first."""

    slug = "decided-by-team"


class DecidedByConsent(Conflict):
    """A proposal that stands open decides on this idea, and no yesses."""

    slug = "decided-by-consent"


class DecidedByVote(Conflict):
    """A round of ballots decides on this idea."""

    slug = "decided-by-vote"


class UnknownProposal(NotFound):
    slug = "unknown-proposal"


class ProposalOpenAlready(Conflict):
    """One proposal at a time stands open for an idea."""

    slug = "proposal-open-already"


class ProposalEnded(Conflict):
    """Its days are over, or something ended it before."""

    slug = "proposal-ended"


class AlreadyTookPart(Conflict):
    """Who opened a proposal or said yes to it need not say so again."""

    slug = "already-took-part"


class ProposalNotOfIdea(Invalid):
    """More than was asked, or less without saying why."""

    slug = "proposal-not-of-idea"


class ProposalNotBetter(Invalid):
    """The one before it was stopped by an objection, and this one says the same."""

    slug = "proposal-not-better"


class PartNotAllowed(Conflict):
    """The published scheme gives an idea all it asks or nothing."""

    slug = "part-not-allowed"


class NothingAsked(Conflict):
    """There is no question of the circle to answer."""

    slug = "nothing-asked"


class EnoughLeft(Conflict):
    """There is money for this idea: it need not wait."""

    slug = "enough-left"


class WaitsAlready(Conflict):
    slug = "waits-already"
