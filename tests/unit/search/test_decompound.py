"""Compounds that people split by hand: measured on the whole list, and what each rule does."""

import pytest

from govhub.search.decompound import MARK, indexed, part_terms, split
from govhub.search.dutch import stem
from govhub.search.field_words import FIELD_WORDS
from govhub.search.lexicon import FOLDER, lexicon

COMPOUNDS = """
    betaalcomponent: betaal component
    berichtenbox: berichten box
    inlogvoorziening: inlog voorziening
    zaaksysteem: zaak systeem
    documentbeheersysteem: document beheer systeem
    formulierengenerator: formulieren generator
    notificatieservice: notificatie service
    handelsregister: handels register
    zaakregister: zaak register
    klantcontact: klant contact
    klantcontactcentrum: klant contact centrum
    contactmoment: contact moment
    webformulier: web formulier
    gemeentebelasting: gemeente belasting
    burgerparticipatie: burger participatie
    omgevingsvergunning: omgevings vergunning
    bouwvergunning: bouw vergunning
    bewaartermijn: bewaar termijn
    archiefbeheer: archief beheer
    gegevensuitwisseling: gegevens uitwisseling
    testomgeving: test omgeving
    huisnummer: huis nummer
    postcode: post code
    straatverlichting: straat verlichting
    vernietigingslijst: vernietigings lijst
    parkeervergunning: parkeer vergunning
    identiteitsprovider: identiteits provider
    zaaktypecatalogus: zaak type catalogus
    referentielijst: referentie lijst
    aansluitvoorwaarden: aansluit voorwaarden
    ondertekendienst: onderteken dienst
    pushberichten: push berichten
    betaalverzoek: betaal verzoek
    verwerkingenlogging: verwerkingen logging
    bezoekersstatistieken: bezoekers statistieken
    stembureau: stem bureau
    wachtwoord: wacht woord
    brievenbus: brieven bus
    belastingaangifte: belasting aangifte
    machtigingenregister: machtigingen register
    persoonsgegevens: persoons gegevens
    basisregistratie: basis registratie
    documentcreatie: document creatie
    adreszoeker: adres zoeker
    afsprakenmodule: afspraken module
    raadsinformatie: raads informatie
    gemeenteraad: gemeente raad
    zetelverdeling: zetel verdeling
    werkvoorraad: werk voorraad
    statuswijziging: status wijziging
    gebruikersonderzoek: gebruikers onderzoek
    huisstijl: huis stijl
    broncode: bron code
    koppelvlak: koppel vlak
    kentekencheck: kenteken check
    milieuzone: milieu zone
    toegangverlening: toegang verlening
    sjabloonbeheer: sjabloon beheer
    servercertificaat: server certificaat
    objectregistratie: object registratie
"""
NO_COMPOUNDS = """
    formulier gemeente authenticatie inloggen beschikbaar organisatie overheid veiligheid
    toegankelijkheid notificatie machtiging identiteit onderwijs inwoner certificaat besluiten
    ondernemer medewerker registratie betaling herbruikbaar handtekening verantwoorden
    beveiligen leverancier provincie ministerie standaard authorisatie autorisatie ontwikkelaar
    publiceren versleutelen digitale bevragen portefeuille wetgeving controleren automatisch
    uitgifte
"""
needs_dictionary = pytest.mark.skipif(not FOLDER.is_dir(), reason="scripts/assets has not been run")


def gold():
    """Return compound → its parts."""
    return {
        word: parts.split()
        for word, parts in (line.split(":") for line in COMPOUNDS.split("\n") if line.strip())
    }


def stems(parts):
    """Return the stems, without letters that link."""
    return [stem(part.removesuffix("s")) for part in parts]


@needs_dictionary
def test_compounds_are_split_as_people_do():
    wrong = [
        word.strip()
        for word, parts in gold().items()
        if stems(split(word.strip(), lexicon().parts)) != stems(parts)
    ]
    assert len(gold()) == 60
    assert wrong == []


@needs_dictionary
def test_words_that_are_no_compounds_stay_whole():
    words = NO_COMPOUNDS.split()
    assert len(words) == 40
    assert [word for word in words if split(word, lexicon().parts)] == ["handtekening"]


def test_without_a_dictionary_compounds_of_our_own_field_are_split():
    assert split("zaaksysteem", FIELD_WORDS) == ("zaak", "systeem")
    assert split("boomchirurg", FIELD_WORDS) == ()


KNOWN = {"verkiezing", "uitslag", "boeken", "kast", "boek", "lijst", "heid", "groot"}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("verkiezingsuitslag", ("verkiezing", "uitslag")),
        ("boekenkast", ("boeken", "kast")),
        ("boekkastlijst", ("boek", "kast", "lijst")),
        ("uitslaguitslaguitslaguitslaguitslag", ()),
        ("grootheid", ()),
        ("verkiezing", ()),
        ("kastje", ()),
        ("boekkast2", ()),
        ("", ()),
    ],
)
def test_a_word_is_split_when_all_of_it_is_known(word, expected):
    assert split(word, KNOWN) == expected


def test_the_fewest_parts_are_best():
    assert split("boekenkastlijst", {"boekenkast", *KNOWN}) == (
        "boekenkast",
        "lijst",
    )


def test_a_hostile_word_takes_no_time():
    assert split("zaak" * 15, FIELD_WORDS) == ()


def test_a_text_gives_the_parts_of_its_words_and_the_parts_of_those_under_a_mark():
    assert part_terms("zaaksysteem") == (f"{MARK}{stem('zaak')}", f"{MARK}{stem('systeem')}")
    assert part_terms("zaak") == ()


def test_a_text_is_indexed_under_its_telling_words_and_under_their_parts():
    words, parts = indexed("De zaken van het zaaksysteem")

    assert words == [stem("zaak"), stem("zaaksysteem")]
    assert parts == [f"{MARK}{stem('zaak')}", f"{MARK}{stem('systeem')}"]
