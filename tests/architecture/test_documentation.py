"""What people can use is written down where they look for it."""

import re

import click
import pytest

from govhub.accounts.models import MembershipRole
from govhub.catalogue.actions.differences import Subject
from govhub.catalogue.contact import State
from govhub.catalogue.ledger.models import LineKind, PlanState
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind, Maintenance, OrganisationRole, Publication
from govhub.cli import cli
from govhub.config import Settings
from govhub.following.models import Interest, Rhythm, WebhookState
from govhub.guidance.models import Phase as ProjectPhase
from govhub.guidance.models import Role
from govhub.registration.models import ClaimKind, ProposalState
from govhub.reuse.models import Phase, Standing
from govhub.search.models import Outcome
from tests.places import DOCS, ROOT

SETTINGS = (DOCS / "instellingen.md").read_text(encoding="utf-8")
GLOSSARY = (DOCS / "woordenlijst.md").read_text(encoding="utf-8")
FOR_OPERATORS = (DOCS / "beheer.md").read_text(encoding="utf-8")
FOR_DEVELOPERS = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

FIRST_ADR = "0000-wat-een-adr-is.md"


def commands(group: click.Group, path: str = "govhub"):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        elif not command.hidden:
            yield f"{path} {name}"


def test_the_settings_page_names_every_setting_and_no_other():
    documented = re.findall(r"^\| `(GOVHUB_\w+)`", SETTINGS, flags=re.MULTILINE)
    assert documented == [f"GOVHUB_{name.upper()}" for name in Settings.model_fields]


@pytest.mark.parametrize("name", [n for n, f in Settings.model_fields.items() if f.default])
def test_the_settings_page_gives_the_default(name):
    default = Settings.model_fields[name].default
    default = int(default) if isinstance(default, bool) else default
    assert re.search(rf"\| `GOVHUB_{name.upper()}` \| `{re.escape(str(default))}` \|", SETTINGS)


@pytest.mark.parametrize("command", list(commands(cli)))
def test_the_page_for_operators_names_every_command(command):
    assert re.search(rf"{command}\b", FOR_OPERATORS)


def test_the_page_for_developers_names_every_make_target():
    targets = re.findall(r"^(\w+):.*##", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)
    assert [name for name in targets if f"make {name}" not in FOR_DEVELOPERS] == []


@pytest.mark.parametrize(
    "enum",
    [
        Status,
        Publication,
        Kind,
        OrganisationRole,
        Maintenance,
        Outcome,
        LineKind,
        PlanState,
        Interest,
        Rhythm,
        WebhookState,
        Phase,
        Standing,
        MembershipRole,
        Role,
        ProjectPhase,
        Subject,
    ],
    ids=lambda enum: f"{enum.__module__}.{enum.__name__}",
)
def test_the_glossary_has_the_label_of_every_stored_value(enum):
    missing = [v for v in enum if f"| `{v.value}` | {v.label} |" not in GLOSSARY]
    assert missing == []


@pytest.mark.parametrize("enum", [ClaimKind, State, ProposalState])
def test_the_glossary_has_every_other_stored_value(enum):
    missing = [each for each in enum if f"| `{each.value}` | " not in GLOSSARY]
    assert missing == []


def test_the_list_of_decisions_names_every_decision():
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (DOCS / "adr" / FIRST_ADR).read_text())
    assert listed == sorted(file.name for file in (DOCS / "adr").glob("*.md"))[1:]
