"""Who works for which organisation, and in which role. Never commits: the caller decides when.

An organisation that was merged into another is run by the members of both: its own people keep
what they had, and whoever works for its successor may do the same there.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from govhub.accounts import queries
from govhub.accounts.models import Membership, MembershipRole, Organisation, User
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, NotAllowed
from govhub.kernel.slug import fold
from govhub.platform import audit
from govhub.platform.language import gettext as _

_ORDER = list(MembershipRole)


def role_in(user: User, organisation: Organisation) -> MembershipRole | None:
    """Return the highest role of this person there or in what it was merged into."""
    run_by = {each.id for each in lineage(organisation)}
    roles = [each.role for each in user.memberships if each.organisation_id in run_by]
    return max(roles, key=_ORDER.index, default=None)


def is_member(user: User, organisation: Organisation) -> bool:
    """Tell whether this person works there, in whatever role."""
    return role_in(user, organisation) is not None


def may_edit_for(user: User, organisation: Organisation) -> bool:
    """Tell whether this person registers and changes components for the organisation."""
    role = role_in(user, organisation)
    return role is not None and role.includes(MembershipRole.EDITOR)


def may_manage(user: User, organisation: Organisation) -> bool:
    """Tell whether this person invites people there and hands over components, and may do so now.

    Not the redactie as such: ask ``user.is_editor`` for that.
    """
    return role_in(user, organisation) is MembershipRole.MANAGER and not user.is_limited


def organisations_of(
    user: User, at_least: MembershipRole = MembershipRole.EDITOR
) -> list[Organisation]:
    """Return where this person has at least this role, by name."""
    found = [each.organisation for each in user.memberships if each.role.includes(at_least)]
    return sorted(found, key=lambda each: fold(each.name))


def lineage(organisation: Organisation) -> Iterator[Organisation]:
    """Yield the organisation, what it was merged into, what that was merged into, and so on."""
    seen = set()
    current: Organisation | None = organisation
    while current is not None and current.id not in seen:
        seen.add(current.id)
        yield current
        current = current.merged_into


def require_manager(user: User, organisation: Organisation) -> None:
    """Raise NotAllowed for who neither manages the organisation nor is of the redactie."""
    if not (user.is_editor or may_manage(user, organisation)):
        raise NotAllowed(
            _("Alleen een beheerder van %(name)s kan dit doen.") % {"name": organisation.name}
        )


def add(
    session: Session, organisation: Organisation, user: User, role: MembershipRole
) -> Membership:
    """Make this person a member; who is one already keeps the higher of the two roles."""
    found = queries.membership(session, organisation, user)
    if found is None:
        try:
            with session.begin_nested():
                found = Membership(
                    user=user, organisation=organisation, role=role, created_at=clock.now()
                )
                session.add(found)
        except IntegrityError:  # the same person joins twice at this very moment
            session.refresh(user, ["memberships"])
            return add(session, organisation, user, role)
    if not found.role.includes(role):
        found.role = role
        session.flush()
    return found


def change_role(session: Session, by: User, membership: Membership, role: MembershipRole) -> None:
    """Give a member another role. Raises NotAllowed, or Conflict for the last manager."""
    organisation = membership.organisation
    require_manager(by, organisation)
    if membership.role is role:
        return
    _require_another_manager(session, by, membership)
    old, membership.role = membership.role, role
    session.flush()
    note(session, by, "rol-gewijzigd", organisation, user=membership.user, role=role, old=old)


def remove(session: Session, by: User, membership: Membership) -> None:
    """End a membership: of another as a manager, or one's own. Raises as ``change_role``."""
    organisation, user = membership.organisation, membership.user
    if by.id != user.id:
        require_manager(by, organisation)
    _require_another_manager(session, by, membership)
    user.memberships.remove(membership)
    session.flush()
    note(session, by, "lid-verwijderd", organisation, user=user)


def managers(session: Session, organisation: Organisation) -> Sequence[User]:
    """Return who decides for this organisation: its managers and those of what it merged into."""
    run_by = [each.id for each in lineage(organisation)]
    return session.scalars(
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.organisation_id.in_(run_by), Membership.role == MembershipRole.MANAGER)
        .distinct()
        .order_by(User.id)
    ).all()


def note(  # noqa: PLR0913  # an entry of the audit log, and who it is about
    session: Session,
    by: User,
    action: str,
    organisation: Organisation,
    *,
    user: User | None = None,
    role: MembershipRole | None = None,
    old: MembershipRole | None = None,
    **details: str,
) -> None:
    """Write in the audit log what somebody did to the members of an organisation."""
    about = {
        "gebruiker": str(user.public_id) if user else None,
        "rol": role.value if role else None,
        "was": old.value if old else None,
        **details,
    }
    audit.note(
        session,
        actor=by.public_id,
        action=action,
        subject=f"organisatie:{organisation.slug}"[:80],
        details={key: value for key, value in about.items() if value is not None},
    )


def _require_another_manager(session: Session, by: User, membership: Membership) -> None:
    """Raise Conflict when nobody would manage the organisation; the redactie may do that."""
    held = session.scalars(
        select(Membership)
        .where(
            Membership.organisation_id == membership.organisation_id,
            Membership.role == MembershipRole.MANAGER,
        )
        .order_by(Membership.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    if by.is_editor or any(each.id != membership.id for each in held):
        return
    if membership.role is MembershipRole.MANAGER:
        raise Conflict(
            _(
                "Dit is de enige beheerder. Maak eerst iemand anders beheerder, "
                "of vraag het aan de redactie."
            )
        )
