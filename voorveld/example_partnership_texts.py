"""What is typed for Buurtzorg Jong in the example year: the pillars follow the memo, the figures are made up."""

PARTNER = "Buurtzorg Jong (voorbeeld)"
PERSON = ("Sanne (voorbeeld)", "sanne@voorbeeld.nl")
DOSSIER = {
    "kernwaarden": (
        "Vertrouwen, verantwoordelijkheid en vrijheid. Veiligheid van inwoners en professionals staat altijd voorop. "
        "Eerlijk in woord en daad, samen in gelijkwaardigheid."
    ),
    "visie": "Inwoners krijgen oprechte aandacht en warme betrokkenheid, het liefst in hun eigen leefomgeving.",
    "missie": "Minder gespecialiseerde, geïndiceerde jeugdzorg, ook in geld.",
    "onderschreven_door": "directeur van Buurtzorg Jong",
    "onderschreven_op": "10-12-2019",
    "wetten": "Jeugdwet\nSKJ\nMeldcode huiselijk geweld en kindermishandeling\nAVG",
    "wonen": "residence_principle",
    "activiteiten": "jeugdhulp; Jeugdhulp dichtbij",
    "aanbieders": "22220001; De Molen (voorbeeld); gemeente\n22220002; Landelijke kliniek (voorbeeld); landelijk",
    "licht": "45\n51",
    "subsidie": "480.000",
    "subsidie_bron": "Beschikking 2019-311 (voorbeeld)",
    "uitgaven_cijfer": "spent",
    "volgen": (
        "Houdt de afschaling stand?; meer vraag naar crisishulp; eerder bellen met school\n"
        "Vinden gezinnen ons zelf?; bijna alle aanmeldingen komen via de huisarts; een inloop in de bibliotheek"
    ),
    "casussen": "27-02-2020; een selectie van casussen over 2019",
}
KPIS = (
    {
        "code": "families_helped",
        "naam": "Gezinnen geholpen",
        "definitie": "Gezinnen met minstens één gesprek in het kwartaal.",
        "eenheid": "families",
        "richting": "higher_is_better",
        "doel": "60",
    },
    {
        "code": "specialist_referrals",
        "naam": "Verwijzingen naar gespecialiseerde hulp",
        "definitie": "Jongeren die in het kwartaal naar een gespecialiseerde aanbieder zijn verwezen.",
        "eenheid": "young_people",
        "richting": "lower_is_better",
        "begin": "18",
        "grens": "15",
    },
    {
        "code": "spent",
        "naam": "Uitgegeven",
        "definitie": "Alles wat in het kwartaal van de subsidie is uitgegeven, volgens de boekhouding van de partner.",
        "eenheid": "euros",
    },
    {
        "code": "satisfaction",
        "naam": "Rapportcijfer van gezinnen",
        "definitie": "Gemiddeld cijfer dat gezinnen geven als de hulp stopt.",
        "eenheid": "grade",
        "richting": "higher_is_better",
        "doel": "7,5",
    },
)
FIRST_QUARTER = {"families_helped": "54", "specialist_referrals": "12", "spent": "118250.75"}
"""The grade did not come: that is late on 22 April."""
WORDS = "In maart stopten huisbezoeken door corona. We belden gezinnen en zagen hen buiten."
REMARKS = "Het rapportcijfer ontbreekt. Schrijf erbij waarom, en wanneer het komt."
MORE_WORDS = WORDS + " Het rapportcijfer komt in het volgende kwartaal: de vragenlijst was nog niet klaar."
CASE_REVIEW = {
    "casus_dag": "2020-02-27",
    "casus_thema": "Een selectie van casussen over 2019",
    "casus_geleerd": "School ziet vaak als eerste dat het thuis niet gaat. Wij hoorden het maanden later.",
    "casus_anders": "Elke school krijgt één vast nummer van het team.",
    "casus_onzeker-1": "ja",
}
LOOK_BACK = {
    "blik_wat": "1",
    "blik_dag": "2020-04-24",
    "blik_gezien": "Twaalf verwijzingen, minder dan de achttien van een gewoon kwartaal. Corona maakt dat onzeker.",
    "blik_oordeel": "keep",
}
TALK = {
    "dag": "2020-04-24",
    "n1-titel": "Werken tijdens corona",
    "n1-gezegd": "Bellen en buiten afspreken werkt voor veel gezinnen. Voor gezinnen met jonge kinderen niet.",
    "n1-besluit": "Huisbezoek mag weer als veiligheid erom vraagt.",
    "b1-wat": "Het rapportcijfer over het eerste kwartaal leveren",
    "b1-wie": "partner",
    "b1-wanneer": "2020-06-15",
}
SECOND_ACTION = {
    "b1-wat": "Nagaan of er een contract komt met de aanbieder",
    "b1-wie": "municipality",
    "b1-wanneer": "2020-07-01",
}
OF_THE_PARTNER = {
    "punt-titel": "De wachttijd bij aanbieders met een contract",
    "punt-waarom": "Gezinnen wachten daar maanden. Dan zoeken we iets anders.",
}
ABOUT_THE_CASE = "De wachttijd bij de aanbieders met een contract was te lang. De partner meldde het vooraf niet."
DECIDED = "De partner vraagt voortaan eerst toestemming. De gemeente zoekt uit of er een contract komt."
