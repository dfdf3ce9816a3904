"""What a redacteur decides about a submission. Never commits: the caller decides when."""

from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import changing
from govhub.catalogue import service as catalogue
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.platform import audit
from govhub.platform.language import gettext as _
from govhub.platform.outbox import record
from govhub.registration import cases, lookalikes
from govhub.registration.completeness import Incomplete, missing_for_submission
from govhub.registration.events import ReviewDecided
from govhub.registration.models import Review, Verdict
from govhub.registration.permissions import require_editor


def decide(
    session: Session,
    editor: User,
    component: Component,
    verdict: Verdict,
    *,
    reason: str | None = None,
    seen_version: int,
) -> Review:
    """Carry out the verdict and keep it.

    Raises InvalidInput without a reason where one is obligatory, Conflict when another redacteur
    was first or the submission is not the one that was read, and Incomplete when something that it
    needs went away meanwhile.
    """
    require_editor(editor)
    catalogue.hold(session, component)
    _require_as_read(component, seen_version)
    if verdict is not Verdict.APPROVED and not reason:
        raise InvalidInput(
            "reason", _("Leg uit waarom, zodat de aanmelder weet wat er anders moet.")
        )
    review = Review(
        component_id=component.id,
        verdict=verdict,
        reason=reason,
        editor_id=editor.id,
        decided_at=clock.now(),
    )
    session.add(review)
    _carry_out(session, component, verdict)
    record(
        session,
        ReviewDecided(
            subject=str(component.public_id),
            review_id=review.id,
            verdict=verdict.value,
            reason=reason,
        ),
    )
    cases.lapse(session, component)
    audit.note(
        session,
        actor=editor.public_id,
        action=f"aanmelding-{verdict.value.replace('_', '-')}",
        subject=f"component:{component.public_id}",
    )
    return review


def _require_as_read(component: Component, seen_version: int) -> None:
    if component.publication is not Publication.SUBMITTED:
        raise Conflict(_("Over deze aanmelding is intussen besloten, of de aanmelder trok die in."))
    if component.version != seen_version:
        raise Conflict(
            _("De aanmelder heeft dit intussen gewijzigd. Lees het opnieuw en besluit dan.")
        )


def _carry_out(session: Session, component: Component, verdict: Verdict) -> None:
    match verdict:
        case Verdict.APPROVED:
            missing = missing_for_submission(session, component)
            if missing:
                raise Incomplete(missing)
            catalogue.publish(session, component, decided_by=changing.EDITORS)
            lookalikes.relate(session, component)
        case Verdict.CHANGES_ASKED:
            component.publication = Publication.CHANGES_ASKED
        case Verdict.REFUSED:
            component.publication = Publication.REFUSED
    session.flush()
