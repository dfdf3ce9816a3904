"""One record of use at a time, and what the audit log says of it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.kernel.errors import Conflict
from govhub.platform import audit
from govhub.platform.language import gettext as _
from govhub.reuse.models import Reuse


def hold(session: Session, reuse: Reuse) -> None:
    """Read it again and let nobody else change it. Raises Conflict when it is gone."""
    held = session.scalar(
        select(Reuse)
        .where(Reuse.id == reuse.id)
        .with_for_update(of=Reuse)
        .execution_options(populate_existing=True)
    )
    if held is None:
        raise Conflict(_("Dit is intussen ingetrokken."))


def note(session: Session, by: User | None, reuse: Reuse, what: str, **details: str) -> None:
    """Write in the audit log what somebody did; by a link it is nobody that we know."""
    audit.note(
        session,
        actor=by.public_id if by else audit.BY_ITSELF,
        action=f"gebruik-{what}",
        subject=f"hergebruik:{reuse.public_id}",
        details={"organisatie": reuse.organisation.slug, **details},
    )
