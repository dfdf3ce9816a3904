"""Asking the other side whether an organisation uses a component.

Its people in GovHub are told. When there is nobody, an address may be mailed a link that works
once: one at a domain that is confirmed to be of that organisation, or, of the side of the
component, its confirmed address for questions. Never commits: the caller decides when.
"""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govhub.accounts import memberships, queries
from govhub.accounts.models import Organisation, User
from govhub.catalogue import contact, keepers
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform import links
from govhub.platform.email_address import email_address
from govhub.platform.language import gettext as _
from govhub.platform.links import OneTimeLink
from govhub.platform.outbox import record
from govhub.reuse import sides
from govhub.reuse.events import ReuseClaimed
from govhub.reuse.holding import hold, note
from govhub.reuse.models import Reuse, Side

ANSWER = "gebruik"
"""Purpose of the one-time link with which somebody without an account answers."""
TIME_TO_ANSWER = timedelta(days=30)
BETWEEN_QUESTIONS = timedelta(days=7)
"""So much time there is at least between two questions to people about one record."""
MOST_PER_ADDRESS = 5
MOST_PER_RECORD = 3
"""So many links go to one address, and about one record, in a day."""
_DAY = timedelta(days=1)


def ask(session: Session, reuse: Reuse, *, email: str | None = None) -> None:
    """Ask who may confirm it, or else this address of theirs; nobody when neither is there.

    Raises InvalidInput for an address that is not known to be theirs.
    """
    if sides.answerers(session, reuse):
        record(session, ReuseClaimed(subject=str(reuse.public_id)))
    elif email and email.strip():
        link = _link(session, reuse, _of_theirs(session, reuse, email))
        record(session, ReuseClaimed(subject=str(reuse.public_id), link_id=str(link.id)))


def ask_again(session: Session, user: User, reuse: Reuse, *, email: str | None = None) -> None:
    """Ask once more, at the wish of the side that claimed it.

    Raises NotAllowed, InvalidInput, and Conflict when it is too soon or there is nobody to ask.
    """
    hold(session, reuse)
    if not sides.may_ask(user, reuse):
        raise NotAllowed(_("U kunt dit nu niet vragen."))
    if is_by_mail(session, reuse):
        if not (email and email.strip()):
            raise InvalidInput("email", _("Vul een e-mailadres in van iemand die dit weet."))
    elif not may_ask_people(reuse):
        raise Conflict(
            _("We hebben dit kort geleden al gevraagd. Over een week kunt u het opnieuw vragen.")
        )
    ask(session, reuse, email=email)
    reuse.asked_again_at = clock.now()
    session.flush()
    note(session, user, reuse, "gevraagd")


def is_by_mail(session: Session, reuse: Reuse) -> bool:
    """Tell whether it waits, and nobody in GovHub can confirm it."""
    return sides.waits_for(reuse) is not None and not sides.answerers(session, reuse)


def is_mailed(session: Session, reuse: Reuse) -> bool:
    """Tell whether an address has a link with which it can still be confirmed."""
    found = session.scalar(
        select(OneTimeLink.id)
        .where(
            OneTimeLink.purpose == ANSWER,
            OneTimeLink.subject["reuse"].as_string() == str(reuse.public_id),
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > clock.now(),
        )
        .limit(1)
    )
    return found is not None


def may_ask_people(reuse: Reuse) -> bool:
    """Tell whether it is long enough ago that people were asked."""
    asked_at = reuse.asked_again_at or reuse.claimed_at
    return asked_at <= clock.now() - BETWEEN_QUESTIONS


def _of_theirs(session: Session, reuse: Reuse, email: str) -> str:
    """Return the address as it is kept, when it is known to be of the side that must answer."""
    address = email_address(email)
    side = sides.waits_for(reuse)
    if side is Side.OWNER and address == contact.shown_address(reuse.component):
        return address
    found = queries.organisation_of_address(session, address)
    theirs = _organisations(reuse, side)
    if found is not None and found in theirs:
        return address
    names = ", ".join(dict.fromkeys(each.name for each in theirs[:1]))
    raise InvalidInput(
        "email",
        _(
            "We weten niet of dit adres bij %(name)s hoort: het maildomein is niet bevestigd. "
            "Vul een ander adres in, of laat dit leeg."
        )
        % {"name": names},
    )


def _organisations(reuse: Reuse, side: Side | None) -> list[Organisation]:
    if side is Side.USER:
        return list(memberships.lineage(reuse.organisation))
    owners = keepers.owners(reuse.component)
    return [each for owner in owners for each in memberships.lineage(owner)]


def _link(session: Session, reuse: Reuse, email: str) -> OneTimeLink:
    _require_not_too_many(session, "email", email, MOST_PER_ADDRESS)
    _require_not_too_many(session, "reuse", str(reuse.public_id), MOST_PER_RECORD)
    return links.issue(
        session,
        purpose=ANSWER,
        subject={"reuse": str(reuse.public_id), "email": email},
        lifetime=TIME_TO_ANSWER,
    )


def _require_not_too_many(session: Session, key: str, value: str, most: int) -> None:
    number = session.scalar(
        select(func.count(OneTimeLink.id)).where(
            OneTimeLink.purpose == ANSWER,
            OneTimeLink.subject[key].as_string() == value,
            OneTimeLink.expires_at > clock.now() + TIME_TO_ANSWER - _DAY,
        )
    )
    if (number or 0) >= most:
        raise InvalidInput(
            "email", _("Hierover is vandaag al vaak genoeg gemaild. Probeer het morgen opnieuw.")
        )
