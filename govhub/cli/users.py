"""``govhub users``: people who may do more than read."""

import click

from govhub.accounts import queries, second_factor, service
from govhub.accounts.models import UserRole
from govhub.cli.application import application, settings
from govhub.cli.refusals import refuse_keyless
from govhub.notifications.addresses import Addresses
from govhub.platform import audit
from govhub.platform.db import transaction
from govhub.platform.email_address import email_address
from govhub.web.extensions import db
from govhub.web.services import services


@click.group()
def users() -> None:
    """Beheer de mensen die inloggen."""


@users.command()
@click.option(
    "--role",
    type=click.Choice([role.value for role in UserRole]),
    default=UserRole.SUBMITTER.value,
    show_default=True,
    help="Wat deze persoon mag.",
)
@click.argument("email")
def create(role: str, email: str) -> None:
    """Voeg EMAIL toe, of geef een bestaande gebruiker deze rol."""
    with application(), transaction(db.session) as session:
        known = queries.user_by_email(session, email_address(email))
        was = known.role if known else UserRole.SUBMITTER
        user = service.create_user(session, email, UserRole(role))
        if user.role is not was:
            audit.note(
                session,
                actor=audit.OPERATOR,
                action="rol-gegeven",
                subject=f"gebruiker:{user.public_id}",
                details={"rol": user.role.value, "was": was.value},
            )
        click.echo(f"{user.email} is nu {user.role.value}.")


@users.command()
@click.argument("email")
def link(email: str) -> None:
    """Toon een link waarmee EMAIL een keer kan inloggen."""
    refuse_keyless(settings())
    with application():
        if queries.user_by_email(db.session, email_address(email)) is None:
            message = f"{email} is onbekend. Voer eerst `govhub users create {email}` uit."
            raise click.ClickException(message)
        with transaction(db.session) as session:
            one_time = service.sign_in_link(session, email)
        token = services().signer.token(service.SIGN_IN, str(one_time.id))
        click.echo(Addresses(services().settings.base_url).sign_in(token))


@users.command()
@click.argument("email")
def reset_factor(email: str) -> None:
    """Wis de tweede stap van EMAIL, die telefoon, passkey en herstelcodes kwijt is.

    Controleer eerst dat deze persoon het echt zelf vraagt. Bij het volgende inloggen stelt die een
    nieuwe tweede stap in. Alle sessies eindigen, en het staat in het logboek.
    """
    with application(), transaction(db.session) as session:
        user = queries.user_by_email(session, email_address(email))
        if user is None:
            message = f"{email} is onbekend."
            raise click.ClickException(message)
        second_factor.reset(session, user)
        second_factor.note(session, user, "tweede-stap-gewist", actor=audit.OPERATOR)
        click.echo(f"De tweede stap van {user.email} is gewist. Alle sessies zijn beëindigd.")
