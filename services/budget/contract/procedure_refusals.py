"""How budget says no in the steps around a decision."""

from services.kit.errors import Conflict, Forbidden, Invalid, NotFound


class UnknownRefusal(NotFound):
    """Nobody said no to this idea, or not for everybody to see yet."""

    slug = "unknown-refusal"


class UnknownGround(Invalid):
    """A no rests on a ground that the scheme of the idea names."""

    slug = "unknown-ground"


class RefusalProposed(Conflict):
    """One no at a time."""

    slug = "refusal-proposed"


class NoOfAnother(Forbidden):
    """A no takes two people of two kinds; and who proposed it is the one who can take it back."""

    slug = "no-of-another"


class HearFirst(Conflict):
    """The applicant can still answer."""

    slug = "hear-first"


class NothingToAnswer(Conflict):
    """Nothing was asked, it was answered already, or it is too late."""

    slug = "nothing-to-answer"


class CompletionAsked(Conflict):
    """One question at a time: the clock stands still once."""

    slug = "completion-asked"


class ProposerChangedMind(Conflict):
    """Who proposed the no has said yes since."""

    slug = "proposer-changed-mind"
