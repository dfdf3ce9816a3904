"""Whether the address for questions about a component may be shown: who reads it says so, once.

Anybody can write anybody's address in a form. So it is mailed a link when the component goes to the
redactie, or when it changes on a public one, and nobody sees it before somebody answered. Nothing
waits for the answer. Never commits: the caller decides when.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import structlog
from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import queries
from govhub.catalogue.events import (
    ComponentChanged,
    ContactAsked,
    ContactRemoved,
    ContactUnanswered,
)
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.kernel.errors import Conflict
from govhub.platform import audit, links
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.links import LinkRefused, LinkUsed, OneTimeLink, Signer
from govhub.platform.outbox import record

CONFIRM = "contactadres"
"""Purpose of the one-time link that says that an address may be shown."""
TIME_TO_ANSWER = timedelta(days=30)
"""So long the link works; then those who answer for the component are asked, once."""
BETWEEN_QUESTIONS = timedelta(hours=1)
"""So much time there is at least between two mails to one address about one component …"""
MOST_PER_ADDRESS = 20
"""… and so many mails an address gets in that time about all components together."""
_QUESTIONS_AT_ONCE = 200

_log = structlog.get_logger(__name__)


class State(StrEnum):
    """How it stands with the address for questions, for who answers for the component."""

    NONE = "geen"
    NOT_ASKED = "niet-gevraagd"
    """The component is not with the redactie yet, or the address got too many mails."""
    WAITS = "wacht"
    REFUSED = "klopt-niet"
    """Who reads it said that it does not belong there."""
    CONFIRMED = "bevestigd"


class Answer(StrEnum):
    """What became of a question; kept with the link."""

    YES = "ja"
    NO = "nee"
    NONE = "geen"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How it stands with the address of a component, and since when."""

    state: State
    asked_at: datetime | None = None
    may_ask: bool = False
    """The address may be mailed (again) now."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a link asks."""

    component: Component
    email: str
    also: Sequence[Component] = ()
    """Other components that wait for the same address."""


# --- questions -----------------------------------------------------------------------------


def is_shown(component: Component) -> bool:
    """Tell whether the address for questions may leave the portal."""
    return shown_address(component) is not None


def shown_address(component: Component) -> str | None:
    """Return the address for questions; None when there is none, or nobody confirmed it."""
    return component.contact_email if component.contact_confirmed_at else None


def standing(session: Session, component: Component) -> Standing:
    """Return how it stands with the address, for who answers for the component."""
    if component.contact_email is None:
        return Standing(state=State.NONE)
    if component.contact_confirmed_at is not None:
        return Standing(state=State.CONFIRMED)
    asked = _asked_of(session, component)
    if any(_answer(link) is Answer.NO for link in asked):
        return Standing(state=State.REFUSED)
    may_ask = component.publication in _MAY_ASK
    if not asked:
        return Standing(state=State.NOT_ASKED, may_ask=may_ask)
    newest = max(map(_asked_at, asked))
    return Standing(
        state=State.WAITS,
        asked_at=newest,
        may_ask=may_ask and newest <= clock.now() - BETWEEN_QUESTIONS,
    )


def components_with(session: Session, email: str) -> Sequence[Component]:
    """Return the components with this address for questions, shown or not, by name."""
    return session.scalars(
        select(Component)
        .where(Component.contact_email == email)
        .order_by(func.lower(Component.name), Component.id)
    ).all()


def asked(session: Session, signer: Signer, token: str) -> Question:
    """Return what a link asks, without using it.

    Raises LinkUsed when it was answered, and LinkRefused when it does not work or the question is
    out of date.
    """
    try:
        link = links.look_at(session, signer, purpose=CONFIRM, token=token)
    except LinkUsed as used:
        if used.subject.get("answer") == Answer.NONE:
            raise LinkRefused(
                _("Deze link is verlopen. Het adres staat niet op de pagina.")
            ) from used
        raise
    component = queries.component_by_public_id(session, link.subject["component"])
    if component is None or component.publication in _GONE:
        raise LinkRefused(_("Dit component staat niet in de catalogus. U hoeft niets te doen."))
    email = link.subject["email"]
    if component.contact_email != email:
        raise LinkRefused(_("Bij dit component staat uw adres niet meer. U hoeft niets te doen."))
    if component.contact_confirmed_at is not None:
        raise LinkUsed({**link.subject, "answer": Answer.YES.value})
    also = session.scalars(
        select(Component)
        .where(_waits_for(email), Component.id != component.id)
        .order_by(func.lower(Component.name), Component.id)
    ).all()
    return Question(component=component, email=email, also=also)


# --- changes -------------------------------------------------------------------------------


def settle(session: Session, component: Component, *, by: User) -> None:
    """See to it that an address that is new may be shown, or is asked whether it may.

    Call it when the component goes to the redactie, and when a public one was changed. Who gives
    the address with which they sign in, showed that they read it and want it there.
    """
    email = component.contact_email
    if email is None or component.contact_confirmed_at is not None:
        return
    if email == by.email:
        _confirm(session, component, email)
    elif component.publication in _MAY_ASK and not _asked_of(session, component):
        _ask(session, component, email)


def ask_again(session: Session, component: Component) -> None:
    """Mail the address once more, at the wish of who answers for the component.

    Raises Conflict when that makes no sense now, with what to do.
    """
    session.refresh(component, with_for_update=True)
    now = standing(session, component)
    match now.state:
        case State.NONE:
            raise Conflict(_("Er staat geen e-mailadres bij dit component."))
        case State.CONFIRMED:
            raise Conflict(_("Dit adres is al bevestigd."))
        case State.REFUSED:
            raise Conflict(
                _("Wie dit adres leest, zei dat het hier niet hoort. Vul een ander adres in.")
            )
    if component.publication not in _MAY_ASK:
        raise Conflict(_("We mailen dit adres zodra u de aanmelding indient."))
    if not now.may_ask or not _ask(session, component, str(component.contact_email)):
        raise Conflict(
            _("We hebben dit adres kort geleden al gemaild. Probeer het over een uur opnieuw.")
        )


def confirm(
    session: Session, signer: Signer, token: str, *, also: Collection[str] = ()
) -> Component:
    """Say that the address may be shown; ``also`` are public ids of others that wait for it.

    Raises LinkRefused; of two at once one gets LinkUsed.
    """
    question = asked(session, signer, token)
    _redeem(session, signer, token, Answer.YES)
    chosen = [each for each in question.also if str(each.public_id) in also]
    for component in (question.component, *chosen):
        _confirm(session, component, question.email)
    return question.component


def refuse(session: Session, signer: Signer, token: str) -> Component:
    """Say that the address does not belong there: it goes, and is not mailed about this again.

    Also after it was confirmed with this link. Raises LinkRefused as ``confirm`` does.
    """
    try:
        question = asked(session, signer, token)
    except LinkUsed as used:
        component = queries.component_by_public_id(session, used.subject["component"])
        if component is None or component.contact_email != used.subject["email"]:
            raise
        link = session.get_one(OneTimeLink, signer.identifier(CONFIRM, token))
        link.used_at = link.used_at or clock.now()
        link.subject = {**link.subject, "answer": Answer.NO.value}
    else:
        component = question.component
        _redeem(session, signer, token, Answer.NO)
    session.refresh(component, with_for_update=True)
    remove(session, component, ContactRemoved.REFUSED)
    audit.note(
        session,
        actor=audit.BY_ITSELF,
        action="contactadres-geweigerd",
        subject=f"component:{component.public_id}",
    )
    return component


def remove(session: Session, component: Component, why: str) -> None:
    """Take the address away; who answers for the component is told why (see ``ContactRemoved``).

    Not when nobody but a draft's own writer knows of it.
    """
    was_shown = is_shown(component)
    component.contact_email = None
    component.contact_confirmed_at = None
    component.changed_at = clock.now()
    session.flush()
    if component.publication in _MAY_ASK:
        record(session, ContactRemoved(subject=str(component.public_id), why=why))
    if was_shown and component.is_public:
        record(session, ComponentChanged(subject=str(component.public_id)))


def remind_due(make_session: Callable[[], Session]) -> int:
    """Ask who answers for a component what to do about an address from which nobody answered.

    Once for each question. Returns how many were asked.
    """
    reminded = 0
    with make_session() as session:
        due = select(OneTimeLink.id).where(_is_unanswered()).limit(_QUESTIONS_AT_ONCE)
        for link_id in session.scalars(due).all():
            try:
                with transaction(session):
                    reminded += _remind(session, link_id)
            except Exception:  # noqa: BLE001  # the other questions go on
                _log.exception("contact_trouble", link=str(link_id))
    return reminded


# --- how -----------------------------------------------------------------------------------

_MAY_ASK = frozenset({Publication.SUBMITTED, Publication.PUBLISHED})
"""Others may learn of it: a draft is nobody's business."""
_GONE = frozenset({Publication.REFUSED, Publication.HIDDEN})


def _waits_for(email: str) -> ColumnElement[bool]:
    return and_(
        Component.contact_email == email,
        Component.contact_confirmed_at.is_(None),
        Component.publication.in_(_MAY_ASK),
    )


def _asked_of(session: Session, component: Component) -> Sequence[OneTimeLink]:
    """Return the questions about the address that it has now."""
    return session.scalars(
        select(OneTimeLink).where(
            OneTimeLink.purpose == CONFIRM,
            OneTimeLink.subject["component"].as_string() == str(component.public_id),
            OneTimeLink.subject["email"].as_string() == component.contact_email,
        )
    ).all()


def _asked_at(link: OneTimeLink) -> datetime:
    return link.expires_at - TIME_TO_ANSWER


def _answer(link: OneTimeLink) -> Answer | None:
    said = link.subject.get("answer")
    return Answer(said) if said else None


def _ask(session: Session, component: Component, email: str) -> bool:
    """Have a link mailed; False when the address got too many mails for now."""
    recently = clock.now() - BETWEEN_QUESTIONS + TIME_TO_ANSWER
    number = session.scalar(
        select(func.count(OneTimeLink.id)).where(
            OneTimeLink.purpose == CONFIRM,
            OneTimeLink.subject["email"].as_string() == email,
            OneTimeLink.expires_at > recently,
        )
    )
    if (number or 0) >= MOST_PER_ADDRESS:
        return False
    link = links.issue(
        session,
        purpose=CONFIRM,
        subject={"component": str(component.public_id), "email": email},
        lifetime=TIME_TO_ANSWER,
    )
    record(session, ContactAsked(subject=str(component.public_id), link_id=str(link.id)))
    return True


def _confirm(session: Session, component: Component, email: str) -> None:
    """Let the address be shown, unless it was changed at this very moment.

    The version stays the same: a form that somebody has open is not in conflict with an answer.
    """
    confirmed = session.execute(
        update(Component)
        .where(Component.id == component.id, _is_unconfirmed(email))
        .values(contact_confirmed_at=clock.now())
        .returning(Component.id)
        .execution_options(synchronize_session=False)
    ).first()
    session.refresh(component, ["contact_email", "contact_confirmed_at"])
    if confirmed and component.is_public:
        record(session, ComponentChanged(subject=str(component.public_id)))


def _is_unconfirmed(email: str) -> ColumnElement[bool]:
    return and_(Component.contact_email == email, Component.contact_confirmed_at.is_(None))


def _redeem(session: Session, signer: Signer, token: str, answer: Answer) -> None:
    links.redeem(session, signer, purpose=CONFIRM, token=token)
    link = session.get_one(OneTimeLink, signer.identifier(CONFIRM, token), populate_existing=True)
    link.subject = {**link.subject, "answer": answer.value}
    session.flush()


def _is_unanswered() -> ColumnElement[bool]:
    return and_(
        OneTimeLink.purpose == CONFIRM,
        OneTimeLink.used_at.is_(None),
        OneTimeLink.expires_at <= clock.now(),
    )


def _remind(session: Session, link_id: object) -> bool:
    """Settle a question that nobody answered; False when nobody need hear of it."""
    held = select(OneTimeLink).where(OneTimeLink.id == link_id, _is_unanswered())
    link = session.scalar(
        held.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    )
    if link is None:
        return False
    link.used_at = clock.now()
    link.subject = {**link.subject, "answer": Answer.NONE.value}
    session.flush()
    component = queries.component_by_public_id(session, link.subject["component"])
    waits = (
        component is not None
        and component.publication in _MAY_ASK
        and component.contact_email == link.subject["email"]
        and component.contact_confirmed_at is None
    )
    if not waits or component is None:
        return False
    if any(each.used_at is None for each in _asked_of(session, component)):
        return False  # the address was asked again since
    record(session, ContactUnanswered(subject=str(component.public_id)))
    return True
