"""Giving a component another owner. Checks no rule and never commits: the caller does."""

from sqlalchemy.orm import Session

from govhub.accounts.models import Organisation
from govhub.catalogue.events import ComponentChanged
from govhub.catalogue.models import Component, ComponentRole
from govhub.catalogue.vocabulary import OrganisationRole
from govhub.kernel import clock
from govhub.platform.outbox import record

_OWNERS = (OrganisationRole.OWNER, OrganisationRole.CO_OWNER)


def hand_to(
    session: Session, component: Component, organisation: Organisation, *, kept_by_id: int | None
) -> None:
    """Let this organisation own the component, and this person answer for it from now on.

    The organisation that owned it is nothing to it any more; every other one stays what it was.
    """
    kept = [
        role
        for role in component.roles
        if role.role is not OrganisationRole.OWNER
        and not (role.role in _OWNERS and role.organisation_id == organisation.id)
    ]
    if component.owner is not organisation:
        owner = ComponentRole(organisation=organisation, role=OrganisationRole.OWNER)
        component.roles = [owner, *kept]
    component.is_on_behalf = False
    component.submitted_by_id = kept_by_id
    component.changed_at = clock.now()
    session.flush()
    session.refresh(component, ["submitted_by"])
    if component.is_public:
        record(session, ComponentChanged(subject=str(component.public_id)))
