"""How budget says no about the conference and neighbourhood contracts."""

from services.kit.errors import Conflict, Forbidden, NotFound


class ConferenceMove(Conflict):
    """A conference is planned, then held, then kept."""

    slug = "conference-move"


class NoContract(NotFound):
    slug = "no-contract"


class NewerContract(Conflict):
    """Somebody made a newer version meanwhile."""

    slug = "newer-contract"


class SignedAlready(Conflict):
    """Each party signs a version once, and nobody signs for two."""

    slug = "signed-already"


class NotYourSignature(Forbidden):
    slug = "not-your-signature"


class NotSignedYet(Conflict):
    """One looks back on what all three signed."""

    slug = "not-signed-yet"
