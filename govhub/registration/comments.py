"""What a registrant and the redactie say to each other about a component that waits.

Also after a decision, while the registrant works on it again. Never commits: the caller decides.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import service as catalogue
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.platform.language import gettext as _
from govhub.platform.outbox import record
from govhub.registration import queries
from govhub.registration.events import CommentWritten
from govhub.registration.models import ReviewComment
from govhub.registration.permissions import is_keeper, require_editor, require_submitter
from govhub.registration.validation import cleaned

LONGEST = 2000
_TALKED_ABOUT = frozenset(
    {Publication.DRAFT, Publication.SUBMITTED, Publication.CHANGES_ASKED, Publication.REFUSED}
)


def is_open(session: Session, component: Component) -> bool:
    """Tell whether there is something to talk about: it was submitted, or an edit of it waits."""
    if component.is_public:
        return queries.is_waiting_for_keepers(session, component)
    return component.submitted_at is not None and component.publication in _TALKED_ABOUT


def say(
    session: Session, user: User, component: Component, text: str, *, as_editor: bool
) -> ReviewComment:
    """Keep what somebody says, on behalf of the redactie or of who answers for the component.

    The same text by the same person twice in a row is said once. Raises NotAllowed, Conflict when
    there is nothing to talk about, and InvalidInput for no text or too much of it.
    """
    catalogue.hold(session, component)
    if as_editor:
        require_editor(user)
    else:
        require_submitter(user, component)
    if not is_open(session, component):
        raise Conflict(_("Hier valt nu niets over te zeggen: er is al besloten."))
    text = cleaned(text)
    if not text:
        raise InvalidInput("text", _("Schrijf wat u wilt zeggen."))
    if len(text) > LONGEST:
        raise InvalidInput("text", _("Gebruik hoogstens %(num)s tekens.") % {"num": LONGEST})
    last = latest(session, component)
    if last is not None and _is_same(last, user, text, as_editor=as_editor):
        return last
    comment = ReviewComment(
        component=component,
        author_id=user.id,
        is_of_editors=as_editor,
        text=text,
        written_at=clock.now(),
    )
    session.add(comment)
    session.flush()
    record(
        session,
        CommentWritten(
            subject=str(component.public_id), comment_id=comment.id, is_of_editors=as_editor
        ),
    )
    return comment


def all_of(session: Session, component: Component) -> Sequence[ReviewComment]:
    """Return everything that was said about the component, the oldest first."""
    return session.scalars(
        select(ReviewComment)
        .where(ReviewComment.component_id == component.id)
        .order_by(ReviewComment.written_at, ReviewComment.id)
    ).all()


def latest(session: Session, component: Component) -> ReviewComment | None:
    """Return what was said last."""
    return session.scalars(
        select(ReviewComment)
        .where(ReviewComment.component_id == component.id)
        .order_by(ReviewComment.written_at.desc(), ReviewComment.id.desc())
        .limit(1)
    ).first()


def by_id(session: Session, key: int) -> ReviewComment | None:
    """Return the comment."""
    return session.get(ReviewComment, key)


def unanswered(session: Session, comment: ReviewComment) -> Sequence[ReviewComment]:
    """Return what this side said since the other side last spoke, up to the last of it.

    So one mail tells all of it, however fast it was written. Empty when the comment is not the
    last of them: then the mail about the last tells it.
    """
    found: list[ReviewComment] = []
    for each in reversed(all_of(session, comment.component)):
        if each.is_of_editors is not comment.is_of_editors:
            break
        found.insert(0, each)
    return found if found and found[-1].id == comment.id else []


def listeners(session: Session, component: Component) -> Sequence[User]:
    """Return who hears what the redactie says: who asked something, and still answers for it."""
    ids = select(ReviewComment.author_id).where(
        ReviewComment.component_id == component.id, ReviewComment.is_of_editors.is_(False)
    )
    spoke = session.scalars(select(User).where(User.id.in_(ids)).order_by(User.id)).all()
    asked = queries.keepers_who_wait(session, component)
    submitter = [component.submitted_by] if component.submitted_by else []
    everybody = dict.fromkeys([*submitter, *asked, *spoke])
    return [each for each in everybody if is_keeper(each, component)]


def _is_same(last: ReviewComment, user: User, text: str, *, as_editor: bool) -> bool:
    return (last.author_id, last.is_of_editors, last.text) == (user.id, as_editor, text)
