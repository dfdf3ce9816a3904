"""Signing in by the OIDC provider of the organisation (Authlib: PKCE, state and nonce)."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import requests
import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import FlaskIntegration, FlaskOAuth2App
from flask import abort, current_app, redirect, render_template, request, session, url_for
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from govhub.accounts import oidc
from govhub.accounts.oidc import Claims, NotKnown
from govhub.config import Settings
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.web import limits
from govhub.web.access import Access, access, secret_here
from govhub.web.accounts.blueprint import accounts
from govhub.web.accounts.keeping import asked_page, first_page, keep, name_of_this_browser
from govhub.web.addresses import local_path
from govhub.web.extensions import db
from govhub.web.services import services

_NAME = "organisatie"
_BACK = "verder_na_organisatie"
_SECONDS = (4, 10)
"""To connect, and between two pieces of an answer."""
_TROUBLES = (AuthlibBaseError, JoseError, requests.RequestException, ValueError, RuntimeError)
"""What can go wrong between us and the provider; not the fault of who signs in."""

_log = structlog.get_logger(__name__)


@accounts.get("/inloggen/organisatie")
@access(Access.PUBLIC)
def to_provider() -> Response | tuple[str, int]:
    """Send the browser to the provider. What it must bring back, only its cookie knows."""
    provider = _provider()
    base_url = services().settings.base_url.rstrip("/")
    try:
        _check_metadata(provider)
        answer: Response = provider.authorize_redirect(base_url + url_for("accounts.from_provider"))
    except _TROUBLES as error:
        return _failed(error)
    session[_BACK] = asked_page()
    return answer


@accounts.get("/inloggen/organisatie/terug")
@access(Access.PUBLIC)
def from_provider() -> str | tuple[str, int]:
    """Show a button: opening an address signs nobody in."""
    _provider()
    if request.args.get("error"):
        return _page(_("U bent niet ingelogd. Probeer het opnieuw, of log anders in.")), 400
    return render_template(
        "accounts/from_provider.html",
        name=services().settings.oidc_name,
        code=request.args.get("code", ""),
        state=request.args.get("state", ""),
    )


@accounts.post("/inloggen/organisatie/terug")
@access(Access.PUBLIC)
def sign_in_by_provider() -> Response | tuple[str, int]:
    """Ask the provider who this is, and sign them in."""
    provider = _provider()
    limits.hit(limits.PROVIDER_FROM_CLIENT, limits.client())
    back = local_path(session.get(_BACK))
    try:
        claims = Claims.read(_said_by(provider))
        with transaction(db.session):
            signed_in = oidc.sign_in(
                db.session, claims, secret_here(), browser=name_of_this_browser()
            )
    except NotKnown as error:
        return _page(error.message), HTTPStatus.FORBIDDEN
    except _TROUBLES as error:
        return _failed(error)
    keep(signed_in.secret)
    return redirect(back or first_page(signed_in.user))


def _provider() -> Any:
    """Return the client of the provider, made once; 404 when there is none."""
    settings = services().settings
    if not settings.has_oidc:
        abort(HTTPStatus.NOT_FOUND)
    return current_app.extensions.setdefault("govhub-oidc", _client(settings))


def _client(settings: Settings) -> Any:
    issuer = (settings.oidc_issuer or "").rstrip("/")
    return FlaskOAuth2App(
        FlaskIntegration(_NAME),
        name=_NAME,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email",
            "code_challenge_method": "S256",
            "default_timeout": _SECONDS,
        },
    )


def _check_metadata(provider: Any) -> Mapping[str, Any]:
    """Return what the provider says of itself. Raises ValueError when it is another provider."""
    said: dict[str, Any] = provider.load_server_metadata()
    if str(said.get("issuer", "")).rstrip("/") != (services().settings.oidc_issuer or "").rstrip(
        "/"
    ):
        provider.server_metadata.pop("_loaded_at", None)
        message = "the provider has another issuer than GOVHUB_OIDC_ISSUER"
        raise ValueError(message)
    signing = said.get("id_token_signing_alg_values_supported") or ["RS256"]
    said["id_token_signing_alg_values_supported"] = [each for each in signing if each != "none"]
    return said


def _said_by(provider: Any) -> Mapping[str, Any]:
    """Return the claims about who signed in there, once every check on them has passed."""
    metadata = _check_metadata(provider)
    token = provider.authorize_access_token(
        claims_options={
            "iss": {"essential": True, "value": metadata["issuer"]},
            "aud": {"essential": True, "value": provider.client_id},
        }
    )
    said = dict(token.get("userinfo") or {})
    if "email" not in said and metadata.get("userinfo_endpoint"):
        more = provider.userinfo(token=token)
        if more.get("sub") == said.get("sub"):
            said |= {each: more[each] for each in ("email", "email_verified") if each in more}
    return said


def _failed(error: Exception) -> tuple[str, int]:
    _log.warning("oidc_failed", error=type(error).__name__)
    message = _("Uw organisatie gaf geen antwoord dat we kunnen gebruiken. Begin opnieuw.")
    return _page(message), HTTPStatus.BAD_GATEWAY


def _page(reason: str) -> str:
    return render_template(
        "accounts/provider_refused.html", name=services().settings.oidc_name, reason=reason
    )
