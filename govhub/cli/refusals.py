"""When a command does not start: it would be unsafe, or lose mail. Each says what to set."""

import errno
import ipaddress
import socket

import click

from govhub.config import Settings

_SHORTEST_KEY = 32


def refuse_unsafe(chosen: Settings, host: str) -> None:
    """Raise ClickException when serving like this would be unsafe or lose mail."""
    if chosen.demo and not _is_loopback(host):
        message = (
            "Met GOVHUB_DEMO=1 kan iedereen als redacteur inloggen. Daarom kan dat alleen op "
            "127.0.0.1. Zet GOVHUB_DEMO uit of kies --host 127.0.0.1."
        )
        raise click.ClickException(message)
    refuse_incomplete(chosen)


def refuse_incomplete(chosen: Settings) -> None:
    """Raise ClickException when links in mail would not work, or no mail would go out."""
    refuse_keyless(chosen)
    if not chosen.demo and not chosen.mail_url:
        message = (
            "Er is geen mailserver. Zet GOVHUB_MAIL_URL, bijvoorbeeld "
            "smtp+starttls://gebruiker:wachtwoord@mail.voorbeeld.nl:587, of GOVHUB_DEMO=1 om te "
            "proberen."
        )
        raise click.ClickException(message)


def refuse_keyless(chosen: Settings) -> None:
    """Raise ClickException when there is no key to sign with: no link would work."""
    if len(chosen.secret_key or "") < _SHORTEST_KEY:
        message = (
            "Er is geen geheime sleutel. Zet GOVHUB_SECRET_KEY op ten minste 32 willekeurige "
            "tekens, bijvoorbeeld met: python3 -c 'import secrets; print(secrets.token_hex(32))'"
        )
        raise click.ClickException(message)


def refuse_taken(host: str, port: int) -> None:
    """Raise ClickException when nobody can listen there; gunicorn would try again for a while."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            message = (
                f"Poort {port} is al in gebruik. Stop wat daar draait, of kies een andere poort: "
                "`govhub serve --port 8001` of `PORT=8001 make run`."
            )
        else:
            message = f"Op {host}, poort {port}, kan GovHub niet luisteren: {error.strerror}."
        raise click.ClickException(message) from error


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
