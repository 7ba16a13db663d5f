"""Code lists of iJw 3.2 and Beleidsinformatie Jeugd (facts 8), used as they are; none of our own."""

REFERRERS = {
    "01": "gemeente",
    "02": "huisarts",
    "03": "jeugdarts",
    "04": "gecertificeerde instelling",
    "05": "medisch specialist",
    "06": "zelf, geen verwijzer",
    "08": "rechter, officier van justitie of justitiële jeugdinrichting",
}
PRODUCT_CATEGORIES = {
    "40": "persoonlijke verzorging",
    "41": "dagbehandeling",
    "42": "vervoer",
    "43": "verblijf met behandeling",
    "44": "verblijf zonder behandeling",
    "45": "ambulant",
    "46": "crisis",
    "47": "jeugdreclassering",
    "48": "jeugdbescherming",
    "49": "preventief justitieel",
    "50": "maatwerk",
    "51": "basis-ggz",
    "52": "specialistische ggz",
    "53": "kindergeneeskunde",
    "54": "jeugd-ggz",
    "55": "landelijk ingekocht",
}
END_REASONS = {
    "02": "overleden",
    "20": "tijdelijk gestopt",
    "31": "volgens plan",
    "32": "eerder, door de cliënt",
    "33": "eerder, door de aanbieder",
    "34": "eerder, in overleg",
    "35": "door een oorzaak van buiten",
    "36": "door de gemeente",
    "38": "naar een andere aanbieder",
    "39": "naar een ander domein",
}
