"""Another name for a component, and with it another address. Never commits.

The old address leads to the new one for ever and is never given to another component; a component
that gets an old name back gets its old address back. The old name stays a name by which people find
it, unless it was a mistake in writing: for those the search engine needs no help, and a page that
says "ook bekend als Zaakregsiter" helps nobody.

Followers get no mail of their own about it. What they get next says what it was called before.
"""

from rapidfuzz.distance import OSA
from sqlalchemy.orm import Session

from govhub.catalogue import queries
from govhub.catalogue.models import Component, ComponentAlias, OldSlug
from govhub.kernel import clock
from govhub.kernel.slug import fold, free_slug, slugify
from govhub.platform.locking import one_at_a_time

_LOCK = "catalogue.addresses"
_SHORTEST_MISTAKE = 5
"""One other letter in a shorter name makes another name."""


def free_address(session: Session, name: str, *, of: Component | None = None) -> str:
    """Return the address that belongs to this name; what ``of`` had before it may have again.

    Until the transaction ends nobody else gets an address.
    """
    one_at_a_time(session, _LOCK)
    return free_slug(name, lambda slug: queries.is_slug_taken(session, slug, of=of))


def follow_name(session: Session, component: Component, *, old_name: str) -> None:
    """Let the address and the other names of a component follow a name that was just written."""
    _remember_name(component, old_name)
    if slugify(component.name) == slugify(old_name):
        return
    slug = free_address(session, component.name, of=component)
    if slug != component.slug:
        give_address(session, component, slug)


def give_address(session: Session, component: Component, slug: str) -> None:
    """Let the component stand at this address from now on; the one that it had leads there."""
    again = session.get(OldSlug, slug)
    if again is not None:
        session.delete(again)
        session.flush()
    session.add(OldSlug(slug=component.slug, component=component, created_at=clock.now()))
    component.slug = slug
    session.flush()


def is_mistake(old: str, new: str) -> bool:
    """Tell whether the old name was only the new one with an error in it."""
    one, other = fold(old), fold(new)
    if slugify(old) == slugify(new):
        return True
    if min(len(one), len(other)) < _SHORTEST_MISTAKE or _numbers(one) != _numbers(other):
        return False
    return bool(OSA.distance(one, other) == 1)


def _numbers(text: str) -> str:
    """Return the digits: version 2 is not version 3 with an error in it."""
    return "".join(sign for sign in text if sign.isdigit())


def _remember_name(component: Component, old_name: str) -> None:
    """Keep the old name as another name; the name itself is no other name."""
    kept = [alias for alias in component.aliases if alias.name != component.name]
    is_known = any(alias.name == old_name for alias in kept)
    if old_name and not is_known and not is_mistake(old_name, component.name):
        kept.append(ComponentAlias(name=old_name))
    if kept != component.aliases:
        component.aliases = kept
