"""What the people of the example year say and type: invented, and labelled so on every page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ExampleIdea:
    what: str
    euros: str
    when: str
    where: str
    name: str
    email: str
    costs: tuple[tuple[str, str], ...] = ()
    """What for, and how many euros; asked of larger ideas."""


FOOTBALL = ExampleIdea(
    what="Negen straten, één bal. De kinderen uit onze straten kennen elkaar nauwelijks. We willen op een zaterdag "
    "samen voetballen en eten.",
    euros="800",
    when="Een zaterdag in juni",
    where="Het veldje achter de school",
    name="Sanne (voorbeeld)",
    email="sanne@voorbeeld.nl",
)
LIVING_ROOM = ExampleIdea(
    what="Huiskamer nieuwe stijl. Elke woensdag eten en huiswerk maken in het buurtcentrum, met ouders die om de beurt "
    "koken.",
    euros="4.200",
    when="Elke woensdag, vanaf maart",
    where="Het buurtcentrum",
    name="Karim (voorbeeld)",
    email="karim@voorbeeld.nl",
)
SPORTS_HALL = ExampleIdea(
    what="Een overdekt speelveld naast de school, zodat we ook in de winter buiten kunnen spelen.",
    euros="450.000",
    when="Na de zomer",
    where="Naast de school",
    name="Bram (voorbeeld)",
    email="bram@voorbeeld.nl",
    costs=(("Dak en vloer", "390.000"), ("Verlichting", "60.000")),
)
READING = ExampleIdea(
    what="Voorlezen op zondag. Ik ben 74 en lees graag voor. De kinderen mogen een boek mee naar huis nemen.",
    euros="350",
    when="Elke zondagmiddag in het voorjaar",
    where="De bibliotheek",
    name="Mevrouw Bos (voorbeeld)",
    email="",
)
DESK_ADDRESS = "Voorbeeldstraat 12"
HOLIDAY_WEEK = ExampleIdea(
    what="Vakantieweek voor wie thuisblijft. Een week lang sport, muziek en koken, voor kinderen uit alle wijken.",
    euros="12.500",
    when="De tweede week van de zomervakantie",
    where="Het sportpark",
    name="Yusuf (voorbeeld)",
    email="yusuf@voorbeeld.nl",
    costs=(("Sport en muziek", "8.000"), ("Koken", "3.000"), ("Huur van het sportpark", "1.500")),
)
WORKSHOP = ExampleIdea(
    what="Fietsen maken met opa. In de werkplaats van de flat leren kinderen hun eigen fiets te maken.",
    euros="600",
    when="Zaterdagochtend, vanaf april",
    where="De werkplaats onder de flat",
    name="Henk (voorbeeld)",
    email="henk@voorbeeld.nl",
)
GARDEN = ExampleIdea(
    what="Een moestuin voor de klas. Groep 7 verbouwt groente en kookt er samen van.",
    euros="1.500",
    when="Van maart tot de herfstvakantie",
    where="Het grasveld bij de flat",
    name="Lotte (voorbeeld)",
    email="lotte@voorbeeld.nl",
)
PART, PART_BECAUSE = "11.000", "Het sportpark rekent dit jaar geen huur (voorbeeld)."
"""What the circle of the whole city gave for the holiday week, and why not all."""
PLANS = (
    ExampleIdea("Een klimrek bij het plein", "4.000", "Voor de zomer", "Het plein", "Aisha (voorbeeld)", ""),
    ExampleIdea("Judo op woensdag", "1.500", "Elke woensdag", "De gymzaal", "Tom (voorbeeld)", ""),
    ExampleIdea("Muziek maken in het park", "1.500", "In juni", "Het park", "Noor (voorbeeld)", ""),
)
PLANS_WITH_THEMES = (
    ExampleIdea("Een klimmuur aan de gymzaal", "600", "Voor de zomer", "De gymzaal", "Bas (voorbeeld)", ""),
    ExampleIdea("Dansles op vrijdag", "300", "Elke vrijdag", "Het buurtcentrum", "Isa (voorbeeld)", ""),
)
CIRCLE = ("Willem (voorbeeld)", "Rosa (voorbeeld)")
CONSENT_CIRCLE = ("Marije (voorbeeld)", "Daan (voorbeeld)")
CITY_CIRCLE = ("Carla (voorbeeld)", "Cor (voorbeeld)")
"""Of each circle the worker and the resident."""
CIRCLE_ADDRESS = "daan.thuis@voorbeeld.nl"
"""Not the one with which he signs in: his own choice."""
FUND = "Oranje Fonds"
SCHEME = {
    "grond": "Subsidieregeling Wijken voor Jeugd 2020 (voorbeeld)",
    "mandaat": "De kring beslist namens het college, op grond van het mandaatbesluit van 2019 (voorbeeld).",
    "begroting": "10.000",
    "fondsen": f"{FUND} | voor mensen die samen iets doen in hun buurt | https://www.oranjefonds.nl",
    "nieuw": "2021-01-04",
    "deel": "ja",
    "waarom": "Bewoners vroegen om zelf te mogen kiezen hoe hun buurt beslist (voorbeeld).",
}
ANNOUNCED_SCHEME = "Gemeenteblad 2019, 281235 (voorbeeld)"
CIRCLE_ASKS = "Mogen kinderen ook alleen komen, zonder ouders?"
APPLICANT_ANSWERS = "Ja, graag. Er zijn altijd twee volwassenen."
CIRCLE_OBJECTS = "Wie geeft de planten water in de zomervakantie? Vraag de bewoners van de flat erbij."
BETTER_EUROS = "1.500"
BETTER_PROPOSAL = "De bewoners van de flat doen mee. Zij geven de planten water in de vakantie."
NO_BECAUSE = "We dachten dat dit voor de bewoners van de flat is, en niet voor kinderen (voorbeeld)."
OBJECTION = "Het is juist voor kinderen. De bewoners helpen alleen mee."
UPHELD_BECAUSE = "Het idee is voor kinderen van 8 tot 14 jaar. Het past dus bij het doel (voorbeeld)."
ROUND = {
    "titel": "Topidee van de buurt",
    "bedrag": "5.500",
    "open": "2020-02-10T09:00",
    "dicht": "2020-02-28T20:00",
    "leeftijd": "12",
    "manier": "equal_shares",
    "bekend": "grouped",
    "mail": "ja",
}
ROUND_WITH_THEMES = ROUND | {
    "titel": "Buurtgeld voor sport",
    "bedrag": "700",
    "manier": "greedy",
    "themas": "Sport: 400",
    "deel": "ja",
}
"""The wall does not fit in the money for sport; dancing does. Then the wall gets what is left: a part."""
ONE_SENTENCE = "We aten soep van onze eigen pompoenen, en de buren van de flat aten mee."
FILM = "https://voorbeeld.nl/pompoensoep"
SAMPLE_SEEN = "Het mapje met bonnen lag al klaar."
RESULT = (
    "Op een zaterdag speelden de kinderen van negen straten een toernooi. Twaalf ouders stonden langs de lijn. Zes van "
    "hen trainen nu elke woensdag een groepje."
)
LEARNED = "Vraag ook meiden om teams te maken. Dan doen ze wel mee."
CHILDREN_REACHED = 64
PHOTO_WORDS = "Tekening van een veldje met negen gekleurde vlaggen en een bal"
CORE_VALUES = "We werken dichtbij en licht. Het gezin houdt de regie. We delen wat we leren, ook wat niet lukt."
PARTNER = "Jeugdpunt (voorbeeld)"
PARTNER_PERSON = ("Fatima (voorbeeld)", "fatima@voorbeeld.nl")
KPIS = (
    (
        "open_house_children",
        "Kinderen in de inloop",
        "Aantal verschillende kinderen dat in het kwartaal de inloop bezocht.",
        "children",
    ),
    (
        "families_without_further_help",
        "Gezinnen die zonder extra hulp verder gaan",
        "Aantal gezinnen waarvan de steun in het kwartaal stopte, en dat geen zwaardere hulp nodig had.",
        "families",
    ),
)

DECISION = "Collegebesluit 2019-118 (voorbeeld)"
ANNOUNCED = "Gemeenteblad 2019, 281234 (voorbeeld)"
SUBSTANTIATION = {
    "r1-waarom": "Wat een buurt vroeg en dichtbij regelt, hoeft later geen hulp te worden (voorbeeld).",
    "r1-sturen": "Op de basis per gebied, en op het cijfer waarnaar de rest wordt verdeeld (voorbeeld).",
    "r2-waarom": "Wat meer buurten nodig hebben, is samen goedkoper (voorbeeld).",
    "r2-sturen": "Op welke ideeën voor de hele gemeente geld krijgen (voorbeeld).",
    "r3-waarom": "Zonder iemand die helpt, komen goede ideeën niet van de grond (voorbeeld).",
    "r3-sturen": "Op het aantal uren ondersteuning per wijk (voorbeeld).",
}
"""Per line of the plan why it contains cost, and where one can steer."""

ACCOUNT = "NL91 ABNA 0417 1643 00"
STATEMENT = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id><Ntry>
<Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2020-02-25</Dt></BookgDt>
<NtryDtls><TxDtls><Refs><EndToEndId>{number}</EndToEndId></Refs></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>
"""
"""What the bank says of the payment, as camt.053."""
REPAYMENT = "Bankafschrift 2020-36 (voorbeeld)"
NOT_NEEDED, COST = "64", "736"
"""Euros of the football tournament that came back, and what it cost in the end."""
SAVING = {
    "naam": "Lichtere hulp in de wijk (voorbeeld)",
    "grond": "Onderzoek van 120 dossiers uit 2019, naar het gemiddelde toe gerekend (voorbeeld).",
    "document": "Notitie 2020-12 (voorbeeld)",
    "laag": "200.000",
    "midden": "350.000",
    "hoog": "500.000",
}
SAVING_DECISION = "Collegebesluit 2020-044 (voorbeeld)"
SEEN_SAVING = {"gezien": "290.000", "bewijs": "Voorlopige jaarrekening 2020 (voorbeeld)"}

WELCOME = "Iedereen is welkom. Er is limonade, en de doeltjes staan klaar. (voorbeeld)"
