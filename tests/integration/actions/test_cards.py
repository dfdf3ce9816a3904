"""Action cards of a guideline: what the catalogue knows comes before what the registry wrote."""

import pytest

from govhub.catalogue.actions import cards, export, importing
from govhub.catalogue.models import RegistryAction
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.guidance.models import Phase
from govhub.platform.db import transaction
from tests.making import make_component, make_principle

FACTS = {
    "id": "wegwijzer",
    "name": "Wegwijzer",
    "source": "https://wegwijzer.voorbeeld.nl/",
    "richtlijn": "data",
    "fase": "bouw",
    "action": "Starten",
    "status": "beschikbaar",
}


@pytest.fixture
def principle(session):
    return make_principle(session, key="data", title="Maak beter gebruik van data")


@pytest.fixture
def shown(session, principle):
    """Bring in an action, about this component if any; return the cards of its guideline."""

    def shown(component=None, **facts):
        with transaction(session):
            importing.bring_in(session, [{**FACTS, **facts}])
            action = session.query(RegistryAction).one()
            action.component = component
        session.expire_all()
        return cards.Serving(session, principle).cards(most=10)

    return shown


@pytest.mark.parametrize("status", [Status.CONCEPT, Status.ENDED])
def test_the_status_is_that_of_the_component_also_before_it_serves_the_guideline(
    session, shown, status
):
    component = make_component(session, name="De wegwijzer", status=status, principle_keys=())
    [card] = shown(component)
    assert (card.name, card.slug, card.status) == ("De wegwijzer", component.slug, status)
    assert (card.url, card.action, card.phases) == (None, "Starten", (Phase.BUILDING,))


def test_what_is_hidden_is_no_card_and_not_in_the_file(session, shown):
    component = make_component(session, publication=Publication.HIDDEN)
    assert shown(component) == []
    assert export.rows(session) == []


def test_what_is_ready_comes_first_and_no_more_than_is_asked(session, principle):
    for number, status in enumerate((Status.DEMO, Status.AVAILABLE, Status.CONCEPT)):
        make_component(
            session, name=f"Naam {number}", status=status, reason="Zo.", principle_keys=("data",)
        )
    serving = cards.Serving(session, principle)
    assert [each.name for each in serving.cards(most=2)] == ["Naam 1", "Naam 0"]
    assert (serving.number(), serving.number(Phase.LIVE)) == (3, 0)


@pytest.mark.parametrize(
    "source", ["javascript:alert(1)", "data:text/html,x", "//kwaad.nl", ["https://een.nl"], 3, True]
)
def test_what_is_no_web_address_is_no_link(shown, source):
    [card] = shown(source=source)
    assert card.url is None


@pytest.mark.parametrize("status", [True, 3, ["beschikbaar"], {"a": 1}, "raar", None])
def test_a_status_that_is_no_word_of_ours_is_none(shown, status):
    [card] = shown(status=status)
    assert card.status is None
