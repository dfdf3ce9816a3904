"""Mail around the work of the redactie: what was received, said, edited, and is late."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from govhub.accounts import queries as accounts
from govhub.accounts.models import User
from govhub.catalogue import queries as catalogue
from govhub.catalogue.keepers import keepers
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.kernel.events import Event
from govhub.notifications.mails.base import Link, Mail
from govhub.notifications.mails.registrations import (
    CommentIsWritten,
    EditAnswered,
    EditIsReceived,
    EditWaits,
    Late,
    SubmissionIsReceived,
    WorkForEditorsIsLate,
)
from govhub.notifications.post import Post
from govhub.platform.outbox import NotNeeded, Parcel
from govhub.registration import comments, fact_words, queries, reminding, waiting_edits
from govhub.registration import work as waiting
from govhub.registration.events import (
    CommentWritten,
    EditDecided,
    EditProposed,
    SubmissionReceived,
    WorkIsLate,
)
from govhub.registration.models import EditProposal, ProposalState, ReviewComment
from govhub.registration.permissions import is_keeper
from govhub.registration.promise import answer_by

MOST_LATE = 20
"""Late things that one mail names; the others are counted."""
_TOO_LATE_TO_TELL = "it waits no longer"


class ReceiptMail:
    """Tells who submitted or proposed something that it is here, and by when they hear of it."""

    name = "ontvangst"
    events: frozenset[type[Event]] = frozenset({SubmissionReceived, EditProposed})

    def __init__(self, post: Post, review_days: int) -> None:
        """Take what sends the mail, and within how many working days the redactie answers."""
        self._post = post
        self._review_days = review_days

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Return who asked; who changes what waits already had the mail."""
        match event:
            case SubmissionReceived():
                component = catalogue.component_by_public_id(session, event.subject)
                return _ids([component.submitted_by] if component else [])
            case EditProposed(is_again=False):
                proposal = queries.edit_by_id(session, event.proposal_id)
                return _ids([proposal.proposed_by] if proposal else [])
        return []

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail. Raises NotNeeded when it waits no longer."""
        user = accounts.user_by_public_id(session, parcel.receiver)
        component = catalogue.component_by_public_id(session, parcel.event.subject)
        mail = self._mail(session, parcel.event, component, user) if component and user else None
        if mail is None:
            raise NotNeeded(_TOO_LATE_TO_TELL)
        self._post.send(session, parcel, mail)

    def _mail(
        self, session: Session, event: Event, component: Component, user: User
    ) -> Mail | None:
        addresses = self._post.addresses
        match event:
            case SubmissionReceived():
                if component.publication is not Publication.SUBMITTED or not component.submitted_at:
                    return None
                return SubmissionIsReceived(
                    to=user.email,
                    component=Link(component.name, addresses.registration(component.slug)),
                    answer_by=answer_by(component.submitted_at, self._review_days),
                    is_again=event.is_again,
                )
            case EditProposed():
                proposal = _waiting_edit(session, event.proposal_id)
                if proposal is None:
                    return None
                return EditIsReceived(
                    to=user.email,
                    component=Link(component.name, addresses.edits(component.slug)),
                    changed=fact_words.labels(proposal.facts),
                    answer_by=answer_by(proposal.proposed_at, self._review_days),
                )
        return None


class EditMail:
    """Tells who may decide that an edit waits, and who proposed it what became of it."""

    name = "wijzigingen"
    events: frozenset[type[Event]] = frozenset({EditProposed, EditDecided})

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Return who decides, or who proposed it."""
        match event:
            case EditProposed(is_again=False):
                proposal = queries.edit_by_id(session, event.proposal_id)
                return _ids(_deciders(session, proposal)) if proposal else []
            case EditDecided():
                proposal = queries.edit_by_id(session, event.proposal_id)
                return _ids([proposal.proposed_by]) if proposal else []
        return []

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail. Raises NotNeeded when it waits no longer, or the reader has no say."""
        user = accounts.user_by_public_id(session, parcel.receiver)
        match parcel.event:
            case EditProposed() as event:
                proposal = _waiting_edit(session, event.proposal_id)
                if user is None or proposal is None or not waiting_edits.may_decide(user, proposal):
                    raise NotNeeded(_TOO_LATE_TO_TELL)
                self._post.send(session, parcel, self._question(proposal, user))
            case EditDecided() as event:
                proposal = queries.edit_by_id(session, event.proposal_id)
                if user is None or proposal is None:
                    raise NotNeeded("nobody to tell")
                self._post.send(session, parcel, self._answer(proposal, user, event))

    def _question(self, proposal: EditProposal, user: User) -> Mail:
        component, addresses = proposal.component, self._post.addresses
        where = addresses.review if user.is_editor else addresses.edits
        return EditWaits(
            to=user.email,
            component=Link(component.name, where(component.slug)),
            is_to_editors=user.is_editor,
            is_of_keeper=proposal.is_of_keeper,
            changed=fact_words.labels(proposal.facts),
            reason=proposal.reason,
        )

    def _answer(self, proposal: EditProposal, user: User, event: EditDecided) -> Mail:
        component, addresses = proposal.component, self._post.addresses
        is_done = event.state == ProposalState.APPROVED
        where = addresses.component if is_done else addresses.edits
        return EditAnswered(
            to=user.email,
            component=Link(component.name, where(component.slug)),
            changed=fact_words.labels(proposal.facts),
            state=event.state,
            reason=event.reason,
            others_wait=event.others_wait,
        )


class CommentMail:
    """Tells one side what the other said: all that was said fast in one mail."""

    name = "opmerkingen"
    events: frozenset[type[Event]] = frozenset({CommentWritten})

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Return who registered it; or the redacteur who took it, or else all of them."""
        component = catalogue.component_by_public_id(session, event.subject)
        if not isinstance(event, CommentWritten) or component is None:
            return []
        if event.is_of_editors:
            return _ids(comments.listeners(session, component))
        case = queries.case_of(session, component)
        return _ids([case.editor] if case else accounts.editors(session))

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail. Raises NotNeeded when a later one tells it, or the reader has no say."""
        event = parcel.event
        user = accounts.user_by_public_id(session, parcel.receiver)
        comment = (
            comments.by_id(session, event.comment_id) if isinstance(event, CommentWritten) else None
        )
        if user is None or comment is None or not _may_hear(user, comment):
            raise NotNeeded("nobody to tell")
        said = comments.unanswered(session, comment)
        if not said or comment.author_id == user.id:
            raise NotNeeded("a later mail tells it, or it was answered")
        component = comment.component
        mail = CommentIsWritten(
            to=user.email,
            component=Link(component.name, self._place(component, comment)),
            is_to_editors=not comment.is_of_editors,
            comments=tuple(each.text for each in said),
        )
        self._post.send(session, parcel, mail)

    def _place(self, component: Component, comment: ReviewComment) -> str:
        addresses = self._post.addresses
        if not comment.is_of_editors:
            return addresses.review(component.slug)
        if component.is_public:
            return addresses.edits(component.slug)
        return addresses.registration(component.slug)


class LateMail:
    """Reminds the redactie once a day of all that is late, in one mail."""

    name = "te-laat"
    events: frozenset[type[Event]] = frozenset({WorkIsLate})

    def __init__(self, post: Post, review_days: int) -> None:
        """Take what sends the mail, and within how many working days the redactie answers."""
        self._post = post
        self._review_days = review_days

    def receivers(self, session: Session, _event: Event) -> Iterable[str]:
        """Return everybody who reviews."""
        return _ids(accounts.editors(session))

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail. Raises NotNeeded when nothing is late any more."""
        editor = accounts.user_by_public_id(session, parcel.receiver)
        late = reminding.late(session, self._review_days)
        if editor is None or not editor.is_editor or not late:
            raise NotNeeded("nothing is late any more")
        named = waiting.loaded(session, late[:MOST_LATE])
        addresses = self._post.addresses
        mail = WorkForEditorsIsLate(
            to=editor.email,
            number=len(late),
            late=tuple(
                Late(
                    Link(each.component.name, addresses.review(each.component.slug)),
                    str(each.work.kind.label),
                    each.work.answer_by,
                )
                for each in named
            ),
            others=len(late[MOST_LATE:]),
            queue_url=addresses.queue(),
        )
        self._post.send(session, parcel, mail)


def _ids(people: Iterable[User | None]) -> Sequence[str]:
    return [str(each.public_id) for each in people if each is not None]


def _deciders(session: Session, proposal: EditProposal) -> Sequence[User]:
    """Return who decides: keepers about what is not sensitive, else the redactie."""
    if not waiting_edits.is_sensitive(proposal):
        found = keepers(session, proposal.component)
        if found:
            return found
    return accounts.editors(session)


def _waiting_edit(session: Session, key: int) -> EditProposal | None:
    proposal = queries.edit_by_id(session, key)
    return proposal if proposal and proposal.state is ProposalState.WAITING else None


def _may_hear(user: User, comment: ReviewComment) -> bool:
    if comment.is_of_editors:
        return is_keeper(user, comment.component)
    return user.is_editor
