"""The database goes away while a worker mails: it waits, and goes on when the database is back."""

import time

import psycopg
import pytest

from tests.integration.faults.installing import ask_to_follow, wait_for

READERS = [f"lezer{number}@voorbeeld.nl" for number in range(6)]


@pytest.fixture
def away(installation):
    """Let the database end all connections and refuse new ones, or take them again."""
    url = installation.engine.url
    if url.get_backend_name() == "sqlite":
        pytest.skip("a file does not go away")
    server = f"host={url.query['host']} user=govhub dbname=postgres"

    def _away(*, is_away):
        with psycopg.connect(server, autocommit=True) as connection:
            allowed = "false" if is_away else "true"
            connection.execute(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS {allowed}")
            if is_away:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                    [url.database],
                )

    return _away


def test_the_worker_goes_on_when_the_database_is_back(installation, mail_server, away):
    ask_to_follow(installation, READERS[:3])
    with installation.working() as worker:
        wait_for(lambda: mail_server.tried > 0)
        away(is_away=True)
        time.sleep(2)
        away(is_away=False)
        installation.engine.dispose()
        ask_to_follow(installation, READERS[3:])
        installation.wait_until_settled()
        assert worker.poll() is None
    assert set(mail_server.ids) == set(READERS)
    assert max(len(ids) for ids in mail_server.ids.values()) == 1
