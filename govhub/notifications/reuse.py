"""Mail about who uses what: to who must confirm it, and to both sides about what became of it.

Followers are not told: who uses a component says nothing about whether it may be used.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from govhub.accounts import queries as accounts
from govhub.accounts.models import User
from govhub.kernel import clock
from govhub.kernel.events import Event
from govhub.notifications.mails.base import Link, Mail
from govhub.notifications.mails.reuse import (
    ReuseEnds,
    ReuseIsConfirmed,
    ReuseIsRefused,
    ReusePhaseHasChanged,
    ReuseWaits,
)
from govhub.notifications.post import Post
from govhub.platform import links
from govhub.platform.language import month_and_year
from govhub.platform.links import LinkRefused, OneTimeLink
from govhub.platform.outbox import Parcel
from govhub.reuse import asking, by_link, queries, sides
from govhub.reuse.events import (
    ReuseClaimed,
    ReuseConfirmed,
    ReuseExpires,
    ReusePhaseChanged,
    ReuseRefused,
)
from govhub.reuse.models import Phase, Reuse, Side

_AN_ADDRESS = "adres"
"""Receiver of a mail to an address without an account, which only the link knows."""


class ReuseMail:
    """Tells people of both sides; asks who has no account at the address that the link knows."""

    name = "gebruik"
    events: frozenset[type[Event]] = frozenset(
        {ReuseClaimed, ReuseConfirmed, ReuseRefused, ReuseExpires, ReusePhaseChanged}
    )

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Return the public ids of who must know, or that it is an address."""
        reuse = queries.by_public_id(session, event.subject)
        if reuse is None:
            return []
        people = [str(each.public_id) for each in _people(session, reuse, event)]
        link_id = getattr(event, "link_id", None)
        return people or ([_AN_ADDRESS] if link_id else [])

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail, unless it is out of date."""
        reuse = queries.by_public_id(session, parcel.event.subject)
        if reuse is None or not reuse.component.is_public:
            return
        if parcel.receiver == _AN_ADDRESS:
            mail = self._to_address(session, reuse, parcel.event)
        else:
            user = accounts.user_by_public_id(session, parcel.receiver)
            mail = self._to_user(session, reuse, parcel.event, user) if user else None
        if mail is not None:
            self._post.send(session, parcel, mail)

    def _to_address(self, session: Session, reuse: Reuse, event: Event) -> Mail | None:
        """Return the mail to who has no account: short, without what others typed."""
        link_id = getattr(event, "link_id", None)
        token = self._post.signer.token(asking.ANSWER, str(link_id))
        try:
            question = by_link.asked(session, self._post.signer, token)
        except LinkRefused:
            return None
        if question.email is None:
            return None
        if isinstance(event, ReuseExpires):
            return self._ends(session, reuse, event, question.email, token, has_account=False)
        return ReuseWaits(
            to=question.email,
            component=self._component(reuse),
            organisation=reuse.organisation.name,
            is_of_organisation=reuse.claimed_by is Side.USER,
            phase=str(reuse.phase.label),
            version=None,
            since=None,
            experience=None,
            answer_url=self._post.addresses.reuse_by_link(token),
            days=asking.TIME_TO_ANSWER.days,
        )

    def _to_user(  # one for each event
        self, session: Session, reuse: Reuse, event: Event, user: User
    ) -> Mail | None:
        to, component, organisation = user.email, self._component(reuse), reuse.organisation.name
        page_url = self._post.addresses.reuse(reuse.public_id)
        match event:
            case ReuseClaimed() if reuse.confirmed_at is None and sides.may_confirm(user, reuse):
                return ReuseWaits(
                    to=to,
                    component=component,
                    organisation=organisation,
                    is_of_organisation=reuse.claimed_by is Side.USER,
                    phase=str(reuse.phase.label),
                    version=reuse.software_version,
                    since=month_and_year(reuse.since) if reuse.since else None,
                    experience=reuse.experience,
                    answer_url=page_url,
                    days=None,
                )
            case ReuseConfirmed() if reuse.confirmed_at is not None and reuse.standing.is_shown:
                return ReuseIsConfirmed(
                    to=to,
                    component=component,
                    organisation=organisation,
                    until=reuse.expires_on,
                    page_url=self._post.addresses.reuse_of(reuse.component.slug),
                )
            case ReuseRefused() if not reuse.standing.is_shown:
                return ReuseIsRefused(
                    to=to,
                    component=component,
                    organisation=organisation,
                    by=event.by,
                    reason=event.reason,
                    page_url=page_url,
                )
            case ReuseExpires():
                token = self._post.signer.token(asking.ANSWER, event.link_id)
                return self._ends(session, reuse, event, to, token, has_account=True)
            case ReusePhaseChanged() if reuse.phase.value == event.new:
                return ReusePhaseHasChanged(
                    to=to,
                    component=component,
                    organisation=organisation,
                    old=str(Phase(event.old).label),
                    new=str(reuse.phase.label),
                    is_over=reuse.phase is Phase.STOPPED,
                    page_url=page_url,
                )
        return None

    def _ends(  # what it is about, and to whom it goes
        self,
        session: Session,
        reuse: Reuse,
        event: ReuseExpires,
        to: str,
        token: str,
        *,
        has_account: bool,
    ) -> Mail | None:
        try:
            by_link.asked(session, self._post.signer, token)
            link = links.look_at(session, self._post.signer, purpose=asking.ANSWER, token=token)
        except LinkRefused:
            return None
        if reuse.confirmed_at is None or reuse.expires_on is None:
            return None
        change_url = self._post.addresses.reuse(reuse.public_id)
        return ReuseEnds(
            to=to,
            component=self._component(reuse),
            organisation=reuse.organisation.name,
            phase=str(reuse.phase.label),
            confirmed_on=reuse.confirmed_at.astimezone(clock.AMSTERDAM).date(),
            until=reuse.expires_on,
            is_over=event.is_over,
            answer_url=self._post.addresses.reuse_by_link(token),
            works_until=_last_whole_day(link),
            change_url=change_url if has_account else None,
        )

    def _component(self, reuse: Reuse) -> Link:
        return Link(reuse.component.name, self._post.addresses.component(reuse.component.slug))


def _people(  # noqa: PLR0911  # one for each event
    session: Session, reuse: Reuse, event: Event
) -> Sequence[User]:
    """Return who must know of this event."""
    match event:
        case ReuseClaimed(link_id=None):
            side = reuse.claimed_by.other
            told = sides.to_tell(session, side, reuse)
            return [each for each in told if sides.may_confirm(each, reuse)] or sides.answerers(
                session, reuse
            )
        case ReuseConfirmed():
            return sides.to_tell(session, Side(event.by).other, reuse)
        case ReuseRefused(by=Side.EDITORS):
            both = (Side.USER, Side.OWNER)
            return list(dict.fromkeys(u for s in both for u in sides.to_tell(session, s, reuse)))
        case ReuseRefused():
            return sides.to_tell(session, Side(event.by).other, reuse)
        case ReuseExpires():
            return sides.to_tell(session, Side.USER, reuse)
        case ReusePhaseChanged():
            return sides.to_tell(session, Side.OWNER, reuse)
    return []


def _last_whole_day(link: OneTimeLink) -> date:
    """Return the last day in the Netherlands that ends before the link stops working."""
    return link.expires_at.astimezone(clock.AMSTERDAM).date() - timedelta(days=1)
