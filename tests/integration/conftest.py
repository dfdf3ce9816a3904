import pytest

KEY = "a-key-for-the-tests-0123456789-0123456789"


@pytest.fixture
def installation(database_url, engine, tmp_path, monkeypatch):
    """The settings of an operator whose commands work on the database of the test."""
    for name, value in {
        "DATABASE_URL": database_url,
        "SEARCH_URL": f"whoosh:///{tmp_path}/search",
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": KEY,
        "BASE_URL": "https://govhub.voorbeeld.nl/",
        "DEMO": "1",
    }.items():
        monkeypatch.setenv(f"GOVHUB_{name}", value)
