"""The ten anchor points a new survey starts with, in the words of the source documents.

Of the ten anchor points of Oude IJsselstreek the memo of 18 March 2020 (004) names one: "sturing, verantwoording en
monitoring". The other nine are said in the same memo, in the letter of Groningen (002) and in the advice of Haarlem
(003); `source` says which. An officer rewords, adds and drops them before a survey opens.
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
        "We werken vanuit maatschappelijke opgaven en voeren daarover de dialoog, met de beschikbare data.",
        "Steering, accountability and monitoring",
        "We work from what society needs and talk about it together, with the data there are.",
        "004",
    ),
    Point(
        "Inwoners doen mee",
        "Inwoners worden betrokken bij wat er verandert, ook buiten de ‘usual suspects’.",
        "Residents take part",
        "Residents are involved in what changes, also beyond the ‘usual suspects’.",
        "004",
    ),
    Point(
        "Verenigingen",
        "Verenigingen van sport, kunst en cultuur vervullen een goede en waardevolle rol.",
        "Clubs and associations",
        "Clubs for sport, art and culture play a good and valuable part.",
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
        "Ieder krijgt ruimte en verantwoordelijkheid voor de invulling van de eigen rol.",
        "Trust, responsibility and freedom",
        "Everybody gets room and responsibility to fill in their own part.",
        "004",
    ),
    Point(
        "Aandacht en veiligheid",
        "Inwoners krijgen oprechte aandacht en warme betrokkenheid. Veiligheid staat voorop.",
        "Attention and safety",
        "Residents get sincere attention and warm involvement. Safety comes first.",
        "004",
    ),
    Point(
        "Laagdrempelig en dichtbij",
        "Preventieve, lichte vormen van ondersteuning zijn laagdrempelig en dichtbij beschikbaar.",
        "Easy to reach and near",
        "Preventive, light support is easy to reach and near.",
        "002",
    ),
    Point(
        "De route naar ondersteuning",
        "De route naar ondersteuning is overzichtelijk en snel.",
        "The route to support",
        "The route to support is clear and quick.",
        "003",
    ),
    Point(
        "Afschaling",
        "We zijn op de goede weg in de richting van minder specialistische hulp.",
        "Scaling down",
        "We are on the right way towards less specialised help.",
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
