"""Builders: one call makes a complete thing as the services make it; name only what matters.

Each writes in a transaction of its own, so that the application sees it.
"""

from itertools import count

from sqlalchemy import select, update

from govhub.accounts import memberships
from govhub.accounts.models import MembershipRole, Organisation, User, UserRole
from govhub.catalogue import service
from govhub.catalogue.facts import Facts
from govhub.catalogue.models import Category, ComponentAlias, Relation, Standard
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication, RelationType
from govhub.following import service as following
from govhub.following.wishes import FollowWish
from govhub.guidance.models import Principle
from govhub.kernel import clock
from govhub.kernel.slug import slugify
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent

_numbers = count(1)


def make_user(session, **overrides):
    """Return a user who may submit; ``role=UserRole.EDITOR`` for the redactie."""
    values = {
        "email": f"persoon{next(_numbers)}@voorbeeld.nl",
        "role": UserRole.SUBMITTER,
        "created_at": clock.now(),
    }
    return _make(session, User(**values | overrides))


def make_editor(session, **overrides):
    """Return somebody of the redactie."""
    return make_user(session, **{"role": UserRole.EDITOR} | overrides)


def make_organisation(session, **overrides):
    """Return an organisation; its slug follows its name."""
    name = overrides.setdefault("name", f"Gemeente {next(_numbers)}")
    return _make(session, Organisation(**{"slug": slugify(name)} | overrides))


def make_member(session, organisation, role=MembershipRole.EDITOR, user=None):
    """Return somebody who works for the organisation in this role."""
    user = user or make_user(session)
    with transaction(session):
        memberships.add(session, organisation, user, MembershipRole(role))
    return user


def make_category(session, **overrides):
    """Return a category; its key follows its name."""
    number = next(_numbers)
    name = overrides.setdefault("name", f"Onderwerp {number}")
    values = {
        "key": slugify(name),
        "description": f"Alles over {name}.",
        "icon": "box",
        "position": number,
        "is_of_principle": False,
        "synonyms": [],
        "publiccode_categories": [],
    }
    return _make(session, Category(**values | overrides))


def make_principle(session, **overrides):
    """Return a principle; its key follows its title."""
    number = next(_numbers)
    title = overrides.setdefault("title", f"Richtlijn {number}")
    values = {
        "key": slugify(title),
        "number": number,
        "summary": f"Waar het bij {title} om gaat.",
        "url": f"https://richtlijnen.voorbeeld.nl/{number}/",
        "role_weights": {"beleidsmaker": "high", "developer": "low"},
        "related_keys": [],
    }
    return _make(session, Principle(**values | overrides))


def make_standard(session, **overrides):
    """Return a standard; its key follows its name."""
    name = overrides.setdefault("name", f"Standaard {next(_numbers)}")
    return _make(session, Standard(**{"key": slugify(name)} | overrides))


def make_component(
    session,
    *,
    status=Status.AVAILABLE,
    publication=Publication.PUBLISHED,
    submitted_by=None,
    reason=None,
    aliases=(),
    contact_is_confirmed=True,
    **overrides,
):
    """Return a component that lacks nothing, visible to everybody unless ``publication`` differs.

    The other overrides are facts (``Facts``); an organisation, category, standard or principle
    that they name and that is not there yet is made.
    """
    facts = _facts(**overrides)
    _make_what_is_named(session, facts)
    with transaction(session):
        component = service.create(
            session, facts, status=status, submitted_by_id=submitted_by and submitted_by.id
        )
        component.aliases = [ComponentAlias(name=name) for name in aliases]
        component.contact_confirmed_at = clock.now() if contact_is_confirmed else None
        if publication is Publication.PUBLISHED:
            service.publish(session, component, reason=reason)
        else:
            component.publication = publication
    return component


def make_relation(session, source, relation_type, target, **overrides):
    """Return a relation, read "source … target"; the type may be given by its Dutch value."""
    return _make(
        session,
        Relation(source=source, target=target, type=RelationType(relation_type), **overrides),
    )


def _facts(**overrides):
    number = next(_numbers)
    values = {
        "name": f"Component {number}",
        "summary": "Helpt gemeenten om aanvragen af te handelen.",
        "description": "Een **goede** beschrijving van wat het doet.",
        "purposes": ("aanvragen ontvangen", "aanvragen afhandelen", "aanvragen bewaren"),
        "repository_url": f"https://code.voorbeeld.nl/{number}",
        "documentation_url": f"https://docs.voorbeeld.nl/{number}",
        "licence": "EUPL-1.2",
        "contact_email": "team@voorbeeld.nl",
        "category_keys": ("zaken",),
        "owner_slug": "gemeente-voorbeeld",
    }
    return Facts(**values | overrides)


def _make_what_is_named(session, facts):
    owners = [facts.owner_slug] if facts.owner_slug else []
    for model, field, keys, make in (
        (Organisation, "slug", owners, make_organisation),
        (Category, "key", facts.category_keys, make_category),
        (Standard, "key", facts.standard_keys, make_standard),
        (Principle, "key", facts.principle_keys, make_principle),
    ):
        column = getattr(model, field)
        present = set(session.scalars(select(column).where(column.in_(keys))))
        named = "title" if model is Principle else "name"
        for key in keys:
            if key not in present:
                words = key.replace("-", " ").capitalize()
                make(session, **{field: key, named: words})


def _make(session, thing):
    with transaction(session):
        session.add(thing)
        session.flush()
    return thing


def make_follower(session, subject=None, *, email=None, is_confirmed=True, **choices):
    """Return a subscription to a component, a category or everything, without its first mail.

    The choices are those of a ``FollowWish``.
    """
    with transaction(session):
        subscription = following.follow(
            session,
            email or f"volger{next(_numbers)}@voorbeeld.nl",
            FollowWish(subject=subject, **choices),
            is_own=is_confirmed,
        )
        asked = RecordedEvent.subject == str(subscription.subscriber.public_id)
        session.execute(update(RecordedEvent).where(asked).values(relayed=True))
    return subscription
