"""What the labels of a StatLine download mean: `Bevolking/Leeftijdsgroepen/0 tot 15 jaar (aantal)`."""

import re
from collections.abc import Sequence

from services.profiles.sources.columns import Topic, is_measure, stem_of_title

DISTRICTS = "Wijken en buurten"
REGIONS = (DISTRICTS, "Regio's")
PERIOD = "Perioden"
LABEL = re.compile(r"(?P<path>.*?)\s*\((?P<unit>[^()]*)\)\s*", re.DOTALL)


def is_statline(header: Sequence[str]) -> bool:
    """Whether the first line has a region and labels with a unit."""
    return any(name in REGIONS for name in header) and any(LABEL.fullmatch(name) for name in header)


def topic_of(label: str) -> Topic | None:
    """Takes a label apart; None when it has no unit, and so is no measure.

    A slash stands between groups, but also in titles ("Wo master/doctoraal"); there no capital or digit follows.
    """
    if (found := LABEL.fullmatch(label)) is None:
        return None
    *path, title = re.split(r"/(?![a-z])", found["path"])
    return Topic(label, title.strip(), tuple(part.strip() for part in path), found["unit"].strip())


class Layout:
    """Which column is what."""

    def __init__(self, header: Sequence[str]) -> None:
        topics = {place: topic for place, label in enumerate(header) if (topic := topic_of(label))}
        stems = {stem_of_title(topic.title): place for place, topic in topics.items()}
        self.region = next(place for place, label in enumerate(header) if label in REGIONS)
        self.period = header.index(PERIOD) if PERIOD in header else None
        self.code = stems.get("codering")
        self.changed = next((place for name, place in stems.items() if name.startswith("indelingswijziging")), None)
        self.measures = {place: t for place, t in topics.items() if is_measure(stem_of_title(t.title))}
        self.dimensions = [place for place in range(len(header)) if place not in topics and place != self.region]
