"""The mail that asks an address to confirm: what it names, and what nobody can make it say."""

import pytest

from govhub.following import service
from govhub.following.saved_search import SavedSearch
from govhub.following.wishes import FollowWish
from govhub.kernel import clock
from govhub.platform.db import transaction
from tests.making import make_category, make_component, make_follower

EMAIL = "lezer@voorbeeld.nl"


@pytest.fixture
def follow(session):
    def _follow(subject=None):
        with transaction(session):
            return service.follow(session, EMAIL, FollowWish(subject=subject))

    return _follow


def search(text):
    return SavedSearch.of(text, {}, {})


def test_one_mail_names_all_that_waits_when_it_is_sent(session, follow, work, mail):
    component = make_component(session, name="Open Zaak")
    category = make_category(session, name="Betalen")
    work()
    for subject in (component, category, None):
        follow(subject)
    work()
    (sent,) = mail.sent
    assert sent.subject == "Bevestig wat u wilt volgen op GovHub"
    for named in ("Open Zaak", "de categorie Betalen", "alle wijzigingen"):
        assert named in sent.text
        assert named in sent.html
    assert "Hebt u dit niet zelf aangevraagd?" in sent.text
    assert sent.list_unsubscribe is None


def test_what_is_confirmed_before_the_mail_goes_out_is_not_asked(session, app, follow, work, mail):
    mail.refuse_with = ConnectionRefusedError("no mail server")
    follow()
    work()
    mail.refuse_with = None
    signer = app.extensions["govhub"].signer
    with transaction(session):
        link = session.query(service.links.OneTimeLink).one()
        service.confirm(session, signer, signer.token(service.CONFIRM, str(link.id)))
    with clock.at(clock.now() + service.BETWEEN_CONFIRMATIONS):
        work()
    assert mail.sent == []


def test_a_link_that_lapsed_while_the_mail_server_was_away_is_not_mailed(follow, work, mail):
    mail.refuse_with = ConnectionRefusedError("no mail server")
    follow()
    work()
    mail.refuse_with = None
    with clock.at(clock.now() + service.TIME_TO_CONFIRM):
        work()
    assert mail.sent == []


def test_an_address_that_follows_it_already_hears_that_and_can_change_it(
    session, follow, work, mail
):
    make_follower(session, email=EMAIL)
    follow()
    work()
    (sent,) = mail.sent
    assert sent.subject == "U volgt dit al op GovHub"
    assert "alle wijzigingen" in sent.text
    assert "http://localhost/volgen/beheren/" in sent.text


@pytest.mark.parametrize(
    "text",
    [
        "gratis geld op www.slecht.example/win nu",
        "bel@slecht.example voor uw prijs",
        "https://slecht.example",
        "x" * 200,
    ],
)
def test_who_asks_for_somebody_else_cannot_write_an_advertisement(follow, work, mail, text):
    follow(search(text))
    work()
    (sent,) = mail.sent
    for part in (sent.subject, sent.text, sent.html):
        assert "slecht.example" not in part
        assert "x" * 41 not in part
