"""A newer publiccode.yml beside what the catalogue says: what differs, and what is taken over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue.events import ComponentChanged
from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.interchange.taking_over import FACTS
from govhub.catalogue.models import Component
from govhub.kernel import clock
from govhub.platform.outbox import record
from govhub.registration import edits, fact_words, waiting_edits
from govhub.registration.comparison import differing_fields
from govhub.registration.importing import reading
from govhub.registration.importing.choosing import with_every_proposal
from govhub.registration.importing.drafting import keep
from govhub.registration.importing.reading import Reading, without_telephones
from govhub.registration.models import EditProposal
from govhub.registration.permissions import require_change

_NEVER_OF_PUBLIC = frozenset({"owner_slug"})
"""A component goes to another owner in another way."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One fact that the file says otherwise."""

    name: str
    """Of the fact, as in ``Facts``."""
    label: str
    now: str
    new: str
    """Empty: the file says nothing about it any more."""
    is_untouched: bool
    """No person wrote what the catalogue says now: it is empty, or an earlier file said it."""


def differences(session: Session, component: Component, read: Reading) -> Sequence[Difference]:
    """Return what the file says otherwise than the component, in the order of ``Facts``."""
    now, before = facts_of(component), _said_before(session, component)
    new = _new(session, component, read)
    return [
        Difference(
            name=name,
            label=str(fact_words.LABELS[name]),
            now=fact_words.text(session, now, name),
            new=fact_words.text(session, new, name),
            is_untouched=_is_untouched(now, before, name) and name not in _emptied(now, new),
        )
        for name in differing_fields(now, new)
    ]


def refresh(
    session: Session,
    user: User,
    component: Component,
    read: Reading,
    names: Collection[str],
    *,
    seen_version: int,
) -> EditProposal | None:
    """Take over the facts that were chosen, and keep the newer file.

    Of a public component what is sensitive waits for the redactie; that edit is returned. Raises
    what ``edits.save_or_propose`` raises.
    """
    require_change(user, component)
    new = _new(session, component, read)
    chosen = {name: getattr(new, name) for name in names if name in FACTS}
    waiting = waiting_edits.waiting_of_keepers(session, component)
    saved = edits.save_or_propose(
        session,
        user,
        component,
        replace(waiting_edits.as_proposed(session, user, component), **chosen),
        seen_version=seen_version,
        seen_proposal=waiting.id if waiting else None,
    )
    keep_newer(session, component, read)
    return saved if isinstance(saved, EditProposal) else None


def untouched(session: Session, component: Component, read: Reading) -> tuple[Facts, list[str]]:
    """Return the facts with what the file says where no person wrote anything; and what differs."""
    now, before = facts_of(component), _said_before(session, component)
    new = _new(session, component, read)
    differing = [name for name in differing_fields(now, new) if name not in _emptied(now, new)]
    chosen = {n: getattr(new, n) for n in differing if _is_untouched(now, before, n)}
    return replace(now, **chosen), differing


def keep_newer(session: Session, component: Component, read: Reading) -> None:
    """Keep the newer file in the place of an earlier one; an export says what it adds."""
    was = (component.publiccode, component.layer)
    layer = component.layer
    before = reading.of(session, component).taken.layer
    keep(component, read)
    if layer not in {None, before}:
        component.layer = layer  # somebody said so
    text = None if component.is_public else without_telephones(read.source.text) or None
    if component.publiccode_text != text:
        component.publiccode_text = text
    if was != (component.publiccode, component.layer):
        component.changed_at = clock.now()
        session.flush()
        if component.is_public:
            record(session, ComponentChanged(subject=str(component.public_id)))


def _said_before(session: Session, component: Component) -> Sequence[Facts]:
    """Return what an earlier file said: as it stood there, and as it should be written."""
    if not component.publiccode:
        return ()
    read = reading.of(session, component)
    return read.taken.facts, with_every_proposal(session, read).facts


def _new(session: Session, component: Component, read: Reading) -> Facts:
    """Return the facts as they are when all that the file says is taken over.

    What an earlier file said and this one does not, is empty in it; never the name or the kind.
    What stands there as the file has it stays so, however it should be written.
    """
    now, better = facts_of(component), with_every_proposal(session, read)
    before = reading.of(session, component).taken
    gone = {n for n in before.said if getattr(before.facts, n) == getattr(now, n)}
    names = {*better.said, *(gone - {"name", "kind"})}
    if component.is_public:
        names -= _NEVER_OF_PUBLIC
    literal = read.taken.facts
    return replace(
        now,
        **{
            name: getattr(better.facts, name)
            for name in names
            if getattr(literal, name) != getattr(now, name)
        },
    )


def _is_untouched(now: Facts, before: Sequence[Facts], name: str) -> bool:
    value = getattr(now, name)
    return _is_empty(value) or any(value == getattr(each, name) for each in before)


def _is_empty(value: object) -> bool:
    return value in ("", None, ())


def _emptied(now: Facts, new: Facts) -> set[str]:
    """Return the facts that the newer file says nothing about."""
    return {name for name in differing_fields(now, new) if _is_empty(getattr(new, name))}
