"""Migrations have readable names, stand on their own, go both ways, and fit the models."""

import re

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from govhub.paths import MIGRATIONS
from govhub.platform import migrations
from govhub.platform.db import engine_options, prepare

FILES = sorted((MIGRATIONS / "versions").glob("*.py"))


@pytest.fixture
def empty_engine(databases):
    url = databases.empty()
    engine = prepare(sa.create_engine(url, **engine_options(url)))
    yield engine
    engine.dispose()


def tables(engine: sa.Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names()) - {"alembic_version"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_migration_is_named_after_its_moment_and_subject(file):
    assert re.fullmatch(r"\d{8}_\d{4}_[a-z0-9]+(_[a-z0-9]+)*", file.stem)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_migration_imports_nothing_of_ours(file):
    assert not re.search(r"^\s*(from|import) govhub", file.read_text(), flags=re.MULTILINE)


def test_migrations_follow_each_other_in_one_line():
    assert len(ScriptDirectory(str(MIGRATIONS)).get_heads()) == 1


def test_migrations_go_up_and_down_and_up_again(empty_engine):
    migrations.upgrade(empty_engine)
    first = tables(empty_engine)
    migrations.downgrade(empty_engine, "base")
    assert tables(empty_engine) == set()
    migrations.upgrade(empty_engine)
    assert tables(empty_engine) == first != set()


def test_the_models_and_the_migrations_agree(empty_engine):
    migrations.upgrade(empty_engine)
    migrations.check(empty_engine)
