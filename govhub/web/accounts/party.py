"""For whom passkeys are, and how a browser asks for one."""

import json
from collections.abc import Callable

from flask import Response, request
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.accounts.passkeys import PasskeyRefused, Question, RelyingParty, take_challenge
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.web import limits
from govhub.web.extensions import db
from govhub.web.services import services

ANSWER, QUESTION = "antwoord", "vraag"
"""Fields of the form that the script fills in."""


def relying_party() -> RelyingParty | None:
    """Return for whom passkeys are; None where browsers do not allow them."""
    return RelyingParty.at(services().settings.base_url)


def required_party() -> RelyingParty:
    """Return for whom passkeys are. Raises PasskeyRefused where browsers do not allow them."""
    party = relying_party()
    if party is None:
        raise PasskeyRefused(
            _("Op dit adres werken passkeys niet. Log in met een link in uw mail.")
        )
    return party


def question(purpose: str, ask: Callable[[Session], Question]) -> Response:
    """Answer the script with what the browser must do, and under which name that is kept."""
    limits.hit(limits.PASSKEY_FROM_CLIENT, limits.client())
    with transaction(db.session):
        asked = ask(db.session)
    body = {
        "options": asked.options,
        QUESTION: services().signer.token(purpose, str(asked.link_id)),
    }
    return Response(json.dumps(body), mimetype="application/json")


def answered(purpose: str, user: User | None = None) -> tuple[bytes, str]:
    """Return the challenge, which is used up by this, and what the browser answered.

    Raises PasskeyRefused.
    """
    limits.hit(limits.PASSKEY_FROM_CLIENT, limits.client())
    with transaction(db.session):
        challenge = take_challenge(
            db.session, services().signer, purpose, request.form.get(QUESTION, ""), user
        )
    return challenge, request.form.get(ANSWER, "")
