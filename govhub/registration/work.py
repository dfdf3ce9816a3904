"""What waits for the redactie: what it is, since when, and who took it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from govhub.accounts.models import User
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.platform.language import lazy_gettext as _l
from govhub.registration import promise, queries
from govhub.registration.models import EditProposal, ReviewCase, StatusProposal


class WorkKind(StrEnum):
    """What waits."""

    SUBMISSION = "aanmelding"
    STATUS = "status"
    EDIT = "wijziging"
    SUGGESTION = "voorstel"

    @property
    def label(self) -> str:
        """Return the word for people."""
        return _KINDS[self]


_KINDS = {
    WorkKind.SUBMISSION: _l("Aanmelding"),
    WorkKind.STATUS: _l("Andere status"),
    WorkKind.EDIT: _l("Wijziging door de eigenaar"),
    WorkKind.SUGGESTION: _l("Voorstel van een ander"),
}


class Whose(StrEnum):
    """Which of it a redacteur wants to see."""

    ALL = "alles"
    MINE = "van-mij"
    NOBODY = "van-niemand"
    LATE = "te-laat"

    @property
    def label(self) -> str:
        """Return the word for people."""
        return _WHOSE[self]


_WHOSE = {
    Whose.ALL: _l("Alles"),
    Whose.MINE: _l("Door u opgepakt"),
    Whose.NOBODY: _l("Nog niet opgepakt"),
    Whose.LATE: _l("Te laat"),
}


@dataclass(frozen=True, kw_only=True)
class Work:
    """Something that waits."""

    kind: WorkKind
    key: int
    """Id of the component, the wish or the edit."""
    component_id: int
    since: datetime
    answer_by: date
    editor_id: int | None
    """Who took it."""

    @property
    def is_late(self) -> bool:
        """Tell whether the promised day is past."""
        return self.answer_by < clock.today()


@dataclass(frozen=True)
class Loaded:
    """Something that waits, with all that is known about it."""

    work: Work
    component: Component
    proposal: StatusProposal | EditProposal | None
    taken_by: User | None


def everything(session: Session, review_days: int) -> Sequence[Work]:
    """Return what waits: what is late first, and then what waits longest."""
    taken = {
        row.component_id: row.editor_id
        for row in session.execute(select(ReviewCase.component_id, ReviewCase.editor_id))
    }
    found = [
        Work(
            kind=kind,
            key=key,
            component_id=component_id,
            since=since,
            answer_by=promise.answer_by(since, review_days),
            editor_id=taken.get(component_id),
        )
        for kind, key, component_id, since in _rows(session)
    ]
    return sorted(found, key=lambda each: (not each.is_late, each.since, each.kind, each.key))


def chosen(work: Sequence[Work], whose: Whose, user: User) -> Sequence[Work]:
    """Return what a redacteur wants to see of it."""
    match whose:
        case Whose.MINE:
            return [each for each in work if each.editor_id == user.id]
        case Whose.NOBODY:
            return [each for each in work if each.editor_id is None]
        case Whose.LATE:
            return [each for each in work if each.is_late]
        case Whose.ALL:
            return work


def loaded(session: Session, work: Sequence[Work]) -> Sequence[Loaded]:
    """Return it with its components and what is asked."""
    ids = {each.component_id for each in work}
    components = {
        each.id: each for each in session.scalars(select(Component).where(Component.id.in_(ids)))
    }
    statuses = {
        each.id: each
        for each in session.scalars(
            select(StatusProposal).where(StatusProposal.id.in_(_keys(work, WorkKind.STATUS)))
        )
    }
    edits = {
        each.id: each
        for each in session.scalars(
            select(EditProposal)
            .where(EditProposal.id.in_(_keys(work, WorkKind.EDIT, WorkKind.SUGGESTION)))
            .options(joinedload(EditProposal.proposed_by))
        )
    }
    editors = {
        each.id: each
        for each in session.scalars(
            select(User).where(User.id.in_({each.editor_id for each in work if each.editor_id}))
        )
    }
    asked: Mapping[WorkKind, Mapping[int, StatusProposal | EditProposal]] = {
        WorkKind.SUBMISSION: {},
        WorkKind.STATUS: statuses,
        WorkKind.EDIT: edits,
        WorkKind.SUGGESTION: edits,
    }
    return [
        Loaded(
            each,
            components[each.component_id],
            asked[each.kind].get(each.key),
            editors.get(each.editor_id) if each.editor_id else None,
        )
        for each in work
    ]


def _keys(work: Sequence[Work], *kinds: WorkKind) -> set[int]:
    return {each.key for each in work if each.kind in kinds}


def _rows(session: Session) -> list[tuple[WorkKind, int, int, datetime]]:
    submissions = session.execute(
        select(Component.id, Component.submitted_at, Component.changed_at).where(
            Component.publication == Publication.SUBMITTED
        )
    )
    statuses = session.execute(queries.waiting_status_rows().order_by(StatusProposal.id))
    edits = session.execute(queries.waiting_edit_rows().order_by(EditProposal.id))
    return [
        *(
            (WorkKind.SUBMISSION, row.id, row.id, row.submitted_at or row.changed_at)
            for row in submissions
        ),
        *((WorkKind.STATUS, row.id, row.component_id, row.proposed_at) for row in statuses),
        *(
            (
                WorkKind.EDIT if row.is_of_keeper else WorkKind.SUGGESTION,
                row.id,
                row.component_id,
                row.proposed_at,
            )
            for row in edits
        ),
    ]
