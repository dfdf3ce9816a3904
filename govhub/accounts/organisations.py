"""What the redactie says about organisations: what was merged, whose mail domain it is.

A merger keeps everything that the old organisation had; whoever works for the new one may do it
there too (``memberships``). Never commits: the caller decides when.
"""

import re
from datetime import date, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from govhub.accounts import memberships, queries
from govhub.accounts.models import MailDomain, Membership, MembershipRole, Organisation, User
from govhub.kernel import clock
from govhub.kernel.errors import InvalidInput, NotAllowed
from govhub.platform.language import gettext as _

LONGEST_DOMAIN = 253
_DOMAIN = re.compile(
    r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
_OF_EVERYBODY = frozenset(
    {
        "gmail.com",
        "googlemail.com",
        "hetnet.nl",
        "hotmail.com",
        "hotmail.nl",
        "icloud.com",
        "kpnmail.nl",
        "live.com",
        "live.nl",
        "me.com",
        "msn.com",
        "outlook.com",
        "planet.nl",
        "proton.me",
        "protonmail.com",
        "upcmail.nl",
        "xs4all.nl",
        "yahoo.com",
        "ziggo.nl",
    }
)
"""Domains at which anybody can have an address."""


def has_ended(organisation: Organisation) -> bool:
    """Tell whether it does not exist any more."""
    if organisation.merged_into_id is not None:
        return True
    return organisation.active_until is not None and organisation.active_until < clock.today()


def ended_since(organisation: Organisation) -> date | None:
    """Return the first day on which it was not there; None when that is not known."""
    last_day = organisation.active_until if has_ended(organisation) else None
    return last_day + timedelta(days=1) if last_day else None


def successor(organisation: Organisation) -> Organisation | None:
    """Return what is left of it now, when it was merged; None when it was not."""
    *_before, last = memberships.lineage(organisation)
    return last if last is not organisation else None


def full_name(organisation: Organisation) -> str:
    """Return the name, and what became of it: "Gemeente A (opgegaan in Gemeente B)"."""
    into = successor(organisation)
    if into is not None:
        return _("%(name)s (opgegaan in %(into)s)") % {"name": organisation.name, "into": into.name}
    if has_ended(organisation):
        return _("%(name)s (bestaat niet meer)") % {"name": organisation.name}
    return organisation.name


def merge(
    session: Session,
    editor: User,
    organisation: Organisation,
    into: Organisation | None,
    *,
    since: date | None = None,
) -> None:
    """Say that it became part of another from this day on, or with None that it did not.

    Raises NotAllowed, or InvalidInput when the other is itself or became part of this one.
    """
    _require_editor(editor)
    if into is not None and organisation in memberships.lineage(into):
        raise InvalidInput(
            "into",
            _("Kies een andere organisatie: deze hoort zelf bij %(name)s.")
            % {"name": organisation.name},
        )
    organisation.merged_into = into
    if into is None:
        organisation.active_until = None
    elif since is not None:
        organisation.active_until = since - timedelta(days=1)
    session.flush()
    if into is None:
        memberships.note(session, editor, "organisatie-weer-zelfstandig", organisation)
    else:
        memberships.note(session, editor, "organisatie-opgegaan", organisation, into=into.slug)


def propose_domain(
    session: Session, by: User, organisation: Organisation, domain: str
) -> MailDomain:
    """Add a domain of its addresses: confirmed when the redactie says so, else it waits for that.

    Raises NotAllowed, or InvalidInput for what is no domain, is of everybody or of another.
    """
    memberships.require_manager(by, organisation)
    domain = _checked(domain)
    present = queries.mail_domain(session, domain)
    if present is not None and present.organisation_id != organisation.id:
        raise _is_of_another()
    found = present or MailDomain(organisation_id=organisation.id, domain=domain)
    if by.is_editor and found.confirmed_at is None:
        found.confirmed_at = clock.now()
    try:
        with session.begin_nested():
            session.add(found)
    except IntegrityError as error:  # somebody adds it at this very moment
        raise _is_of_another() from error
    action = "maildomein-bevestigd" if found.confirmed_at else "maildomein-voorgesteld"
    memberships.note(session, by, action, organisation, domein=domain)
    return found


def confirm_domain(
    session: Session, editor: User, organisation: Organisation, domain: MailDomain
) -> None:
    """Say that who has an address there works for the organisation."""
    _require_editor(editor)
    if domain.confirmed_at is None:
        domain.confirmed_at = clock.now()
        session.flush()
        memberships.note(
            session, editor, "maildomein-bevestigd", organisation, domein=domain.domain
        )


def remove_domain(
    session: Session, by: User, organisation: Organisation, domain: MailDomain
) -> None:
    """Let nobody join by it any more; who joined stays."""
    memberships.require_manager(by, organisation)
    session.delete(domain)
    session.flush()
    memberships.note(session, by, "maildomein-verwijderd", organisation, domein=domain.domain)


def joinable(session: Session, user: User) -> Organisation | None:
    """Return the organisation that this person may join by their address, and did not."""
    found = queries.organisation_of_address(session, user.email)
    if found is None or queries.membership(session, found, user) is not None:
        return None
    return found


def join(session: Session, user: User, organisation: Organisation) -> Membership:
    """Become a lezer where one's address belongs. Raises NotAllowed for another address."""
    found = queries.organisation_of_address(session, user.email)
    if found is None or found.id != organisation.id:
        raise NotAllowed(
            _("Uw e-mailadres hoort niet bij %(name)s. Vraag een beheerder om een uitnodiging.")
            % {"name": organisation.name}
        )
    was_member = queries.membership(session, organisation, user) is not None
    membership = memberships.add(session, organisation, user, MembershipRole.READER)
    if not was_member:
        memberships.note(
            session, user, "lid-geworden", organisation, user=user, role=membership.role
        )
    return membership


def _checked(text: str) -> str:
    domain = text.strip().lower().rpartition("@")[2]
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        domain = ""
    if not _DOMAIN.fullmatch(domain):
        raise InvalidInput("domain", _("Vul een domein in, bijvoorbeeld voorbeeld.nl."))
    if domain in _OF_EVERYBODY:
        raise InvalidInput(
            "domain", _("Bij dit domein kan iedereen een adres krijgen. Kies een eigen domein.")
        )
    return domain


def _is_of_another() -> InvalidInput:
    return InvalidInput("domain", _("Dit domein hoort al bij een andere organisatie."))


def _require_editor(user: User) -> None:
    if not user.is_editor:
        raise NotAllowed(_("Alleen de redactie kan hierover besluiten."))
