"""Who answers for a component, as people to write to."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from govhub.accounts import memberships, queries
from govhub.accounts.models import User
from govhub.catalogue.models import Component
from govhub.registration.permissions import is_keeper


def keepers(session: Session, component: Component) -> Sequence[User]:
    """Return who is told of what concerns the component; who registered it alone, when they may.

    Without such a person, everybody who edits for its owner.
    """
    submitter = component.submitted_by
    if submitter is not None and is_keeper(submitter, component):
        return [submitter]
    owner = component.owner
    members = [
        member.user
        for each in (memberships.lineage(owner) if owner else ())
        for member in queries.members_of(session, each)
    ]
    return [each for each in dict.fromkeys(members) if is_keeper(each, component)]
