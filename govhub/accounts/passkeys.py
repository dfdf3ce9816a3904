"""Passkeys (WebAuthn): adding one, and signing in with one. Never commits.

A passkey is two factors in one: the device, and the finger, face or PIN that it asks. Every
question has a challenge that is kept here, works once, and lapses within minutes.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import webauthn
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, generate_challenge
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from govhub.accounts import queries
from govhub.accounts.models import Passkey, User
from govhub.kernel import clock
from govhub.kernel.errors import DomainError, InvalidInput
from govhub.platform import links
from govhub.platform.language import gettext as _
from govhub.platform.links import LinkRefused, Signer

ADD = "passkey-toevoegen"
"""Purpose of a challenge for a new passkey."""
SIGN_IN = "passkey-inloggen"
"""Purpose of a challenge for a passkey that is there."""
TIME_TO_ANSWER = timedelta(minutes=5)
LONGEST_NAME = 80
MOST = 20
"""Passkeys of one person."""
_MOST_OF_ANSWER = 20_000
"""Characters of what a browser answers."""


class PasskeyRefused(DomainError):
    """The answer of the browser cannot be accepted; the message says what to do."""


@dataclass(frozen=True)
class RelyingParty:
    """For whom a passkey is: this portal, at this address."""

    id: str
    """The host name."""
    origin: str

    @classmethod
    def at(cls, base_url: str) -> "RelyingParty | None":
        """Return who we are at this address; None for a bare IP address, which has no passkeys."""
        parts = urlsplit(base_url)
        host = parts.hostname or ""
        if _is_ip(host) or (parts.scheme != "https" and host != "localhost"):
            return None
        return cls(host, f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}")


@dataclass(frozen=True)
class Question:
    """What a browser must answer."""

    options: Mapping[str, Any]
    """For ``navigator.credentials``, as JSON."""
    link_id: uuid.UUID
    """Where the challenge is kept."""


def ask_to_add(session: Session, user: User, party: RelyingParty) -> Question:
    """Ask this person's browser to make a passkey, on a device that has none yet."""
    challenge = generate_challenge()
    options = webauthn.generate_registration_options(
        rp_id=party.id,
        rp_name="GovHub",
        user_id=user.public_id.bytes,
        user_name=user.email,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=each.credential_id)
            for each in queries.passkeys_of(session, user)
        ],
    )
    return _question(session, ADD, challenge, webauthn.options_to_json(options), user)


def ask_to_sign_in(session: Session, party: RelyingParty) -> Question:
    """Ask a browser to sign in with a passkey, whosever it is."""
    challenge = generate_challenge()
    options = webauthn.generate_authentication_options(
        rp_id=party.id,
        challenge=challenge,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _question(session, SIGN_IN, challenge, webauthn.options_to_json(options))


def take_challenge(
    session: Session, signer: Signer, purpose: str, token: str, user: User | None = None
) -> bytes:
    """Use up the challenge of a question and return it. Raises PasskeyRefused.

    Commit this before the answer is looked at: an answer has one chance.
    """
    try:
        subject = links.redeem(session, signer, purpose=purpose, token=token)
    except LinkRefused as error:
        raise PasskeyRefused(_too_late()) from error
    if subject["user"] != (str(user.public_id) if user else None):
        raise PasskeyRefused(_too_late())
    return base64url_to_bytes(subject["challenge"])


def add(
    session: Session, user: User, party: RelyingParty, *, challenge: bytes, answer: str, name: str
) -> Passkey:
    """Keep the passkey that the browser made. Raises InvalidInput and PasskeyRefused."""
    checked = checked_name(name)
    try:
        made = webauthn.verify_registration_response(
            credential=_read(answer),
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except WebAuthnException as error:
        raise PasskeyRefused(_refused()) from error
    if len(queries.passkeys_of(session, user)) >= MOST:
        raise PasskeyRefused(_("U heeft al veel passkeys. Verwijder er eerst een."))
    passkey = Passkey(
        user=user,
        name=checked,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        created_at=clock.now(),
    )
    try:
        with session.begin_nested():
            session.add(passkey)
    except IntegrityError as error:
        raise PasskeyRefused(_("Deze passkey is al toegevoegd.")) from error
    return passkey


def accept(session: Session, party: RelyingParty, *, challenge: bytes, answer: str) -> Passkey:
    """Return the passkey that gave this answer, of whoever signs in. Raises PasskeyRefused.

    A counter that does not go up means that somebody copied the passkey: it is refused.
    """
    credential = _read(answer)
    passkey = _by_credential(session, credential)
    if passkey is None:
        raise PasskeyRefused(_("Deze passkey kennen we niet. Log in met een link in uw mail."))
    try:
        shown = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except WebAuthnException as error:
        raise PasskeyRefused(_refused()) from error
    passkey.sign_count = shown.new_sign_count
    passkey.last_used_at = clock.now()
    session.flush()
    return passkey


def rename(session: Session, passkey: Passkey, name: str) -> None:
    """Call the passkey something else. Raises InvalidInput."""
    passkey.name = checked_name(name)
    session.flush()


def checked_name(name: str) -> str:
    """Return the name without blanks around it. Raises InvalidInput."""
    bare = " ".join(name.split())
    if not bare:
        raise InvalidInput("name", _("Vul in hoe u deze passkey noemt."))
    if len(bare) > LONGEST_NAME:
        raise InvalidInput("name", _("Gebruik hoogstens %(num)s tekens.") % {"num": LONGEST_NAME})
    return bare


def _question(
    session: Session, purpose: str, challenge: bytes, options: str, user: User | None = None
) -> Question:
    links.forget(session, purpose=purpose, lapsed_before=clock.now() - TIME_TO_ANSWER)
    subject = {
        "challenge": bytes_to_base64url(challenge),
        "user": str(user.public_id) if user else None,
    }
    link = links.issue(session, purpose=purpose, subject=subject, lifetime=TIME_TO_ANSWER)
    return Question(json.loads(options), link.id)


def _read(answer: str) -> dict[str, Any]:
    """Return what the browser answered as an object. Raises PasskeyRefused."""
    if len(answer) > _MOST_OF_ANSWER:
        raise PasskeyRefused(_refused())
    try:
        credential = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise PasskeyRefused(_refused()) from error
    if not isinstance(credential, dict):
        raise PasskeyRefused(_refused())
    return credential


def _by_credential(session: Session, credential: Mapping[str, Any]) -> Passkey | None:
    """Return the passkey that the browser names, held until the counter is written.

    The browser also tells whose it is; that must be so.
    """
    response = credential.get("response")
    handle = response.get("userHandle") if isinstance(response, dict) else None
    try:
        key = base64url_to_bytes(str(credential.get("rawId", "")))
        owner = base64url_to_bytes(handle) if isinstance(handle, str) else None
    except ValueError:
        return None
    found = session.scalar(
        select(Passkey).where(Passkey.credential_id == key).with_for_update(of=Passkey)
    )
    if found is None or (owner is not None and owner != found.user.public_id.bytes):
        return None
    return found


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _too_late() -> str:
    return _("Dit duurde te lang of gebeurde al. Probeer het nog een keer.")


def _refused() -> str:
    return _("De passkey werd niet geaccepteerd. Probeer het nog een keer, of log anders in.")
