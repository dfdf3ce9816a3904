"""What people read."""

import pytest

from govhub.catalogue.interchange.publiccode import Result, Rule, Type, check, dutch, english
from tests.unit.publiccode.documents import VALID, changed

VALUES = ("een", '"a" or "b"', "twee")


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_a_dutch_and_an_english_sentence(rule):
    result = Result(
        type=Type.ERROR,
        key="legal.license",
        description=english.sentence(rule, *VALUES),
        line=1,
        column=1,
        rule=rule,
        values=VALUES,
    )
    assert dutch.sentence(result).endswith(".")
    assert "%" not in dutch.sentence(result)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            changed("developmentStatus: stable", "developmentStatus: Production"),
            "Deze waarde kan hier niet. Kies uit: concept, development, beta, stable of obsolete.",
        ),
        (
            changed("localisationReady: false", "localisationReady: nee"),
            "Hier staat een ander soort waarde dan mag. Schrijf true of false.",
        ),
        (
            changed("type: community", "type: contract"),
            "Vul “contractors” in: dat moet als “type” “contract” is.",
        ),
        (
            VALID + "supports: [{id: alias:avg}]",
            (
                "Deze afkorting is niet bekend. Kies er een uit: alias:anpr, alias:cie, "
                "alias:cra, alias:eidas, alias:gdpr, alias:io, alias:nis2, alias:pagopa, "
                "alias:spid."
            ),
        ),
    ],
)
def test_a_sentence_says_what_is_wrong_and_what_to_do(text, sentence):
    assert dutch.sentence(check(text)[0]) == sentence


def test_a_very_long_value_is_shortened():
    (result,) = check(changed('"0"', f'"{"9" * 5000}"'))
    assert len(dutch.sentence(result)) < 200
