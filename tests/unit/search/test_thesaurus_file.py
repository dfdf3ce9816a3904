import pytest

from govhub import paths
from govhub.search.thesaurus import Group
from govhub.search.thesaurus_file import ThesaurusRefused, load


def refused(folder, text):
    """Return why a file is refused."""
    file = folder / "thesaurus.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ThesaurusRefused) as refusal:
        load(file)
    return refusal.value.message.replace(str(file), "DIT")


def test_groups_and_words_without_information_are_read(tmp_path):
    file = tmp_path / "thesaurus.yaml"
    file.write_text(
        "negeren: [hoe]\ngroepen:\n- gelijk: [a, b]\n  smaller: [c]\n  ruimer: [d]\n- gelijk: [e]\n"
    )

    assert load(file).groups == (Group(("a", "b"), ("c",), ("d",)), Group(("e",)))
    assert load(file).ignored == {"hoe"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "groepen:\n- smaller: [a]\n",
            "In DIT klopt groepen → nr. 1 → gelijk niet: het ontbreekt.",
        ),
        ("groepen:\n- gelijk: []\n", "In DIT klopt groepen → nr. 1 → gelijk niet: er staat niets."),
        (
            "groepen:\n- gelijk: [a]\n- gelijk: [a, 112]\n",
            (
                "In DIT klopt groepen → nr. 2 → gelijk → 1 niet: "
                "hier hoort tekst; zet woorden als on en 112 tussen aanhalingstekens."
            ),
        ),
        (
            "groepen:\n- gelijk: [a]\n  zelfde: [b]\n",
            (
                "In DIT klopt groepen → nr. 1 → zelfde niet: "
                "dit veld kennen we niet: gebruik gelijk, smaller en ruimer."
            ),
        ),
        ("negeren: hoe", "In DIT klopt negeren niet: hier hoort een lijst: [een, twee]."),
    ],
)
def test_what_does_not_fit_is_said_with_the_group_it_is_in(tmp_path, text, sentence):
    assert refused(tmp_path, text) == sentence


def test_a_file_that_is_no_yaml_or_is_not_there_is_refused(tmp_path):
    assert refused(tmp_path, "groepen: [").startswith("Het bestand DIT is geen geldige YAML: ")
    with pytest.raises(ThesaurusRefused, match="is er niet"):
        load(tmp_path / "weg.yaml")


def test_the_thesaurus_of_the_seed_can_be_read():
    thesaurus = load(paths.SEED / "thesaurus.yaml")

    assert len(thesaurus.groups) > 400
    assert thesaurus.ignored >= {"hoe", "what"}
