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
