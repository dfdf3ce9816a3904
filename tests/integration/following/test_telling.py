"""Whom to tell: the database and ``covers`` say the same, and each address is told once."""

import itertools

import pytest
import sqlalchemy as sa

from govhub.catalogue.status import Status
from govhub.following import bounces, telling
from govhub.following.models import (
    Interest,
    Rhythm,
    Scope,
    Subscription,
    Webhook,
    WebhookState,
)
from govhub.following.saved_search import SavedSearch
from govhub.following.telling import News
from govhub.kernel import clock
from govhub.platform.db import transaction
from tests.making import (
    make_category,
    make_component,
    make_organisation,
    make_principle,
    make_user,
)

EMAIL = "lezer@voorbeeld.nl"
SEARCH = SavedSearch.of("betalen", {}, {})
ANY = News(new=Status.AVAILABLE)


@pytest.fixture
def subjects(session):
    """Return what leads to one component, in every way, and the same for another one."""

    def make(name):
        category = make_category(session, key=f"over-{name}")
        owner = make_organisation(session, slug=f"van-{name}")
        principle = make_principle(session, key=f"bij-{name}")
        component = make_component(
            session,
            name=name,
            category_keys=(category.key,),
            owner_slug=owner.slug,
            principle_keys=(principle.key,),
        )
        return [component, category, owner, principle]

    return make("betalen"), make("zaken")


def make_webhook(session, user, **values):
    webhook = Webhook(
        user_id=user.id,
        name="Onze robot",
        url="https://robot.voorbeeld.nl/",
        secret="whsec_x",
        created_at=clock.now(),
        **{"state": WebhookState.ACTIVE} | values,
    )
    with transaction(session):
        session.add(webhook)
    return webhook


def by_mail(session, component, news=ANY, found_by=()):
    session.rollback()
    return list(telling.mail_at_once(session, component, news, found_by))


def ids(*subscriptions):
    return [str(each.public_id) for each in subscriptions]


def test_each_way_to_follow_a_component_is_told_and_no_other(session, subjects, follower):
    (component, *ways), others = subjects
    told = [follower(each) for each in (component, *ways, None)]
    for each in others:
        follower(each)
    assert by_mail(session, component) == ids(*told)


def test_a_saved_search_is_told_of_what_it_finds(session, subjects, follower):
    component = subjects[0][0]
    finds, does_not = follower(SEARCH), follower(SavedSearch.of("iets anders", {}, {}))
    assert by_mail(session, component, found_by=[finds.id]) == ids(finds)
    assert telling.saved_searches(session) == [
        (finds.id, finds.search),
        (does_not.id, does_not.search),
    ]


def test_a_number_that_is_no_saved_search_is_told_nothing_extra(session, subjects, follower):
    (component, *_), (other, *_) = subjects
    subscription = follower(other)
    assert by_mail(session, component, found_by=[subscription.id]) == []


def test_an_address_is_told_once_and_in_the_narrowest_way(session, subjects, follower):
    component, category, owner, principle = subjects[0]
    wide = [follower(each, email=EMAIL) for each in (None, principle, owner, category)]
    search = follower(SEARCH, email=EMAIL)
    narrow = follower(component, email=EMAIL)
    found_by = [search.id]
    for each in (narrow, search, *reversed(wide)):
        assert by_mail(session, component, found_by=found_by) == ids(each)
        with transaction(session):
            session.execute(sa.delete(Subscription).where(Subscription.id == each.id))


def test_a_new_component_is_no_news_for_who_follows_the_component_itself(
    session, subjects, follower
):
    component, category, *_ = subjects[0]
    follower(component)
    wide = follower(category)
    assert by_mail(session, component, News(new=Status.DEMO, is_first=True)) == ids(wide)


def test_who_is_not_told_at_once_by_mail(session, subjects, follower):
    component = subjects[0][0]
    follower(component, is_confirmed=False)
    follower(component, rhythm=Rhythm.DAILY)
    refusing = follower(component).subscriber
    with transaction(session):
        for _ in range(bounces.MOST):
            bounces.refused(session, refusing)
    user = make_user(session)
    follower(component, email=user.email, webhook=make_webhook(session, user))
    assert by_mail(session, component) == []


def test_a_wish_that_waits_to_be_confirmed_is_told_nothing(session, subjects, follower, ask):
    component = subjects[0][0]
    follower(component, email=EMAIL, interest=Interest.ENDING)
    ask(EMAIL, component, interest=Interest.ANY)
    assert by_mail(session, component) == []


def test_each_active_webhook_is_told_once(session, subjects, follower):
    component, category, *_ = subjects[0]
    user = make_user(session)
    active, disabled = (
        make_webhook(session, user),
        make_webhook(session, user, state=WebhookState.DISABLED),
    )
    for subject, webhook in itertools.product((component, category), (active, disabled)):
        follower(subject, email=user.email, webhook=webhook)
    assert telling.webhooks(session, component, ANY, ()) == [str(active.public_id)]


def test_a_webhook_is_told_what_its_subscription_is_interested_in(session, subjects, follower):
    component = subjects[0][0]
    user = make_user(session)
    webhook = make_webhook(session, user)
    follower(component, email=user.email, webhook=webhook, interest=Interest.ENDING)
    assert telling.webhooks(session, component, ANY, ()) == []
    assert len(telling.webhooks(session, component, News(new=Status.ENDED), ())) == 1


def test_the_database_and_covers_agree_on_every_condition(session, subjects, follower):
    component, *rest = subjects[0]
    made = [
        follower(subject, interest=interest, with_plans=with_plans)
        for subject in (component, *rest, SEARCH, None, subjects[1][0], subjects[1][1])
        for interest in Interest
        for with_plans in (True, False)
    ]
    found_by = {each.id for each in made if each.scope is Scope.SEARCH}
    for new, is_plan, is_first in itertools.product(Status, (True, False), (True, False)):
        news = News(new=new, is_plan=is_plan, is_first=is_first)
        covered = [each for each in made if telling.covers(each, component, news, found_by)]
        assert by_mail(session, component, news, found_by) == ids(*covered)


def test_a_digest_is_about_what_an_address_follows_in_its_rhythm(session, subjects, follower):
    component, category, owner, _principle = subjects[0]
    daily = follower(component, email=EMAIL, rhythm=Rhythm.DAILY)
    follower(category, email=EMAIL, rhythm=Rhythm.WEEKLY)
    follower(owner, rhythm=Rhythm.DAILY)
    assert telling.of_rhythm(session, daily.subscriber, Rhythm.DAILY) == [daily]


def test_thousands_of_followers_come_in_pages_and_each_once(
    session, subjects, follower, monkeypatch
):
    monkeypatch.setattr(telling, "_AT_A_TIME", 3)
    component = subjects[0][0]
    made = [follower(component) for _ in range(7)]
    assert by_mail(session, component) == ids(*made)


def test_ten_thousand_saved_searches_fit_in_the_question(session, subjects, follower):
    component = subjects[0][0]
    subscription = follower(SEARCH)
    found_by = [subscription.id, *range(10**6, 10**6 + 40_000)]
    assert by_mail(session, component, found_by=found_by) == ids(subscription)
