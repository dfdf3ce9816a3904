"""Who answers for a component: whether this person does, and who there is to write to.

Whoever works as a redacteur for the organisation that owns it, and whoever registered it on behalf
of an owner who has not taken it over.
"""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy.orm import Session

from govhub.accounts import memberships, queries
from govhub.accounts.models import Organisation, User
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import OrganisationRole

_OWNERS = (OrganisationRole.OWNER, OrganisationRole.CO_OWNER)


def owners(component: Component) -> Iterator[Organisation]:
    """Give the organisation that owns it, and those that own it too."""
    return (each.organisation for each in component.roles if each.role in _OWNERS)


def is_submitter(user: User, component: Component) -> bool:
    """Tell whether this person registered the component, or took it over."""
    return component.submitted_by_id == user.id


def works_for_owner(user: User, component: Component) -> bool:
    """Tell whether this person is a redacteur of an organisation that owns the component."""
    return any(memberships.may_edit_for(user, each) for each in owners(component))


def is_keeper(user: User, component: Component) -> bool:
    """Tell whether this person answers for the component.

    Who registered it does until it is public, and then for as long as nobody else owns it.
    """
    if is_submitter(user, component) and (
        not component.is_public or component.owner is None or component.is_on_behalf
    ):
        return True
    is_private = component.is_on_behalf and not component.is_public
    return not is_private and works_for_owner(user, component)


def keepers(session: Session, component: Component) -> Sequence[User]:
    """Return who is told of what concerns the component; who registered it alone, when they may.

    Without such a person, everybody who edits for its owner.
    """
    submitter = component.submitted_by
    if submitter is not None and is_keeper(submitter, component):
        return [submitter]
    owner = component.owner
    return _who_keep(session, component, [owner] if owner else [])


def everybody(session: Session, component: Component) -> Sequence[User]:
    """Return all who answer for the component, who registered it first."""
    submitter = component.submitted_by
    first = [submitter] if submitter is not None and is_keeper(submitter, component) else []
    return list(dict.fromkeys([*first, *_who_keep(session, component, owners(component))]))


def _who_keep(
    session: Session, component: Component, organisations: Iterable[Organisation]
) -> list[User]:
    members = [
        member.user
        for organisation in organisations
        for each in memberships.lineage(organisation)
        for member in queries.members_of(session, each)
    ]
    return [each for each in dict.fromkeys(members) if is_keeper(each, component)]
