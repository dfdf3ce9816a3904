"""Answering with a link from a mail, without an account. Never commits: the caller decides when.

There are two questions: whether it is so, and after a year whether it still is.
"""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from govhub.platform import links
from govhub.platform.language import gettext as _
from govhub.platform.links import LinkRefused, LinkUsed, OneTimeLink, Signer
from govhub.reuse import asking, facts, queries, service
from govhub.reuse.facts import Use
from govhub.reuse.holding import hold
from govhub.reuse.models import Phase, Reuse, Side

STILL = "nog"
"""Under this key of a link's subject: it asks whether it still is so."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a link asks."""

    reuse: Reuse
    side: Side
    """Who answers."""
    email: str | None
    """The address that it went to; None when it went to people of the organisation."""
    is_still: bool
    """It was confirmed before: is it still so?"""


def asked(session: Session, signer: Signer, token: str) -> Question:
    """Return what a link asks, without using it.

    Raises LinkUsed when it was answered, and LinkRefused when it does not work or the question is
    out of date.
    """
    link = links.look_at(session, signer, purpose=asking.ANSWER, token=token)
    reuse = queries.by_public_id(session, link.subject["reuse"])
    return _question(link, reuse)


def confirm(session: Session, signer: Signer, token: str) -> Reuse:
    """Say that it is so, or still is. Raises as ``asked``; of two at once one gets LinkUsed."""
    question = _held(session, signer, token)
    links.redeem(session, signer, purpose=asking.ANSWER, token=token)
    reuse = question.reuse
    service.confirm_as(session, reuse, by=None)
    if question.side is Side.USER and question.email and reuse.phase is not Phase.STOPPED:
        reuse.answered_from = question.email
        session.flush()
    return reuse


def refuse(session: Session, signer: Signer, token: str, *, reason: str | None) -> Reuse:
    """Say that it is not so and why, or that it is no longer.

    Raises as ``confirm``, and InvalidInput without a reason where one is needed.
    """
    question = _held(session, signer, token)
    reuse = question.reuse
    if question.is_still:
        links.redeem(session, signer, purpose=asking.ANSWER, token=token)
        service.change_as(session, reuse, _stopped(reuse), by=None)
        return reuse
    why = facts.checked_reason(reason)
    links.redeem(session, signer, purpose=asking.ANSWER, token=token)
    service.dispute_as(session, reuse, question.side, reason=why, by=None)
    return reuse


def _held(session: Session, signer: Signer, token: str) -> Question:
    """Return the question once nobody else can change what it is about."""
    hold(session, asked(session, signer, token).reuse)
    return asked(session, signer, token)


def _question(link: OneTimeLink, reuse: Reuse | None) -> Question:
    if reuse is None:
        raise LinkRefused(_("Dit is intussen ingetrokken. U hoeft niets te doen."))
    if not reuse.component.is_public:
        raise LinkRefused(_("Dit component staat niet in de catalogus. U hoeft niets te doen."))
    if not reuse.standing.is_shown:
        raise LinkRefused(_("Dit is intussen van de pagina gehaald. U hoeft niets te doen."))
    is_still = bool(link.subject.get(STILL))
    if is_still and reuse.phase is Phase.STOPPED:
        raise LinkUsed(link.subject)
    if is_still and not queries.is_soon_over(reuse):
        raise LinkUsed(link.subject)
    if not is_still and reuse.confirmed_at is not None:
        raise LinkUsed(link.subject)
    side = Side.USER if is_still else reuse.claimed_by.other
    return Question(reuse=reuse, side=side, email=link.subject.get("email"), is_still=is_still)


def _stopped(reuse: Reuse) -> Use:
    now = Use(
        phase=reuse.phase,
        software_version=reuse.software_version,
        since=reuse.since,
        experience=reuse.experience,
    )
    return replace(now, phase=Phase.STOPPED)
