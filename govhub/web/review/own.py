"""What somebody registered and proposed: where it stands, what is asked of them first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import confirming
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.platform.language import gettext as _
from govhub.platform.language import ngettext
from govhub.registration import queries
from govhub.registration.completeness import missing_for_submission
from govhub.registration.permissions import is_keeper
from govhub.web.registration.page import page_of
from govhub.web.review.page import age
from govhub.web.review.state import Promise, ShownEdit, shown_edit


@dataclass(frozen=True, kw_only=True)
class Own:
    """Something that somebody registered."""

    name: str
    slug: str
    url: str
    summary: str
    status: Status
    publication: Publication
    state: str
    """As in "In behandeling"."""
    since: datetime
    age: str
    promise: Promise | None
    asked: str | None
    """What the registrant must do."""
    asked_url: str | None
    asked_label: str | None


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """An edit that somebody proposed for what others registered."""

    name: str
    url: str
    edit: ShownEdit


@dataclass(frozen=True, kw_only=True)
class OwnWork:
    """Everything of one person."""

    registrations: Sequence[Own]
    suggestions: Sequence[Suggestion]


def own_work(session: Session, user: User, review_days: int) -> OwnWork:
    """Return what somebody registered and proposed, what is asked of them first."""
    components = queries.registrations_of(session, user)
    waiting = queries.numbers_to_decide(session, [each.id for each in components])
    taken = queries.taken(session, [each.id for each in components])
    rows = [
        _own(
            session,
            each,
            user,
            review_days,
            number_waiting=waiting.get(each.id, 0) if is_keeper(user, each) else 0,
            is_taken=each.id in taken,
        )
        for each in components
    ]
    return OwnWork(
        registrations=sorted(rows, key=lambda row: (row.asked is None, _distance(row))),
        suggestions=[
            Suggestion(
                name=each.component.name,
                url=url_for("review.edits", slug=each.component.slug),
                edit=shown_edit(each, user, review_days),
            )
            for each in queries.edits_by(session, user)
            if each.component.is_public and not is_keeper(user, each.component)
        ],
    )


def _distance(row: Own) -> float:
    return -row.since.timestamp()


def _own(  # a row, and what is known beside the component
    session: Session,
    component: Component,
    user: User,
    review_days: int,
    *,
    number_waiting: int,
    is_taken: bool,
) -> Own:
    is_submitted = component.publication is Publication.SUBMITTED
    since = (component.submitted_at if is_submitted else None) or component.changed_at
    asked = _asked(session, component, user, number_waiting)
    return Own(
        name=component.name,
        slug=component.slug,
        url=page_of(component),
        summary=component.summary,
        status=component.status,
        publication=component.publication,
        state=_("In behandeling")
        if is_submitted and is_taken
        else str(component.publication.label),
        since=since,
        age=age(since),
        promise=Promise.of(since, review_days) if is_submitted else None,
        asked=asked[0] if asked else None,
        asked_url=asked[1] if asked else None,
        asked_label=asked[2] if asked else None,
    )


def _asked(
    session: Session, component: Component, user: User, number_waiting: int
) -> tuple[str, str, str] | None:
    """Return what must be done, where, and what the link to it says."""
    here = url_for("registration.show", slug=component.slug)
    match component.publication:
        case Publication.CHANGES_ASKED:
            said = _("De redactie vraagt om een wijziging. Pas het aan en dien het opnieuw in.")
            return said, here, _("Lees wat er anders moet")
        case Publication.DRAFT:
            if missing_for_submission(session, component):
                return _("Vul aan wat er mist en dien het in."), here, _("Ga verder")
            return _("Alles is ingevuld. Dien het in."), here, _("Bekijk en dien in")
        case Publication.PUBLISHED if number_waiting:
            said = ngettext(
                "Iemand stelt een wijziging voor.",
                "Er zijn %(num)s voorstellen om iets te wijzigen.",
                number_waiting,
            ) % {"num": number_waiting}
            where = url_for("review.edits", slug=component.slug)
            return said, where, _("Bekijk en besluit")
        case Publication.PUBLISHED if confirming.is_asked(component) and is_keeper(user, component):
            where = url_for("status.change", slug=component.slug)
            return _("Klopt deze status nog?"), where, _("Bevestig of wijzig de status")
    return None
