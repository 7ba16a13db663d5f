"""The ten anchor points a new survey starts with: named in the words of the source documents, said in plain Dutch.

Of the ten anchor points of Oude IJsselstreek the memo of 18 March 2020 (004) names one: "sturing, verantwoording en
monitoring". The other nine are said in the same memo, in the letter of Groningen (002) and in the advice of Haarlem
(003); `source` says which. Their own sentences were for professionals ("vanuit maatschappelijke opgaven"); these are
for whoever answers on a phone, a sixteen-year-old too. An officer rewords, adds and drops them before a survey opens.
"""

from dataclasses import dataclass
from typing import Literal

LOWEST, HIGHEST = 1, 5
"""The scale: 1 is "gaat helemaal niet goed", 5 is "gaat heel goed"; no answer is no score."""
MOST_POINTS = 15
Source = Literal["002", "003", "004"]


@dataclass(frozen=True)
class Point:
    """A short name and the sentence people give a score to, in Dutch and in English."""

    name: str
    statement: str
    name_en: str
    statement_en: str
    source: Source


DEFAULT_POINTS = (
    Point(
        "Sturing, verantwoording en monitoring",
        "We praten samen over wat er nodig is, en kijken daarbij naar de cijfers.",
        "Steering, accountability and monitoring",
        "We talk together about what is needed, and look at the figures.",
        "004",
    ),
    Point(
        "Inwoners doen mee",
        "Inwoners praten mee als er iets verandert. Niet steeds dezelfde mensen.",
        "Residents take part",
        "Residents have a say when something changes. Not the same people every time.",
        "004",
    ),
    Point(
        "Verenigingen",
        "Clubs voor sport, kunst en cultuur doen goed en belangrijk werk.",
        "Clubs and associations",
        "Clubs for sport, art and culture do good and important work.",
        "004",
    ),
    Point(
        "Samenwerken in gelijkwaardigheid",
        "We werken samen als gelijken, eerlijk in woord en daad.",
        "Working together as equals",
        "We work together as equals, honest in word and deed.",
        "004",
    ),
    Point(
        "Vertrouwen, verantwoordelijkheid en vrijheid",
        "Iedereen mag zelf bepalen hoe, en is daar ook verantwoordelijk voor.",
        "Trust, responsibility and freedom",
        "Everybody may decide how, and is responsible for it too.",
        "004",
    ),
    Point(
        "Aandacht en veiligheid",
        "Inwoners krijgen echte aandacht. Veiligheid staat voorop.",
        "Attention and safety",
        "Residents get real attention. Safety comes first.",
        "004",
    ),
    Point(
        "Laagdrempelig en dichtbij",
        "Lichte hulp is dichtbij en makkelijk te krijgen.",
        "Easy to reach and near",
        "Light help is near and easy to get.",
        "002",
    ),
    Point(
        "De route naar ondersteuning",
        "Je vindt snel de weg naar hulp.",
        "The route to support",
        "You find the way to help quickly.",
        "003",
    ),
    Point(
        "Afschaling",
        "We zijn op weg naar minder zware, specialistische hulp.",
        "Scaling down",
        "We are on the way to less heavy, specialised help.",
        "004",
    ),
    Point(
        "Samen ontdekken wat werkt",
        "We ontdekken samen wat werkt en wat niet, en staan open voor nieuwe ideeën.",
        "Finding out together what works",
        "We find out together what works and what does not, and are open to new ideas.",
        "004",
    ),
)
