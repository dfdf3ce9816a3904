"""Components that do not exist, in Dutch that could: as many as you like, always the same ones.

The first thousand of a hundred thousand are the thousand. Words are drawn by Zipf's law; compounds
are made as Dutch makes them, so that the vocabulary keeps growing with the corpus.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random
from typing import TypeVar

from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind
from govhub.kernel.slug import slugify
from govhub.search.engine import Document

SEED = 2026
_Item = TypeVar("_Item")

HEADS = """
    module dienst voorziening systeem portaal koppeling register generator beheer bibliotheek
    platform server poort makelaar viewer loket balie catalogus archief index motor toets monitor
    planner editor scherm dossier kaart meting agenda
""".split()
FIRST = """
    betaal zaak document formulieren berichten notificatie inlog identiteits machtigings gegevens
    adres persoons bedrijfs vergunningen subsidie belasting parkeer afval burger klant handtekening
    meldingen besluit sleutel certificaat afspraken factuur toegangs rollen sessie bijlagen
    sjablonen locatie contract budget uitkerings zorg onderwijs verkeers milieu bouw raads stem
    verkiezings enquete kennis taken proces regel audit test data bron stelsel keten woning erfgoed
    sport cultuur natuur water energie brand begraaf haven markt rioolbuis straat subsidieaanvraag
""".split()
NOUNS = """
    inwoner ondernemer gemeente provincie waterschap ministerie aanvraag zaak document formulier
    bericht betaling machtiging vergunning besluit bijlage gegeven register bron koppelvlak
    architectuur beveiliging privacy toegankelijkheid identiteit handtekening notificatie melding
    afspraak factuur onderhoud versie uitgave broncode licentie handleiding testomgeving
    infrastructuur container database zoekfunctie rapportage statistiek logboek kwaliteit standaard
    richtlijn wetgeving verordening beleid toezicht dienstverlening kanaal website telefoon brief
    archief bewaartermijn vernietiging metadata zaaktype procesmodel taak werkvoorraad behandelaar
    klantcontact geschiedenis overzicht samenwerking hergebruik gemeenschap bijdrage planning
    leverancier beheerder medewerker ontwikkelaar ketenpartner
""".split()
VERBS = """
    registreren ontvangen versturen verwerken tonen koppelen beheren ontsluiten delen hergebruiken
    controleren ondertekenen archiveren publiceren zoeken filteren betalen inloggen machtigen
    aanmelden invullen indienen opslaan bijwerken verwijderen exporteren importeren testen meten
    installeren beveiligen versleutelen rapporteren plannen toewijzen afhandelen beoordelen
    goedkeuren informeren herinneren raadplegen verrijken anonimiseren vertalen ondersteunen
""".split()
ADJECTIVES = """
    veilige open herbruikbare toegankelijke modulaire landelijke gemeentelijke digitale eenvoudige
    centrale moderne lichte robuuste duurzame gezamenlijke nieuwe actuele wettelijke technische
    persoonlijke zakelijke regionale europese
""".split()
ENGLISH = """
    backend frontend API REST webhook open source cloud container deployment login payment form
    notification storage case management identity wallet token workflow catalogue search
""".split()
SENTENCES = [
    "Met {name} kan een {noun} een {adjective} {compound} {verb} zonder hulp van een {noun}.",
    "De {compound} is bedoeld voor organisaties die een {noun} willen {verb} en {verb}.",
    "{name} sluit aan op de {compound} en helpt bij het {verb} volgens de geldende {noun}.",
    "Voor elke {noun} komt er een {noun} die een {noun} kan bekijken.",
    "De {compound} is een losse {adjective} bouwsteen naast een bestaand {compound}.",
    "Zo hoeft een {noun} maar een keer te {verb} en blijft de {noun} bij de bron.",
    "De koppeling met {compound} staat beschreven in de {noun} van {organisation}.",
    "Wie wil {verb} begint met een {noun}; daarna stuurt de {compound} een {noun}.",
    "De {noun} wordt bewaakt door de {compound}, net als {rare} en {rare}.",
    "Bij {rare} of {rare} helpt de {compound} om de {noun} te {verb}.",
    "Deze {adjective} oplossing is gemaakt door {organisation} en wordt samen beheerd.",
    "Het {verb} van {rare} gebeurt op basis van {noun} en {noun}.",
    "This component offers a {english} {english} for {english} and runs as a {english}.",
    "In de volgende versie komt {rare}, {compound} en het {verb} van een {noun}.",
    "Persoonsgegevens blijven niet langer bewaard dan nodig is voor {rare}.",
]
SUMMARIES = [
    "{adjective} {compound} voor {noun} en {noun}",
    "{compound} om een {noun} te {verb}",
    "Bouwsteen voor het {verb} van een {noun}",
]
PURPOSES = [
    "een {noun} {verb}",
    "{verb} met {compound}",
    "{noun} en {noun} {verb}",
    "{rare} {verb}",
]
PLACES = """
    Amsterdam Rotterdam Utrecht Eindhoven Groningen Tilburg Almere Breda Nijmegen Apeldoorn Haarlem
    Enschede Arnhem Amersfoort Zaanstad Zwolle Leiden Dordrecht Maastricht Delft Alkmaar Venlo
    Deventer Helmond Hilversum Heerlen Oss Roosendaal Purmerend Schiedam Leeuwarden Emmen Assen
    Vlissingen Middelburg Goes Gouda Woerden Zeist Ede Doetinchem Zutphen Hengelo Almelo Kampen
    Lelystad Zoetermeer Rijswijk Westland Texel Weert Roermond Tiel Barneveld Harderwijk Ommen
""".split()
ORGANISATIONS = [
    *("Logius", "ICTU", "Geonovum", "Kadaster", "Belastingdienst", "Rijkswaterstaat", "Kiesraad"),
    *(f"Gemeente {place}" for place in PLACES),
    *(f"Waterschap {place}" for place in PLACES[::4]),
]
LICENCES = ["EUPL-1.2", "MIT", "Apache-2.0", "GPL-3.0-only", "AGPL-3.0-only", "MPL-2.0", "CC0-1.0"]
STANDARDS = """
    api-design-rules oauth openid-connect saml zgw stuf digikoppeling fsc haal-centraal mdto cmis
    pdf-a wcag dcat-ap-nl publiccode openapi cloudevents tls dmarc peppol ideal sepa bio haven
""".split()
CATEGORIES = """
    authenticatie betaling formulieren notificaties gegevensbeheer documentbeheer zaakgericht-werken
    klantcontact designsysteem infrastructuur participatie geo publicatie beveiliging overig
""".split()
PRINCIPLES = [f"richtlijn-{number}" for number in range(1, 23)]
_SYLLABLES = """
    ba be bo da de do fi fo ga go ha ho ka ke ki ko la le li lo ma me mi mo na ne no pa po ra re ri
    ro sa se si so ta te ti to va ve vi vo wa we wi zo
""".split()
_RARE = 6000
"""Words that only here and there a component uses."""


class Zipf:
    """Draws items of which the first is the most frequent one."""

    def __init__(self, items: Sequence[_Item], shift: int = 3) -> None:
        self.items = items
        self._weights = list(accumulate(1 / (place + shift) for place in range(len(items))))

    def draw(self, random: Random) -> _Item:
        """Return an item."""
        return random.choices(self.items, cum_weights=self._weights)[0]


class Corpus:
    """Makes component number so and so."""

    def __init__(self) -> None:
        random = Random(SEED)
        rare = [
            "".join(random.choices(_SYLLABLES, k=3)) + random.choice(HEADS)[:4]
            for _ in range(_RARE)
        ]
        self._words = {
            "noun": Zipf(NOUNS),
            "verb": Zipf(VERBS),
            "adjective": Zipf(ADJECTIVES),
            "english": Zipf(ENGLISH),
            "rare": Zipf(list(dict.fromkeys(rare)), shift=8),
        }
        self._organisations = Zipf(ORGANISATIONS)
        self._facets = {
            "status": (Zipf([status.value for status in Status], 1), 1, 1),
            "categorie": (Zipf(CATEGORIES), 1, 2),
            "licentie": (Zipf(LICENCES, 1), 0, 1),
            "soort": (Zipf([kind.value for kind in Kind], 1), 1, 1),
            "standaard": (Zipf(STANDARDS), 0, 4),
            "principe": (Zipf(PRINCIPLES), 0, 3),
        }

    def documents(self, number: int) -> Iterator[Document]:
        """Give the first ``number`` components."""
        return map(self.document, range(number))

    def document(self, number: int) -> Document:
        """Return a component."""
        random = Random(SEED * 1_000_003 + number)
        name = self._name(random, number)
        organisation = self._organisations.draw(random)
        fill = _Filler(random, self._words, {"name": name, "organisation": organisation})
        facets = {
            facet: tuple(
                dict.fromkeys(values.draw(random) for _ in range(random.randint(least, most)))
            )
            for facet, (values, least, most) in self._facets.items()
        }
        return Document(
            id=f"00000000-0000-4000-8000-{number:012d}",
            name=name,
            summary=fill(random.choice(SUMMARIES)),
            description=" ".join(
                fill(random.choice(SENTENCES)) for _ in range(random.randint(5, 12))
            ),
            organisation=organisation,
            owners=(organisation,),
            purposes=tuple(fill(random.choice(PURPOSES)) for _ in range(random.randint(3, 5))),
            keywords=tuple(
                fill(random.choice(("{compound}", "{noun}"))) for _ in range(random.randint(2, 6))
            ),
            categories=tuple(key.replace("-", " ") for key in facets["categorie"]),
            category_names=tuple(key.replace("-", " ") for key in facets["categorie"]),
            standards=facets["standaard"],
            facets={**facets, "organisatie": (slugify(organisation),)},
            changed_at=1_514_764_800 + int(random.random() ** 0.5 * 250_000_000),
        )

    def _name(self, random: Random, number: int) -> str:
        thing = compound(random)
        kind = random.random()
        if kind < 0.3:
            name = f"Open{thing.capitalize()}"
        elif kind < 0.6:
            name = thing.capitalize()
        elif kind < 0.8:
            name = f"{thing.capitalize()} API"
        else:
            name = "".join(random.choices("ABCDEFGHKLMNOPRSTVWZ", k=3)) + f"-{random.choice(HEADS)}"
        return f"{name} {number}" if random.random() < 0.3 else name


class _Filler:
    """Puts words in a pattern."""

    def __init__(self, random: Random, words: dict[str, Zipf], fixed: dict[str, str]) -> None:
        self._random = random
        self._words = words
        self._fixed = fixed

    def __call__(self, pattern: str) -> str:
        """Return the pattern with other words each time."""
        return pattern.format_map(self)

    def __getitem__(self, kind: str) -> str:
        if kind == "compound":
            return compound(self._random)
        return self._fixed.get(kind) or self._words[kind].draw(self._random)


def compound(random: Random) -> str:
    """Return a compound; one in six has three parts."""
    word = random.choice(FIRST) + random.choice(HEADS)
    return random.choice(FIRST) + word if random.random() < 1 / 6 else word
