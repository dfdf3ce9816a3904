"""What somebody can do about who owns a component, and what waits, for on its page."""

from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from govhub.accounts import memberships
from govhub.accounts.models import MembershipRole, User
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import OrganisationRole
from govhub.platform.language import gettext as _
from govhub.registration import claims, permissions
from govhub.registration.models import Claim, ClaimKind

OWNERS = (OrganisationRole.OWNER, OrganisationRole.CO_OWNER)


@dataclass(frozen=True)
class Waiting:
    """A claim that waits, for who may see it."""

    text: str
    url: str


@dataclass(frozen=True, kw_only=True)
class OwnershipNote:
    """What the page of a component offers somebody."""

    take_over_url: str | None
    hand_over_url: str | None
    waiting: tuple[Waiting, ...]
    acts_as: str | None
    """For which organisation, or in which other quality, somebody changes the component."""


def ownership_note(
    session: Session, component: Component, user: User | None
) -> OwnershipNote | None:
    """Return what this person can do; None when that is nothing."""
    if user is None:
        return None
    waiting = tuple(
        _waiting(each)
        for each in claims.waiting_claims(session, component)
        if claims.may_see(user, each)
    )
    may_take = _may_take(component, user) and bool(claims.claimants(user, component))
    may_give = claims.may_hand_over(user, component)
    acts_as = _acts_as(component, user)
    if not (waiting or may_take or may_give or acts_as):
        return None
    slug = component.slug
    return OwnershipNote(
        take_over_url=url_for("ownership.take_over", slug=slug) if may_take else None,
        hand_over_url=url_for("ownership.hand_over", slug=slug) if may_give else None,
        waiting=waiting,
        acts_as=acts_as,
    )


def _may_take(component: Component, user: User) -> bool:
    """Tell whether it makes sense to offer: not to who works for its owner already."""
    return component.is_on_behalf or not permissions.works_for_owner(user, component)


def _acts_as(component: Component, user: User) -> str | None:
    owners = [each.organisation for each in component.roles if each.role in OWNERS]
    for owner in owners:
        role = memberships.role_in(user, owner)
        if role is not None and role.includes(MembershipRole.EDITOR):
            said = {"role": str(role.label).lower(), "name": owner.name}
            return _("U werkt hier als %(role)s van %(name)s") % said
    if permissions.is_keeper(user, component):
        name = component.owner.name if component.owner else None
        if name is None:
            return _("U werkt hier als aanmelder")
        return _("U werkt hier als aanmelder, namens %(name)s") % {"name": name}
    return _("U werkt hier als redactie") if user.is_editor else None


def _waiting(claim: Claim) -> Waiting:
    said = {"name": claim.organisation.name}
    return Waiting(
        _("Wacht op een besluit: overdragen aan %(name)s") % said
        if claim.kind is ClaimKind.TRANSFER
        else _("Wacht op een besluit: %(name)s zegt dat dit van hen is") % said,
        url_for("ownership.claim", key=claim.public_id),
    )
