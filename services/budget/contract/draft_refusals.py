"""How budget says no about an idea that is being typed."""

from services.kit.errors import Conflict, NotFound, TooMany


class DraftNotKnown(NotFound):
    """The link of a draft that was thrown away or is too old, or no link at all."""

    slug = "draft-not-known"


class DraftBecameIdea(Conflict):
    """It was sent already: what changes now belongs to the idea."""

    slug = "draft-became-idea"


class DraftHasTwoTexts(Conflict):
    """At a field two texts met; somebody chooses before the idea is sent."""

    slug = "draft-has-two-texts"


class DraftHasManyTexts(Conflict):
    """At one field more texts wait for a choice than anybody can read."""

    slug = "draft-has-many-texts"


class TooManyDrafts(TooMany):
    """From one place more drafts were begun in an hour than people can type."""

    slug = "too-many-drafts"


class TooManyDraftLinks(TooMany):
    """Too many mails with a link to one address in a day."""

    slug = "too-many-draft-links"
