"""Questions about people and organisations. Never changes anything."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, aliased, contains_eager, selectinload

from govhub.accounts.models import (
    Identity,
    Invitation,
    MailDomain,
    Membership,
    MembershipRole,
    Organisation,
    Passkey,
    RecoveryCode,
    User,
    UserRole,
    UserSession,
)
from govhub.accounts.names import Name
from govhub.kernel import clock
from govhub.platform.links import OneTimeLink


@dataclass(frozen=True)
class SignedInBrowser:
    """A signed-in browser, and what is needed to know which second factor it must show."""

    session: UserSession
    has_passkey: bool
    manages: bool
    """The user manages an organisation."""

    @property
    def user(self) -> User:
        """Return who is signed in."""
        return self.session.user


def user_by_email(session: Session, email: str) -> User | None:
    """Return the user with this address, whatever its capitals."""
    return session.scalar(select(User).where(User.email == email.strip().lower()))


def user_by_public_id(session: Session, public_id: str) -> User | None:
    """Return the user with this public id."""
    return session.scalar(select(User).where(User.public_id == uuid.UUID(public_id)))


def sign_in_link_by_id(session: Session, public_id: str) -> OneTimeLink | None:
    """Return the link that signs in; None when it was used, lapsed or was forgotten."""
    link = session.get(OneTimeLink, uuid.UUID(public_id))
    if link is None or link.used_at is not None or link.expires_at <= clock.now():
        return None
    return link


def editors(session: Session) -> Sequence[User]:
    """Return everybody who reviews submissions."""
    return session.scalars(select(User).where(User.role != UserRole.SUBMITTER)).all()


def organisation_by_slug(session: Session, slug: str) -> Organisation | None:
    """Return the organisation at this address."""
    return session.scalar(select(Organisation).where(Organisation.slug == slug))


def organisation_names(session: Session) -> list[Name]:
    """Return every organisation as people look for it; not how many components it has."""
    into = aliased(Organisation)
    rows = session.execute(
        select(
            Organisation.slug,
            Organisation.name,
            Organisation.short_name,
            Organisation.kind,
            Organisation.active_until,
            into.name.label("into"),
        )
        .outerjoin(into, into.id == Organisation.merged_into_id)
        .order_by(func.lower(Organisation.name), Organisation.id)
    )
    today = clock.today()
    return [
        Name(
            slug=row.slug,
            name=row.name,
            short_name=row.short_name,
            kind=row.kind,
            has_ended=row.into is not None
            or (row.active_until is not None and row.active_until < today),
            into=row.into,
        )
        for row in rows
    ]


def merged_into(session: Session, organisation: Organisation) -> Sequence[Organisation]:
    """Return what was merged into this organisation, and what was merged into that, by name."""
    found: dict[int, Organisation] = {}
    newest = [organisation.id]
    while newest:
        into = session.scalars(
            select(Organisation).where(Organisation.merged_into_id.in_(newest))
        ).all()
        newest = [each.id for each in into if each.id not in {*found, organisation.id}]
        found |= {each.id: each for each in into if each.id != organisation.id}
    return sorted(found.values(), key=lambda each: each.name.lower())


def with_what_was_merged(organisation_id: int) -> Select[int]:
    """Return the ids of this organisation, of what was merged into it, into that, and so on."""
    part = select(Organisation.id).where(Organisation.id == organisation_id)
    family = part.cte("family", recursive=True)
    older = select(Organisation.id).where(Organisation.merged_into_id == family.c.id)
    return select(family.union(older).c.id)


def members_of(session: Session, organisation: Organisation) -> Sequence[Membership]:
    """Return who works there, by address."""
    return session.scalars(
        select(Membership)
        .join(Membership.user)
        .options(contains_eager(Membership.user))
        .where(Membership.organisation_id == organisation.id)
        .order_by(User.email)
    ).all()


def membership_by_public_id(session: Session, public_id: uuid.UUID) -> Membership | None:
    """Return this membership."""
    return session.scalar(select(Membership).where(Membership.public_id == public_id))


def invitation_by_public_id(session: Session, public_id: uuid.UUID | str) -> Invitation | None:
    """Return this invitation, answered or not."""
    key = uuid.UUID(str(public_id))
    return session.scalar(select(Invitation).where(Invitation.public_id == key))


def open_invitations(session: Session, organisation: Organisation) -> Sequence[Invitation]:
    """Return who was asked to join and did not answer yet, by address."""
    return session.scalars(
        select(Invitation)
        .where(
            Invitation.organisation_id == organisation.id,
            Invitation.answered_at.is_(None),
            Invitation.expires_at > clock.now(),
        )
        .order_by(Invitation.email)
    ).all()


def mail_domains_of(session: Session, organisation: Organisation) -> Sequence[MailDomain]:
    """Return the domains of its addresses, also those that nobody confirmed yet."""
    return session.scalars(
        select(MailDomain)
        .where(MailDomain.organisation_id == organisation.id)
        .order_by(MailDomain.domain)
    ).all()


def mail_domain(session: Session, domain: str) -> MailDomain | None:
    """Return to which organisation addresses at this domain belong, or may belong."""
    return session.scalar(select(MailDomain).where(MailDomain.domain == domain))


def mail_domains_to_confirm(session: Session) -> Sequence[tuple[MailDomain, Organisation]]:
    """Return the domains that wait for the redactie, by name of the organisation."""
    rows = session.execute(
        select(MailDomain, Organisation)
        .join(Organisation, Organisation.id == MailDomain.organisation_id)
        .where(MailDomain.confirmed_at.is_(None))
        .order_by(func.lower(Organisation.name), MailDomain.domain)
    )
    return [(domain, organisation) for domain, organisation in rows]


def organisation_of_address(session: Session, email: str) -> Organisation | None:
    """Return the organisation whose confirmed domain is exactly that of this address."""
    return session.scalar(
        select(Organisation)
        .join(MailDomain, MailDomain.organisation_id == Organisation.id)
        .where(
            MailDomain.domain == email.rpartition("@")[2].lower(),
            MailDomain.confirmed_at.is_not(None),
        )
    )


def membership(session: Session, organisation: Organisation, user: User) -> Membership | None:
    """Return the membership of this person there, not of what it was merged into."""
    return session.scalar(
        select(Membership).where(
            Membership.organisation_id == organisation.id, Membership.user_id == user.id
        )
    )


def secret_hash(secret: str) -> str:
    """Return what is stored of the secret in a cookie: useless to whoever reads the database."""
    return hashlib.sha256(secret.encode()).hexdigest()


def session_by_secret(session: Session, secret: str) -> UserSession | None:
    """Return the signed-in browser that holds this secret; None once it has ended."""
    return session.scalar(
        select(UserSession).where(
            UserSession.secret_hash == secret_hash(secret), UserSession.expires_at > clock.now()
        )
    )


def signed_in_browser(session: Session, secret: str) -> SignedInBrowser | None:
    """Return the browser that holds this secret, in one question; None once that has ended."""
    has_passkey = exists().where(Passkey.user_id == UserSession.user_id)
    manages = exists().where(
        Membership.user_id == UserSession.user_id, Membership.role == MembershipRole.MANAGER
    )
    row = session.execute(
        select(UserSession, has_passkey, manages).where(
            UserSession.secret_hash == secret_hash(secret), UserSession.expires_at > clock.now()
        )
    ).first()
    return SignedInBrowser(row[0], bool(row[1]), bool(row[2])) if row else None


def sessions_of(session: Session, user: User) -> Sequence[UserSession]:
    """Return the browsers in which this person is signed in, the newest first."""
    return session.scalars(
        select(UserSession)
        .where(UserSession.user_id == user.id, UserSession.expires_at > clock.now())
        .order_by(UserSession.created_at.desc(), UserSession.id.desc())
    ).all()


def passkeys_of(session: Session, user: User) -> Sequence[Passkey]:
    """Return the passkeys of this person, the oldest first."""
    query = select(Passkey).where(Passkey.user_id == user.id)
    return session.scalars(query.order_by(Passkey.created_at, Passkey.id)).all()


def passkey_by_public_id(session: Session, user: User, public_id: uuid.UUID) -> Passkey | None:
    """Return this passkey of this person."""
    return session.scalar(
        select(Passkey).where(Passkey.public_id == public_id, Passkey.user_id == user.id)
    )


def has_passkey(session: Session, user: User) -> bool:
    """Tell whether this person has a passkey."""
    return bool(session.scalar(select(exists().where(Passkey.user_id == user.id))))


def number_of_recovery_codes(session: Session, user: User) -> int:
    """Return how many codes still work."""
    unused = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None)
    )
    return session.scalar(unused) or 0


def identities_of(session: Session, user: User) -> Sequence[Identity]:
    """Return as whom the provider of an organisation knows this person."""
    query = select(Identity).where(Identity.user_id == user.id)
    return session.scalars(query.order_by(Identity.id)).all()


def public_ids_with_role(session: Session, role: UserRole) -> Sequence[str]:
    """Return the public ids of everybody with this role."""
    return [str(key) for key in session.scalars(select(User.public_id).where(User.role == role))]


def roles_by_public_id(session: Session, public_ids: Sequence[uuid.UUID]) -> dict[str, UserRole]:
    """Return the role of each of these people."""
    rows = session.execute(select(User.public_id, User.role).where(User.public_id.in_(public_ids)))
    return {str(row.public_id): row.role for row in rows}


def organisations_by_slug(session: Session, slugs: Sequence[str]) -> Sequence[Organisation]:
    """Return the organisations at these addresses, each with what it was merged into."""
    return session.scalars(
        select(Organisation)
        .where(Organisation.slug.in_(slugs))
        .options(selectinload(Organisation.merged_into))
    ).all()
