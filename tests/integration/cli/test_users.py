import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from govhub.accounts import second_factor, service
from govhub.accounts.models import User, UserRole, UserSession
from govhub.cli import cli
from govhub.kernel import clock
from govhub.platform.audit import AuditEntry
from govhub.platform.db import transaction
from govhub.platform.links import Signer
from tests.integration.conftest import KEY


@pytest.fixture
def govhub(installation):
    """Run a command as an operator does: ``govhub("users", "create", …)``."""
    return lambda *arguments: CliRunner().invoke(cli, arguments)


def test_create_makes_a_user_in_a_role(govhub, session):
    result = govhub("users", "create", "--role", "redacteur", "Ria@voorbeeld.nl")
    assert (result.exit_code, result.output) == (0, "ria@voorbeeld.nl is nu redacteur.\n")
    assert session.scalars(sa.select(User)).one().role is UserRole.EDITOR


def test_create_gives_who_is_known_another_role(govhub, session):
    govhub("users", "create", "--role", "redacteur", "ria@voorbeeld.nl")
    result = govhub("users", "create", "RIA@voorbeeld.nl")
    assert (result.exit_code, result.output) == (0, "ria@voorbeeld.nl is nu aanmelder.\n")
    assert session.scalars(sa.select(User)).one().role is UserRole.SUBMITTER


def test_who_gets_another_role_is_in_the_log(govhub, session):
    govhub("users", "create", "ria@voorbeeld.nl")
    govhub("users", "create", "--role", "redacteur", "ria@voorbeeld.nl")
    govhub("users", "create", "--role", "redacteur", "ria@voorbeeld.nl")
    entry = session.scalars(sa.select(AuditEntry)).one()
    assert (entry.actor, entry.action) == ("cli", "rol-gegeven")
    assert entry.details == {"rol": "redacteur", "was": "aanmelder"}


def test_link_needs_the_key_with_which_the_portal_reads_it(govhub, monkeypatch):
    govhub("users", "create", "ria@voorbeeld.nl")
    monkeypatch.delenv("GOVHUB_SECRET_KEY")
    result = govhub("users", "link", "ria@voorbeeld.nl")
    assert result.exit_code == 1
    assert "Zet GOVHUB_SECRET_KEY" in result.output


def test_link_prints_an_address_that_signs_in(govhub, session):
    govhub("users", "create", "ria@voorbeeld.nl")
    result = govhub("users", "link", "Ria@voorbeeld.nl")
    assert result.exit_code == 0
    address, token = result.output.strip().rsplit("/", 1)
    assert address == "https://govhub.voorbeeld.nl/inloggen"
    assert service.invitation(session, Signer([KEY]), token).email == "ria@voorbeeld.nl"


def test_link_for_somebody_unknown_says_what_to_do_first(govhub):
    result = govhub("users", "link", "ria@voorbeeld.nl")
    assert result.exit_code == 1
    assert result.output == (
        "Error: ria@voorbeeld.nl is onbekend. "
        "Voer eerst `govhub users create ria@voorbeeld.nl` uit.\n"
    )


@pytest.mark.parametrize("command", ["create", "link"])
def test_what_is_no_address_is_refused_in_one_sentence(govhub, command):
    result = govhub("users", command, "ria")
    assert result.exit_code == 1
    assert result.output == ("Error: Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.\n")


def test_a_role_that_is_not_there_is_refused(govhub):
    result = govhub("users", "create", "--role", "baas", "ria@voorbeeld.nl")
    assert result.exit_code == 2
    assert "'aanmelder', 'redacteur', 'beheerder'" in result.output


def test_a_database_without_tables_says_what_to_do(govhub, databases, monkeypatch):
    monkeypatch.setenv("GOVHUB_DATABASE_URL", databases.empty())
    result = govhub("users", "create", "ria@voorbeeld.nl")
    assert result.exit_code == 1
    assert "is `govhub db upgrade` uitgevoerd?" in result.output


def test_a_setting_that_cannot_be_is_named(govhub, monkeypatch):
    monkeypatch.setenv("GOVHUB_PROXY_HOPS", "veel")
    result = govhub("users", "create", "ria@voorbeeld.nl")
    assert result.exit_code == 1
    assert result.output.startswith("Error: Deze instelling klopt niet: GOVHUB_PROXY_HOPS: ")


def test_reset_factor_lets_who_lost_everything_begin_again(govhub, session):
    govhub("users", "create", "--role", "redacteur", "ria@voorbeeld.nl")
    user = session.scalars(sa.select(User)).one()
    with transaction(session):
        user.totp_secret, user.totp_confirmed_at = "geheim", clock.now()
        service.start_session(session, user)
    result = govhub("users", "reset-factor", "RIA@voorbeeld.nl")
    assert result.exit_code == 0
    assert "De tweede stap van ria@voorbeeld.nl is gewist." in result.output
    session.expire_all()
    assert not second_factor.has_second_factor(session, user)
    assert session.scalars(sa.select(UserSession)).all() == []
    entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.number)).all()[-1]
    assert (entry.actor, entry.action) == ("cli", "tweede-stap-gewist")
    assert entry.subject == f"gebruiker:{user.public_id}"


def test_reset_factor_for_somebody_unknown_says_so(govhub, session):
    result = govhub("users", "reset-factor", "ria@voorbeeld.nl")
    assert (result.exit_code, result.output) == (1, "Error: ria@voorbeeld.nl is onbekend.\n")
    assert session.scalars(sa.select(AuditEntry)).all() == []
