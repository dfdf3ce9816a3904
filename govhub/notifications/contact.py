"""Mail about the address for questions: to the address itself, and to who answers for it."""

import re
from collections.abc import Iterable
from typing import cast

from sqlalchemy.orm import Session

from govhub.accounts import queries as accounts
from govhub.catalogue import contact
from govhub.catalogue import queries as catalogue
from govhub.catalogue.events import ContactAsked, ContactRemoved, ContactUnanswered
from govhub.catalogue.keepers import keepers
from govhub.catalogue.models import Component
from govhub.kernel.events import Event
from govhub.notifications.mails.base import Link
from govhub.notifications.mails.contact import ConfirmContact, ContactIsMissing
from govhub.notifications.post import Post
from govhub.platform.links import LinkRefused
from govhub.platform.outbox import Parcel

_LONGEST_NAME = 60


class ConfirmContactMail:
    """Asks who reads an address whether it may be shown with a component."""

    name = "contactadres-bevestigen"
    events: frozenset[type[Event]] = frozenset({ContactAsked})

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, _session: Session, event: Event) -> Iterable[str]:
        """Return the id of the link: which address it is, only the link knows."""
        return [cast("ContactAsked", event).link_id]

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail, unless the question is out of date."""
        token = self._post.signer.token(contact.CONFIRM, parcel.receiver)
        try:
            question = contact.asked(session, self._post.signer, token)
        except LinkRefused:
            return
        component = question.component
        mail = ConfirmContact(
            to=question.email,
            name=_harmless(component),
            owner=component.owner.name if component.owner else None,
            page_url=self._post.addresses.component(component.slug)
            if component.is_public
            else None,
            others=len(question.also),
            answer_url=self._post.addresses.contact(token),
            days=contact.TIME_TO_ANSWER.days,
        )
        self._post.send(session, parcel, mail)


class ContactMail:
    """Tells who answers for a component that readers see no address for questions, and why."""

    name = "contactadres-ontbreekt"
    events: frozenset[type[Event]] = frozenset({ContactUnanswered, ContactRemoved})

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Return who answers for the component; when nobody does, the redactie."""
        component = catalogue.component_by_public_id(session, event.subject)
        if component is None:
            return []
        people = keepers(session, component) or accounts.editors(session)
        return [str(each.public_id) for each in people]

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail, unless there is an address that is shown by now."""
        user = accounts.user_by_public_id(session, parcel.receiver)
        component = catalogue.component_by_public_id(session, parcel.event.subject)
        if user is None or component is None or contact.is_shown(component):
            return
        why = parcel.event.why if isinstance(parcel.event, ContactRemoved) else None
        if why is None and component.contact_email is None:
            return
        if why is not None and component.contact_email is not None:
            return  # somebody filled in another one
        addresses = self._post.addresses
        mail = ContactIsMissing(
            to=user.email,
            component=Link(component.name, self._page_of(component)),
            why=why,
            unanswered=component.contact_email,
            days=contact.TIME_TO_ANSWER.days,
            edit_url=addresses.edit(component.slug),
        )
        self._post.send(session, parcel, mail)

    def _page_of(self, component: Component) -> str:
        addresses = self._post.addresses
        page = addresses.component if component.is_public else addresses.registration
        return page(component.slug)


def _harmless(component: Component) -> str:
    """Return the name. What is not public is somebody's own words, and may be meant for spam.

    So the mail, which anybody can have sent to anybody, has the first of them without the signs of
    which an address is made.
    """
    if component.is_public:
        return component.name
    words = " ".join(re.findall(r"[^\W_]+", component.name))
    return words[:_LONGEST_NAME].strip()
