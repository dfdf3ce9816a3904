"""Every page in Chromium: axe finds nothing, nothing sticks out, nothing is logged as an error."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from govhub.accounts.models import UserRole
from govhub.accounts.service import create_user
from govhub.catalogue import changing, confirming, correcting, planning
from govhub.catalogue.changing import StatusWish
from govhub.catalogue.facts import facts_of
from govhub.catalogue.ledger.queries import waiting_plans
from govhub.catalogue.queries import component_by_slug
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.following import service as following
from govhub.following import tokens, webhooks
from govhub.following.events import WebhookTested
from govhub.following.wishes import FollowWish
from govhub.kernel import clock
from govhub.platform import links
from govhub.platform.db import transaction
from govhub.platform.fetch import Reach
from govhub.platform.outbox import Delivery, DeliveryState, RecordedEvent, record
from govhub.registration import comments, edits, proposals
from govhub.registration import service as registration
from govhub.search import misses
from govhub.search import service as improving
from govhub.search.misses import Miss
from govhub.search.models import SearchMiss
from govhub.web.registration.steps import STEPS
from tests.browser.inspecting import look_at
from tests.browser.mailbox import follow_link, open_mail
from tests.making import make_component, make_follower, make_relation, make_user

PUBLIC_PAGES = [
    "/",
    "/componenten",
    "/componenten?q=zaak&status=beschikbaar",
    "/componenten?q=qqqqzzzz",
    "/componenten?pagina=999&status=onzin",
    "/componenten?q=betlaing+afrekenen",
    "/componenten?q=betlaing&letterlijk=ja",
    "/componenten/open-formulieren",
    "/componenten/nlx",
    "/componenten/haven",
    "/componenten/haven?op=2025-03-27",
    "/componenten/haven?op=2999-01-01",
    "/componenten/open-formulieren/volgen",
    "/componenten/volgen?q=zaak&status=beschikbaar",
    "/organisaties/logius/volgen",
    "/principes/samenwerking/volgen",
    "/volgen",
    "/volgen?gevraagd=ja",
    "/wijzigingen",
    "/wijzigingen?nieuw=beschikbaar&aankondigingen=ja&van=2026-01-01&oud=kapot",
    "/wijzigingen?toon=komend",
    "/organisaties",
    "/organisaties/logius",
    "/principes",
    "/principes/samenwerking",
    "/inloggen",
    "/inloggen/kijk-in-uw-mail",
    "/inloggen/verzonnen",
    "/over",
    "/toegankelijkheid",
    "/privacy",
    "/demo/postvak",
    "/bestaat-niet",
]


@pytest.fixture
def somebody(portal):
    """The demo's submitter with a draft, a submission, and a component with a proposal."""
    facts = {"category_keys": ("formulieren",), "owner_slug": "logius"}
    with portal.session() as session:
        with transaction(session):
            user = create_user(session, "demo-aanmelder@govhub.example", UserRole.SUBMITTER)
        own = {"submitted_by": user, **facts}
        draft = make_component(session, publication=Publication.DRAFT, licence=None, **own)
        submission = make_component(session, publication=Publication.DRAFT, **own)
        public = make_component(session, status=Status.CONCEPT, **own)
        make_relation(session, make_component(session, **own), "vereist", public)
        end = clock.today() + timedelta(days=300)
        made = [
            StatusWish(new=Status.DEMO),
            StatusWish(new=Status.ENDED, reason="Het stopt.", effective_on=end),
            StatusWish(new=Status.AVAILABLE, reason="Klaar."),
        ]
        closed = make_component(session, status=Status.DEMO, **own | {"licence": None})
        make_relation(session, closed, "vereist", public)
        overdue = make_component(session, **own)
        with transaction(session):
            overdue.confirm_by = clock.today() - timedelta(days=3)
        with transaction(session):
            registration.submit(session, user, submission)
        for wish in made:
            with transaction(session):
                proposals.propose_or_change_status(session, user, public, wish, seen=public.status)
        [plan] = waiting_plans(session, public)
        _ask_for_edits(session, user, public)
        with transaction(session):
            comments.say(session, user, submission, "Versie 2.", as_editor=False)
        return {
            "draft": draft.slug,
            "submission": submission.slug,
            "public": public.slug,
            "plan": plan.public_id,
            "closed": closed.slug,
            "overdue": overdue.slug,
        }


def _ask_for_edits(session, user, component):
    """Let an edit wait by who registered it, and one by somebody else, with a long text."""
    known = facts_of(component)
    with transaction(session):
        edits.save_or_propose(
            session, user, component, replace(known, licence="MIT"), seen_version=component.version
        )
    stranger = make_user(session)
    longer = f"{known.description} En nog een zin, die er eerst niet stond en nu wel."
    with transaction(session):
        edits.propose(
            session,
            stranger,
            component,
            replace(known, description=longer),
            seen_version=component.version,
            reason="Het was onvolledig.",
        )


def test_every_public_page_is_accessible(page, faults):
    assert look_at(page, PUBLIC_PAGES, faults) == []


def test_every_page_about_a_status_over_time_is_accessible(page, portal, faults):
    with portal.session() as session:
        makes = {"category_keys": ("formulieren",), "owner_slug": "logius"}
        needed, needs = make_component(session, **makes), make_component(session, **makes)
        make_relation(session, needs, "vereist", needed)
        last_week = clock.now() - timedelta(days=7)
        with clock.at(last_week), transaction(session):
            mistake = changing.change_status(
                session, needed, StatusWish(new=Status.DEMO, reason="Oeps."), decided_by="Logius"
            )
        with transaction(session):
            correcting.correct(
                session,
                needed,
                mistake,
                new=Status.AVAILABLE,
                reason="Vergissing.",
                decided_by="Logius",
                is_editor=True,
            )
        for days in (3, 2, 0):
            with clock.at(clock.now() - timedelta(days=days)), transaction(session):
                confirming.confirm(session, needed, decided_by="Logius")
        wish = StatusWish(
            new=Status.PHASING_OUT,
            reason="Op.",
            effective_on=clock.today() + timedelta(days=9),
            end_date=clock.today() + timedelta(days=90),
            successor_slug=needs.slug,
        )
        with transaction(session):
            planning.announce(session, needed, wish, decided_by="Logius", is_approved=True)
            needs.confirm_by = clock.today() - timedelta(days=1)
    on = (last_week + timedelta(days=1)).date()
    paths = [
        f"/componenten/{needed.slug}",
        f"/componenten/{needed.slug}?op={on}",
        f"/componenten/{needed.slug}?op=2001-01-01",
        f"/componenten/{needs.slug}",
        "/wijzigingen?aankondigingen=ja",
    ]
    assert look_at(page, paths, faults) == []


def test_every_page_of_a_follower_is_accessible(page, portal, faults):
    with portal.session() as session:
        make_follower(session, email="axe@voorbeeld.nl")
        subscription = make_follower(
            session, make_component(session, owner_slug="logius"), email="axe@voorbeeld.nl"
        )
        with transaction(session):
            following.follow(session, "axe-nieuw@voorbeeld.nl", FollowWish())
        token = tokens.stop_token(portal.signer, subscription)
    open_mail(page, "Bevestig dat u alle wijzigingen wilt volgen")
    found = faults(page)
    follow_link(page, "/volgen/bevestigen/")
    found += faults(page)
    pages = ("bevestigd", "beheren", "wijzigen", "verloop", "stoppen")
    found += look_at(page, [f"/volgen/{name}/{token}" for name in pages], faults)
    with page.expect_navigation():
        page.get_by_role("button", name="Stop met alles").click()
    assert found + faults(page) == []


def test_every_page_of_a_submitter_is_accessible(page, sign_in, somebody, faults):
    sign_in(page, "aanmelder")
    paths = [
        "/aanmelden",
        "/aanmelden/nieuw",
        "/mijn-aanmeldingen",
        "/mijn-volgen",
        f"/aanmelden/{somebody['draft']}",
        f"/aanmelden/{somebody['draft']}/verwijderen",
        f"/aanmelden/{somebody['submission']}",
        f"/aanmelden/{somebody['submission']}/opmerkingen",
        f"/componenten/{somebody['public']}/wijzigingen",
        "/componenten/open-zaak/voorstellen",
        "/componenten/open-zaak/wijzigingen",
        *(f"/aanmelden/{somebody['draft']}/stap/{step.key}" for step in STEPS),
        f"/componenten/{somebody['public']}",
        f"/componenten/{somebody['public']}/wijzigen",
        f"/componenten/{somebody['public']}/status",
        f"/componenten/{somebody['public']}/relaties",
        f"/componenten/{somebody['public']}/status/corrigeren",
        f"/componenten/{somebody['public']}/aankondigingen/{somebody['plan']}",
        f"/componenten/{somebody['public']}/klaar-voor-gebruik",
        f"/componenten/{somebody['closed']}/klaar-voor-gebruik",
        f"/componenten/{somebody['overdue']}",
        f"/componenten/{somebody['overdue']}/status",
    ]
    assert look_at(page, paths, faults) == []


def test_every_page_of_the_redactie_is_accessible(page, sign_in, somebody, faults):
    sign_in(page, "redacteur")
    paths = [
        "/redactie",
        "/redactie/status/niet-bevestigd",
        "/redactie/status/aangekondigd",
        "/mijn-aanmeldingen",
        f"/redactie/{somebody['submission']}",
        f"/redactie/{somebody['public']}",
    ]
    assert look_at(page, paths, faults) == []


def test_every_page_about_relations_is_accessible(page, portal, sign_in, somebody, faults):
    sign_in(page, "redacteur")
    with portal.session() as session:
        available = make_component(session)
        needed = component_by_slug(session, somebody["public"])
        key = make_relation(session, available, "vereist", needed, reason="Daarom.").id
    where = f"/componenten/{available.slug}/relaties"
    paths = [where, f"{where}/{key}", f"{where}/{key}/verwijderen", "/redactie/relaties"]
    found = look_at(page, [*paths, f"/componenten/{available.slug}"], faults)
    page.goto(where)
    page.get_by_label("Welk ander component?").fill("open")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies hieronder")
    assert found + faults(page) == []


def test_the_page_with_two_texts_is_accessible(new_page, sign_in, somebody, faults):
    address = f"/componenten/{somebody['public']}/wijzigen"
    mine, theirs = (sign_in(new_page(), role) for role in ("aanmelder", "redacteur"))
    for page, text in ((theirs, "Van de redactie."), (mine, "Van mij.")):
        page.goto(address)
        page.locator("#conditions").fill(text)
        page.locator("#platforms-web").check(force=True)
    mine.locator("#platforms-ios").check(force=True)
    for page in (theirs, mine):
        with page.expect_navigation():
            page.get_by_role("button", name="Opslaan").click()
    expect(mine.get_by_role("heading", name="Iemand anders heeft dit")).to_be_visible()
    found = faults(mine)
    for each in mine.get_by_text("Iets anders, namelijk").all():
        each.click()
    assert found + faults(mine) == []


def test_every_page_of_a_link_that_confirms_a_status_is_accessible(page, portal, somebody, faults):
    with portal.session() as session:
        component = component_by_slug(session, somebody["overdue"])
        subject = {
            "component": str(component.public_id),
            "submitter": component.submitted_by_id,
            "status": component.status.value,
        }
        purpose = confirming.CONFIRM_STATUS
        with transaction(session):
            link = links.issue(
                session, purpose=purpose, subject=subject, lifetime=timedelta(days=1)
            )
        token = portal.signer.token(purpose, str(link.id))
    found = look_at(page, [f"/status-bevestigen/{token}"], faults)
    page.get_by_role("button", name="Ja, deze status klopt").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("is bevestigd")
    found += faults(page)
    assert found + look_at(page, ["/status-bevestigen/verzonnen"], faults) == []


def test_a_status_form_with_a_mistake_is_accessible(page, sign_in, somebody, faults):
    sign_in(page, "aanmelder")
    page.goto(f"/componenten/{somebody['public']}/status")
    page.get_by_text("Wordt uitgefaseerd", exact=True).click()
    page.get_by_role("button", name="Status wijzigen").click()
    expect(page.get_by_role("alert")).to_contain_text("Leg uit waarom de status verandert.")
    assert faults(page) == []


def test_every_page_about_missed_searches_is_accessible(page, sign_in, portal, faults):
    with portal.session() as session, transaction(session):
        noted = {"axe-gemist": 0, "axe-nee": 1, "axe-zwak": 2}
        misses.add(session, [Miss(text=text, total=total) for text, total in noted.items()])
        missed, dismissed, weak = session.scalars(
            select(SearchMiss).where(SearchMiss.text.in_(noted)).order_by(SearchMiss.text)
        )
        improving.dismiss(session, dismissed, because="Dat bestaat niet.")
        synonym = improving.add_synonym(session, "axe", "bijl")
    sign_in(page, "redacteur")
    paths = [
        "/redactie/zoeken",
        f"/redactie/zoeken/{missed.id}",
        f"/redactie/zoeken/{weak.id}",
        "/redactie/zoeken/synoniemen",
        f"/redactie/zoeken/synoniemen/{synonym.id}",
    ]
    found = look_at(page, paths, faults)
    page.goto(f"/redactie/zoeken/{missed.id}")
    page.get_by_role("button", name="Synoniem toevoegen").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    assert found + faults(page) == []


def test_the_pages_about_what_did_not_arrive_are_accessible(page, sign_in, portal, faults):
    with portal.session() as session, transaction(session):
        event = RecordedEvent(
            name="axe", subject="1", payload={}, occurred_at=clock.now(), relayed=True
        )
        session.add(event)
        session.flush()
        for subscriber, state in (("volgers", "DEAD"), ("redactie", "DEAD"), ("x", "DISMISSED")):
            delivery = Delivery(
                event_id=event.id,
                subscriber=subscriber,
                receiver="axe",
                state=DeliveryState[state],
                due_at=clock.now(),
                last_error="Undeliverable: 550 no mailbox",
            )
            session.add(delivery)
        session.flush()
        dead = delivery.id - 1
    sign_in(page, "redacteur")
    paths = ["/redactie/leveringen", f"/redactie/leveringen/{dead}/wegleggen"]
    assert look_at(page, paths, faults) == []


def test_a_form_with_mistakes_is_accessible(page, sign_in, faults):
    sign_in(page, "aanmelder")
    page.goto("/aanmelden/nieuw")
    page.get_by_role("button", name="Opslaan en verder").click()
    expect(page).to_have_title("Fout: Wat is het? Stap 1 van 6: Component aanmelden - GovHub")
    assert faults(page) == []


def test_a_decision_without_a_reason_is_accessible(page, sign_in, somebody, faults):
    sign_in(page, "redacteur")
    page.goto(f"/redactie/{somebody['submission']}")
    page.get_by_role("button", name="Besluit versturen").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    assert faults(page) == []


@pytest.fixture
def webhook(portal):
    """A webhook of the demo's submitter, with messages that arrived, wait and were given up."""
    with portal.session() as session:
        with transaction(session):
            user = create_user(session, "demo-aanmelder@govhub.example", UserRole.SUBMITTER)
            here = Reach(loopback_ports=[9009])
            made = webhooks.create(
                session, user, name="Axe", url="http://127.0.0.1:9009/", reach=here
            )
            webhooks.activate(session, made)
            wish = FollowWish(webhook=made)
            following.follow(session, user.email, wish, is_own=True)
        with transaction(session):
            for state, reason in (
                (DeliveryState.DONE, None),
                (DeliveryState.DEAD, "Refused: HTTP 503. Bij de ontvanger ging iets mis."),
            ):
                row = record(session, WebhookTested(subject=str(made.public_id)))
                row.relayed = True
                session.add(
                    Delivery(
                        event_id=row.id,
                        subscriber=webhooks.SUBSCRIBER,
                        receiver=str(made.public_id),
                        state=state,
                        attempts=1,
                        due_at=clock.now(),
                        last_error=reason,
                    )
                )
        return made


def test_every_page_of_webhooks_is_accessible(page, sign_in, portal, webhook, faults):
    sign_in(page, "aanmelder")
    path = f"/webhooks/{webhook.public_id}"
    found = look_at(page, ["/webhooks", path, f"{path}/verwijderen"], faults)
    page.goto(path)
    page.get_by_role("button", name="Toon het geheim").click()
    found += faults(page)
    page.goto(path)
    page.get_by_role("button", name="Pauzeer").click()
    found += faults(page)
    page.get_by_role("button", name="Controleer de ontvanger").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    found += faults(page)
    page.goto("/webhooks")
    page.get_by_role("button", name="Webhook toevoegen").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    assert found + faults(page) == []
