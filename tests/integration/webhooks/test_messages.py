"""What a receiver gets: the right messages, by the profile, each with a signature that holds."""

import base64
import re
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from standardwebhooks import WebhookVerificationError

from govhub.catalogue import correcting, hiding, merging, planning, service
from govhub.catalogue.changing import StatusWish, change_status
from govhub.catalogue.events import StatusChanged
from govhub.catalogue.facts import facts_of
from govhub.catalogue.status import Status
from govhub.following import webhooks
from govhub.following.models import Interest
from govhub.following.saved_search import SavedSearch
from govhub.kernel import clock
from govhub.notifications.webhooks.cloudevents import Sender
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent
from govhub.web.upkeep.movers import MOVERS
from tests.integration.webhooks.conftest import BASE_URL
from tests.making import make_component

PREFIX = "nl.softwarecomponenten."


@pytest.fixture
def component(session, send):
    """A component of which everything was told before the test."""
    made = make_component(session, status=Status.DEMO, name="Zaakregister")
    send()
    return made


@pytest.fixture
def become(session):
    """Change the status: ``become(component, Status.AVAILABLE, reason=…)``."""

    def _become(component, new, **wish):
        with transaction(session):
            wish = StatusWish(new=new, **wish)
            return change_status(session, component, wish, decided_by="Gemeente Voorbeeld")

    return _become


def test_a_change_of_status_arrives_as_a_cloudevent(
    session, component, make_webhook, receiver, become, send
):
    make_webhook(component)
    line = become(
        component, Status.AVAILABLE, reason="Klaar.", evidence_url="https://voorbeeld.nl/besluit"
    )
    send()
    (received,) = receiver.received
    address = f"{BASE_URL}/componenten/zaakregister"
    assert received.headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    assert received.message == {
        "specversion": "1.0",
        "id": str(line.key),
        "source": "urn:nld:oin:00000001823288444000:systeem:govhub",
        "type": "nl.softwarecomponenten.component-status-gewijzigd.v1",
        "subject": str(component.public_id),
        "time": line.recorded_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "sequence": f"{line.event_id:012}",
        "datacontenttype": "application/json",
        "dataref": address,
        "data": {
            "component": {
                "id": str(component.public_id),
                "naam": "Zaakregister",
                "adres": address,
                "status": "beschikbaar",
            },
            "statusOud": "demo",
            "statusNieuw": "beschikbaar",
            "ingangsdatum": clock.today().isoformat(),
            "besluitVan": "Gemeente Voorbeeld",
            "reden": "Klaar.",
            "bron": "https://voorbeeld.nl/besluit",
            "isCorrectie": False,
        },
    }


def test_the_attributes_keep_to_the_profile(component, make_webhook, receiver, become, send):
    make_webhook(component)
    become(component, Status.AVAILABLE)
    send()
    message = receiver.received[0].message
    assert all(re.fullmatch(r"[a-z0-9]{1,20}", name) for name in message)
    assert re.fullmatch(r"urn:nld:oin:\d{20}:systeem:\w+", message["source"])
    assert re.fullmatch(r"nl(\.[a-z-]+)+\.v\d", message["type"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", message["time"])
    assert uuid.UUID(message["id"])


def test_without_an_oin_the_portal_is_the_source():
    assert Sender("https://x.nl").source == "https://x.nl"


def test_a_message_says_nothing_about_persons(
    session, owner, make_webhook, receiver, become, send, component
):
    make_webhook(component, None)
    become(component, Status.AVAILABLE)
    send()
    assert b"@" not in receiver.received[0].body


def test_the_signature_holds_for_the_library_of_standard_webhooks(
    component, make_webhook, receiver, become, send
):
    webhook = make_webhook(component)
    become(component, Status.AVAILABLE)
    send()
    (received,) = receiver.received
    assert received.verify(webhook.secret) == received.message
    with pytest.raises(WebhookVerificationError):
        received.verify("whsec_" + base64.b64encode(b"iets anders" * 3).decode())


def test_the_message_also_says_from_whom_it_comes(component, make_webhook, receiver, become, send):
    make_webhook(component)
    become(component, Status.AVAILABLE)
    send()
    assert receiver.received[0].headers["origin"] == "govhub.voorbeeld.nl"


def test_the_old_secret_signs_along_for_a_day(
    session, component, make_webhook, receiver, become, send, again
):
    webhook = make_webhook(component)
    old = webhook.secret
    with transaction(session):
        webhooks.rotate(session, again(webhook))
    new = again(webhook).secret
    assert new != old
    become(component, Status.AVAILABLE)
    send()
    received = receiver.received[0]
    assert len(received.headers["webhook-signature"].split()) == 2
    assert received.verify(old) == received.verify(new)

    with clock.at(clock.now() + timedelta(hours=24)):
        assert webhooks.secrets_of(again(webhook)) == [new]


def test_several_ways_to_follow_make_one_message(component, make_webhook, receiver, become, send):
    make_webhook(component, component.categories[0], component.owner, None)
    become(component, Status.AVAILABLE)
    send()
    assert len(receiver.received) == 1


def test_two_webhooks_get_the_same_event_under_different_ids(
    component, make_webhook, receiver, become, send
):
    make_webhook(component)
    make_webhook(component, url=receiver.url + "/2")
    become(component, Status.AVAILABLE)
    send()
    first, second = receiver.received
    assert first.message["id"] == second.message["id"]
    assert first.headers["webhook-id"] != second.headers["webhook-id"]


def test_what_nobody_follows_is_not_sent(session, component, make_webhook, receiver, become, send):
    make_webhook(make_component(session))
    become(component, Status.AVAILABLE)
    send()
    assert receiver.received == []


def test_a_webhook_that_is_not_verified_gets_nothing(
    component, make_webhook, receiver, become, send, deliveries
):
    make_webhook(component, is_active=False)
    become(component, Status.AVAILABLE)
    send()
    assert (receiver.received, deliveries()) == ([], [])


def test_a_new_component_is_told_once_with_its_status(
    session, make_webhook, receiver, send, component
):
    make_webhook(None)
    made = make_component(session, status=Status.DEMO)
    send()
    (received,) = receiver.received
    assert received.message["type"] == PREFIX + "component-toegevoegd.v1"
    assert received.message["subject"] == str(made.public_id)
    assert received.message["data"]["component"]["status"] == "demo"


def test_a_changed_description_is_for_who_wants_to_hear_everything(
    session, component, make_webhook, receiver, send
):
    make_webhook(component)
    make_webhook(component, url=receiver.url + "/2", interest=Interest.AVAILABLE)
    with transaction(session):
        service.edit(session, component, facts_of(component), seen_version=component.version)
    send()
    assert receiver.types == [PREFIX + "component-gewijzigd.v1"]


def test_the_interest_decides(component, make_webhook, receiver, become, send):
    make_webhook(component, interest=Interest.ENDING)
    become(component, Status.AVAILABLE)
    send()
    assert receiver.received == []
    become(
        component, Status.PHASING_OUT, reason="Oud.", end_date=clock.today() + timedelta(days=90)
    )
    send()
    assert PREFIX + "component-status-gewijzigd.v1" in receiver.types


def test_a_correction_is_told_and_marked(
    session, component, make_webhook, receiver, become, send, relay
):
    make_webhook(component)
    line = become(component, Status.AVAILABLE)
    with transaction(session):
        correcting.correct(
            session,
            component,
            line,
            new=Status.DEMO,
            reason="Vergissing.",
            decided_by="Gemeente Voorbeeld",
            is_editor=False,
        )
    send()
    data = [each.message["data"] for each in receiver.received]
    assert [(each["statusNieuw"], each["isCorrectie"]) for each in data] == [
        ("beschikbaar", False),
        ("demo", True),
    ]


def test_what_is_announced_and_taken_back_is_told(session, component, make_webhook, receiver, send):
    make_webhook(component)
    make_webhook(component, url=receiver.url + "/2", with_plans=False)
    day = clock.today() + timedelta(days=30)
    wish = StatusWish(new=Status.ENDED, reason="Het project stopt.", effective_on=day)
    with transaction(session):
        plan = planning.announce(
            session, component, wish, decided_by="Gemeente Voorbeeld", is_approved=True
        )
    with transaction(session):
        planning.withdraw(session, plan, reason="Toch niet.", decided_by="Gemeente Voorbeeld")
    send()
    assert receiver.types == [
        PREFIX + "component-wijziging-aangekondigd.v1",
        PREFIX + "component-aankondiging-ingetrokken.v1",
    ]
    announced, withdrawn = (each.message["data"] for each in receiver.received)
    assert announced["ingangsdatum"] == withdrawn["ingangsdatum"] == day.isoformat()
    assert (withdrawn["reden"], withdrawn["isMislukt"]) == ("Toch niet.", False)


def test_facts_that_came_in_by_the_hundred_are_not_told(
    session, component, make_webhook, receiver, send
):
    make_webhook(component)
    event = StatusChanged(
        subject=str(component.public_id),
        old="demo",
        new="beschikbaar",
        effective_on=clock.today().isoformat(),
        decided_by="redactie GovHub",
        is_news=False,
    )
    with transaction(session):
        session.add(
            RecordedEvent(
                name=event.name,
                subject=event.subject,
                payload=event.payload(),
                occurred_at=clock.now(),
            )
        )
    send()
    assert receiver.received == []


def test_a_saved_search_finds_its_components(
    session, component, make_webhook, receiver, become, send
):
    labels = {"status": {"beschikbaar": "Beschikbaar"}}
    make_webhook(SavedSearch.of("zaakregister", {"status": ["beschikbaar"]}, labels))
    make_webhook(SavedSearch.of("betalen", {}, {}), url=receiver.url + "/2")
    become(component, Status.AVAILABLE)
    send()
    assert len(receiver.received) == 1


def test_a_component_that_was_hidden_meanwhile_is_not_told(
    session, component, make_webhook, receiver, become, send, deliveries, relay
):
    make_webhook(component)
    become(component, Status.AVAILABLE)
    receiver.statuses = [503]
    send()
    with transaction(session):
        hiding.withdraw(session, component, reason="Dubbel.")
    with clock.at(clock.now() + timedelta(minutes=1)):
        send()
    assert receiver.types == [
        PREFIX + "component-status-gewijzigd.v1",
        PREFIX + "component-verborgen.v1",
    ]
    assert "niet meer voor iedereen te zien" in deliveries()[0].last_error


def test_what_leaves_and_comes_back_is_for_everybody_who_follows_it(
    session, component, make_webhook, receiver, send, editor
):
    make_webhook(component, interest=Interest.ENDING)
    with transaction(session):
        hiding.hide(session, component, reason="Dubbel.", decided_by=editor)
    send()
    assert receiver.types == [PREFIX + "component-verborgen.v1"]
    assert receiver.received[0].message["data"]["reden"] == "Dubbel."
    with transaction(session):
        hiding.restore(session, component, decided_by=editor)
    send()
    assert receiver.types[-1] == PREFIX + "component-teruggezet.v1"


def test_a_double_is_told_with_what_it_became(
    session, component, make_webhook, receiver, send, editor
):
    into = make_component(session, name="Register van zaken")
    send()
    make_webhook(component, into, interest=Interest.ENDING)
    with transaction(session):
        merging.merge(
            session, component, into, reason="Hetzelfde.", decided_by=editor, movers=MOVERS
        )
    send()
    told = [each.message for each in receiver.received]
    (merged,) = [each for each in told if each["type"].endswith("samengevoegd.v1")]
    assert merged["subject"] == str(component.public_id)
    assert merged["data"]["reden"] == "Hetzelfde."
    assert (
        merged["data"]["samengevoegdMet"]["adres"] == f"{BASE_URL}/componenten/register-van-zaken"
    )


def test_another_name_is_told_with_what_it_was(session, component, make_webhook, receiver, send):
    make_webhook(component)
    with transaction(session):
        renamed = replace(facts_of(component), name="Zakenboek")
        service.edit(session, component, renamed, seen_version=component.version)
    send()
    data = receiver.received[0].message["data"]
    assert data["component"]["adres"] == f"{BASE_URL}/componenten/zakenboek"
    assert data["naamEerder"] == "Zaakregister"
    assert data["adresEerder"] == f"{BASE_URL}/componenten/zaakregister"


def test_the_sequence_is_in_the_order_of_what_happened(
    session, component, make_webhook, receiver, become, send
):
    make_webhook(component)
    become(component, Status.AVAILABLE)
    become(component, Status.DEMO, reason="Toch niet.")
    send()
    numbers = [each.message["sequence"] for each in receiver.received]
    assert numbers == sorted(numbers)
    assert session.scalar(sa.select(RecordedEvent.id).order_by(RecordedEvent.id.desc())) == int(
        numbers[-1]
    )
