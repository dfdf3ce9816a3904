"""What organisations look for and nobody may use yet: "wij zoeken dit ook".

Never commits: the caller decides when.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from govhub.accounts import memberships
from govhub.accounts.models import Organisation, User
from govhub.accounts.organisations import has_ended
from govhub.catalogue.models import Component
from govhub.catalogue.supply import COMING
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform.language import gettext as _
from govhub.reuse.models import Wish

LONGEST_TEXT = 150
LONGEST_NOTE = 500


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What is looked for: a component that is coming, or something that is not there at all."""

    component: Component | None = None
    text: str | None = None


def wish(
    session: Session,
    user: User,
    organisation: Organisation,
    subject: Subject,
    *,
    note: str | None = None,
) -> Wish:
    """Say that the organisation looks for this; once more only changes the note.

    Raises NotAllowed for who does not speak for the organisation, InvalidInput, and Conflict for a
    component that somebody can use already.
    """
    _require_voice(user, organisation)
    if has_ended(organisation):
        raise InvalidInput(
            "organisation", _("Deze organisatie bestaat niet meer. Kies een andere.")
        )
    component, text = subject.component, _text(subject)
    if component is not None and (not component.is_public or component.status not in COMING):
        raise Conflict(_("Hier hoeft u niet meer op te wachten. Bekijk de status."))
    present = _present(session, organisation, component, text)
    if present is None:
        present = Wish(
            organisation=organisation,
            component=component,
            text=text,
            wished_by_id=user.id,
            wished_at=clock.now(),
        )
        try:
            with session.begin_nested():
                session.add(present)
        except IntegrityError:  # a colleague said the same at the same moment
            known = _present(session, organisation, component, text)
            if known is None:
                raise
            present = known
    present.note = note or None
    session.flush()
    return present


def withdraw(session: Session, user: User, found: Wish) -> None:
    """Say that the organisation no longer looks for it. Raises NotAllowed."""
    _require_voice(user, found.organisation)
    session.delete(found)
    session.flush()


def by_public_id(session: Session, public_id: uuid.UUID) -> Wish | None:
    """Return the wish with this id."""
    return session.scalar(select(Wish).where(Wish.public_id == public_id))


def of_texts(session: Session, texts: Collection[str]) -> Mapping[str, Sequence[Wish]]:
    """Return text → who looks for it."""
    found: dict[str, list[Wish]] = {}
    for each in session.scalars(
        select(Wish).where(Wish.text.in_(list(texts))).order_by(Wish.wished_at)
    ):
        found.setdefault(each.text or "", []).append(each)
    return found


def newest_texts(session: Session, *, limit: int) -> Sequence[str]:
    """Return what is looked for and is no component, what was said last first."""
    found = session.scalars(
        select(Wish.text)
        .where(Wish.text.is_not(None))
        .group_by(Wish.text)
        .order_by(func.max(Wish.wished_at).desc(), Wish.text)
        .limit(limit)
    )
    return [each for each in found if each]


def of_components(
    session: Session, components: Collection[Component]
) -> Mapping[int, Sequence[Wish]]:
    """Return component id → who waits for it."""
    ids = [each.id for each in components]
    found: dict[int, list[Wish]] = {}
    for each in session.scalars(
        select(Wish).where(Wish.component_id.in_(ids)).order_by(Wish.wished_at)
    ):
        found.setdefault(each.component_id or 0, []).append(each)
    return found


def _text(subject: Subject) -> str | None:
    if subject.component is not None:
        return None
    text = " ".join((subject.text or "").split()).lower()
    if not text:
        raise InvalidInput("text", _("Vul in wat u zoekt."))
    if len(text) > LONGEST_TEXT:
        raise InvalidInput("text", _("Gebruik hoogstens %(num)s tekens.") % {"num": LONGEST_TEXT})
    return text


def _present(
    session: Session, organisation: Organisation, component: Component | None, text: str | None
) -> Wish | None:
    about = Wish.text == text if component is None else Wish.component_id == component.id
    return session.scalar(select(Wish).where(Wish.organisation_id == organisation.id, about))


def _require_voice(user: User, organisation: Organisation) -> None:
    if not memberships.may_edit_for(user, organisation):
        raise NotAllowed(
            _("Alleen een redacteur of beheerder van %(name)s kan dit doen.")
            % {"name": organisation.name}
        )
