"""A copy of the database while people write, and back."""

import stat
import subprocess
import sys
import threading

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from sqlalchemy.orm import Session

from govhub.cli import cli
from govhub.platform.backup import BackupRefused, back_up, restore
from govhub.platform.db import engine_options, prepare, transaction
from govhub.platform.outbox import RecordedEvent, record
from tests.integration.outbox.doubles import Happened
from tests.making import make_component


def engine_of(url):
    return prepare(sa.create_engine(url, **engine_options(url)))


@pytest.fixture
def engines(databases):
    """A database with a component, and one without tables."""
    found = [engine_of(databases.migrated()), engine_of(databases.empty())]
    with Session(found[0], expire_on_commit=False) as session:
        make_component(session, name="Open Zaak")
    yield found
    for engine in found:
        engine.dispose()


def names(engine):
    with engine.connect() as connection:
        return connection.scalars(sa.text("SELECT name FROM component ORDER BY name")).all()


def test_what_was_kept_comes_back_in_an_empty_database(engines, tmp_path):
    source, target = engines
    file = tmp_path / "govhub.backup"
    back_up(source, file)
    restore(target, file)
    assert names(target) == ["Open Zaak"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["govhub.backup"]


def test_it_comes_in_the_place_of_everything_only_when_that_is_asked_for(engines, tmp_path):
    source, _ = engines
    file = tmp_path / "govhub.backup"
    back_up(source, file)
    with Session(source, expire_on_commit=False) as session:
        make_component(session, name="Later")
    with source.begin() as connection:
        connection.execute(sa.text("CREATE TABLE of_a_later_version (id INTEGER)"))
    with pytest.raises(BackupRefused, match="--force"):
        restore(source, file)
    assert names(source) == ["Later", "Open Zaak"]
    restore(source, file, overwrite=True)
    assert names(source) == ["Open Zaak"]
    assert "of_a_later_version" not in sa.inspect(source).get_table_names()


def test_a_copy_is_not_overwritten_by_accident(engines, tmp_path):
    file = tmp_path / "govhub.backup"
    file.write_text("mine")
    with pytest.raises(BackupRefused, match="bestaat al"):
        back_up(engines[0], file)
    assert file.read_text() == "mine"
    back_up(engines[0], file, overwrite=True)
    restore(engines[1], file)
    assert names(engines[1]) == ["Open Zaak"]


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0 and half of it"])
def test_what_is_no_copy_is_not_put_back(engines, tmp_path, content):
    file = tmp_path / "govhub.backup"
    file.write_bytes(content)
    with pytest.raises(BackupRefused):
        restore(engines[0], file, overwrite=True)
    with pytest.raises(BackupRefused, match="is er niet"):
        restore(engines[0], tmp_path / "nothing", overwrite=True)
    assert names(engines[0]) == ["Open Zaak"]


def test_half_a_copy_changes_nothing(engines, tmp_path):
    whole, half = tmp_path / "whole", tmp_path / "half"
    back_up(engines[0], whole)
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(BackupRefused):
        restore(engines[0], half, overwrite=True)
    assert names(engines[0]) == ["Open Zaak"]


def test_a_copy_that_is_made_while_people_write_is_consistent(engines, tmp_path):
    """Each transaction writes a pair: the copy has both of it, or none."""
    source, target = engines
    stop, written = threading.Event(), []

    def write():
        with Session(source) as session:
            while not stop.is_set():
                with transaction(session):
                    for half in ("een", "twee"):
                        record(session, Happened(subject=f"{len(written)}", receivers=[half]))
                written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            while len(written) < 20 * (number + 1):
                stop.wait(0.01)
            back_up(source, tmp_path / "copy", overwrite=True)
    finally:
        stop.set()
        writer.join()
    restore(target, tmp_path / "copy")
    with Session(target) as session:
        halves = session.execute(
            sa.select(RecordedEvent.subject, sa.func.count())
            .where(RecordedEvent.name == Happened.name)
            .group_by(RecordedEvent.subject)
        ).all()
    assert len(halves) >= 20
    assert {number for _, number in halves} == {2}


@pytest.fixture
def govhub(engines, tmp_path, monkeypatch):
    url = engines[0].url.render_as_string(hide_password=False)
    monkeypatch.setenv("GOVHUB_DATABASE_URL", url)
    monkeypatch.setenv("GOVHUB_SEARCH_URL", f"whoosh:///{tmp_path}/search")
    monkeypatch.setenv("GOVHUB_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("GOVHUB_SECRET_KEY", "a-key-for-the-tests-0123456789-0123456789")
    return lambda *arguments: CliRunner().invoke(cli, arguments)


def test_the_commands_say_what_they_did_and_what_comes_next(govhub, engines, tmp_path):
    file = str(tmp_path / "govhub.backup")
    assert f"De database is bewaard in {file}" in govhub("backup", file).output
    refused = govhub("restore", file)
    assert refused.exit_code == 1
    assert "Met --force komt" in refused.output
    done = govhub("restore", "--force", file)
    assert done.exit_code == 0
    assert "govhub db upgrade" in done.output
    assert names(engines[0]) == ["Open Zaak"]


def test_a_folder_that_is_not_there_is_told_in_one_sentence(govhub, tmp_path):
    answer = govhub("backup", str(tmp_path / "weg" / "x"))
    assert answer.exit_code == 1
    assert "is niet te lezen of te schrijven" in answer.output
    assert "Traceback" not in answer.output


def test_the_password_is_not_among_the_arguments(engines, tmp_path, monkeypatch):
    if engines[0].dialect.name == "sqlite":
        pytest.skip("SQLite has no password")
    seen, run = [], subprocess.run

    def look(command, **options):
        seen.append(command)
        return run([sys.executable, "-c", "pass"], **options)

    monkeypatch.setattr(subprocess, "run", look)
    secret = sa.create_engine(engines[0].url.set(password="geheim"))
    with pytest.raises(FileNotFoundError):
        back_up(secret, tmp_path / "weg" / "x")
    back_up(secret, tmp_path / "x")
    assert seen
    assert "geheim" not in str(seen)
