"""A public component whose name or repository becomes that of another: saved, with a warning."""

import pytest

from tests.inspector import page, words
from tests.making import make_component


@pytest.fixture
def warned(me, public):
    """Edit a public component and return what the next page says: ``warned(name="…")``."""
    mine = public(name="Zaakregister")

    def warned(**values):
        saved = me.submit(f"/componenten/{mine.slug}/wijzigen", **values)
        assert saved.status_code == 302
        said = page(me.get(saved.location)).find_class("gh-said")
        return words(said[0])

    return warned


def test_a_name_that_exists_is_warned_of(session, warned):
    make_component(session, name="Documentkluis", owner_slug="gemeente-ander")
    assert "Documentkluis van Gemeente ander lijkt hierop: dezelfde naam." in warned(
        name="Document-kluis"
    )


def test_a_repository_that_exists_is_warned_of(session, warned):
    other = make_component(session, repository_url="https://github.com/voorbeeld/kluis")
    said = warned(repository_url="https://github.com/Voorbeeld/kluis.git")
    assert f"{other.name} van Gemeente voorbeeld lijkt hierop: dezelfde broncode." in said


def test_another_edit_is_not_warned_of(session, warned):
    make_component(session, name="Zaak-register")
    assert warned(summary="Nu in andere woorden.") == "Uw wijzigingen zijn opgeslagen."


def test_what_looked_the_same_already_is_not_warned_of_again(session, warned):
    make_component(session, name="Zaak-register")
    make_component(session, name="Iets anders", repository_url="https://github.com/a/b")
    said = warned(repository_url="https://github.com/a/b/")
    assert "Iets anders van" in said
    assert "Zaak-register" not in said
