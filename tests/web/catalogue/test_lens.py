"""What a component means for who reads it in a role, with what is not known."""

from datetime import timedelta

import pytest

from govhub.catalogue import planning
from govhub.catalogue.changing import StatusWish
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind, Maintenance
from govhub.guidance.models import Role
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.language import long_date
from tests.inspector import page, words
from tests.making import make_component, make_organisation, make_standard

BARE = {
    "repository_url": None,
    "documentation_url": None,
    "api_docs_url": None,
    "licence": None,
    "contact_email": None,
    "maintenance": None,
    "standard_keys": (),
}


def seen(client, component, role):
    """Return label → what the page says, for a role."""
    document = page(client.get(f"/componenten/{component.slug}?rol={role}"))
    return {
        words(each.find("dt")): words(each.find("dd"))
        for each in document.find_class("gh-answers__item")
    }


def verdict(client, component, role):
    document = page(client.get(f"/componenten/{component.slug}?rol={role}"))
    return words(document.find_class("gh-lens")[0].xpath("./p/strong")[0])


def test_nobody_is_asked_for_a_role_to_read_the_page(client, session):
    component = make_component(session)
    document = page(client.get(f"/componenten/{component.slug}"))
    assert "Kies uw rol. Dan ziet u wat u moet weten" in words(document)
    assert not document.find_class("gh-answers")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("status", Status)
def test_every_role_gets_an_answer_for_every_status(client, session, role, status):
    component = make_component(session, status=status, reason="Zo is het.")
    assert verdict(client, component, role)
    assert len(seen(client, component, role)) >= 5


@pytest.mark.parametrize("role", Role)
def test_what_is_not_known_is_said_and_not_left_out(client, session, role):
    full = make_component(
        session,
        repository_url="https://code.nl/a",
        documentation_url="https://docs.nl",
        api_docs_url="https://api.nl",
        licence="EUPL-1.2",
        maintenance=Maintenance.INTERNAL,
    )
    bare = make_component(session, status=Status.CONCEPT, **BARE)
    assert set(seen(client, full, role)) == set(seen(client, bare, role))
    unknown = [text for text in seen(client, bare, role).values() if "Niet bekend." in text]
    assert unknown


def test_a_developer_sees_where_the_code_the_api_and_the_version_are(client, session):
    component = make_component(
        session,
        repository_url="https://code.voorbeeld.nl/a",
        api_docs_url="https://api.voorbeeld.nl/",
        software_version="2.4.1",
    )
    found = seen(client, component, "developer")
    assert found["Broncode"] == "code.voorbeeld.nl/a"
    assert found["API"] == "api.voorbeeld.nl"
    assert found["Versie"] == "2.4.1"


def test_a_lawyer_reads_that_there_is_no_licence(client, session):
    component = make_component(session, status=Status.CONCEPT, **BARE)
    found = seen(client, component, "jurist")
    assert "Zonder licentie mag u de broncode niet gebruiken." in found["Licentie"]
    assert found["Wat nog ontbreekt"] == (
        "licentie, documentatie, contactadres, onderhoud en standaarden"
    )


def test_a_service_without_code_is_not_asked_for_a_licence(client, session):
    component = make_component(session, kind=Kind.SERVICE, **BARE)
    assert "Broncode" not in seen(client, component, "developer")
    assert "Een licentie is dan niet altijd nodig." in seen(client, component, "jurist")["Licentie"]


def test_a_buyer_gets_a_text_with_only_what_is_known(client, session):
    owner = make_organisation(session, name="Gemeente Delft")
    for name in ("WCAG", "Digikoppeling"):
        make_standard(session, name=name)
    component = make_component(
        session,
        name="Wegwijzer",
        owner_slug=owner.slug,
        licence="EUPL-1.2",
        standard_keys=("wcag", "digikoppeling"),
    )
    document = page(client.get(f"/componenten/{component.slug}?rol=inkoper"))
    (code,) = document.xpath("//pre[@id='clausule']")
    assert words(code) == (
        "De opdrachtnemer gebruikt Wegwijzer van Gemeente Delft, of levert een oplossing die "
        "daarmee samenwerkt. "
        "De oplossing voldoet aantoonbaar aan deze standaarden: Digikoppeling; WCAG. "
        "Wat de opdrachtnemer aan Wegwijzer wijzigt of toevoegt, komt beschikbaar onder dezelfde "
        "licentie (EUPL-1.2). "
        "Kan dit niet, dan legt de inschrijver uit waarom, en hoe hij hetzelfde bereikt."
    )
    bare = make_component(session, name="Kaal", **BARE)
    (code,) = page(client.get(f"/componenten/{bare.slug}?rol=inkoper")).xpath(
        "//pre[@id='clausule']"
    )
    assert "standaarden" not in words(code)
    assert "licentie" not in words(code)


@pytest.mark.parametrize(
    "asked", ["?rol=jurist&_anchor=x", "?rol=jurist&endpoint=y&slug=z", "?rol=jurist&op=2020-01-01"]
)
def test_whatever_else_the_address_asks_stays(client, session, asked):
    component = make_component(session)
    assert client.get(f"/componenten/{component.slug}{asked}").status_code == 200


def test_a_cxo_reads_until_when_it_works_once_that_is_announced(client, session):
    component = make_component(session)
    last = clock.today() + timedelta(days=60)
    with transaction(session):
        planning.announce(
            session,
            component,
            StatusWish(new=Status.ENDED, effective_on=last, reason="Er komt iets nieuws."),
            decided_by="Gemeente Delft",
            is_approved=True,
        )
    assert seen(client, component, "cxo")["Werkt nog tot"] == long_date(last)


def test_a_buyer_does_not_take_a_reason_to_be_closed_for_a_licence(client, session):
    found = seen(client, make_component(session, closed_reason="Geheim.", licence=None), "inkoper")
    assert found["Licentie"].endswith("Vraag ernaar voordat u iets eist.")
    assert found["Waarom niet open"] == "Geheim."
