"""Mail to who registered a component that needs another one: it is to end, or not after all."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from govhub.accounts import queries as accounts
from govhub.catalogue.changing import ENDINGS
from govhub.catalogue.ledger.models import LineKind
from govhub.kernel.events import Event
from govhub.notifications import phrases, queries, wording
from govhub.notifications.happenings import EVENTS, Happening, happening
from govhub.notifications.mails.owners import RequirementEnds
from govhub.notifications.post import Post
from govhub.platform.outbox import Parcel


class ImpactMail:
    """Tells that what a component needs is phased out, has ended, will be, or will not be."""

    name = "nodig-voor"
    events: frozenset[type[Event]] = EVENTS

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Give the public ids of the submitters of what needs it, each once."""
        found = happening(session, event)
        if found is not None and found.line.new in ENDINGS:
            for user in queries.submitters_that_need(session, found.component):
                yield str(user.public_id)

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail, unless it is no longer true or nothing of the reader needs it."""
        user = accounts.user_by_public_id(session, parcel.receiver)
        found = happening(session, parcel.event)
        if user is None or found is None:
            return
        yours = queries.components_that_need(session, found.component, user)
        if not yours:
            return
        addresses = self._post.addresses
        mail = RequirementEnds(
            to=user.email,
            component=wording.link_to(found.component, addresses),
            what=_what(found),
            is_off=found.is_withdrawal,
            decision=wording.decision(session, found, addresses),
            yours=tuple(wording.link_to(each, addresses) for each in yours),
        )
        self._post.send(session, parcel, mail)


def _what(found: Happening) -> str:
    line = found.line
    match line.kind:
        case LineKind.PLAN:
            return phrases.will_be(line.new, line.effective_on)
        case LineKind.WITHDRAWAL:
            return phrases.will_not_be(line.new, line.effective_on)
        case _:
            return phrases.is_now(line.new)
