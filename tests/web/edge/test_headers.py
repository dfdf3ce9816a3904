"""What every answer carries, and how long a browser may keep it."""

import gzip

from flask.testing import FlaskClient

from govhub.app import create_app
from govhub.config import Settings
from tests.inspector import page


def test_every_page_tells_the_browser_to_be_strict(client):
    headers = client.get("/over").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "require-trusted-types-for 'script'" in headers["Content-Security-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_over_https_the_browser_never_goes_back_to_http(database_url, mail):
    settings = Settings(
        database_url=database_url, secret_key="k" * 40, base_url="https://govhub.voorbeeld.nl"
    )
    app = create_app(settings, channel=mail)
    answer = app.test_client().get("/over", base_url="https://govhub.voorbeeld.nl")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()


def test_a_page_for_everybody_may_be_shared_and_asked_for_by_its_etag(client):
    first = client.get("/over")
    assert first.cache_control.public
    assert first.cache_control.s_maxage == 30
    again = client.get("/over", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_page_for_everybody_travels_compressed(app):
    plain = FlaskClient(app, app.response_class).get
    compressed = plain("/over", headers={"Accept-Encoding": "gzip"})
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.data) == plain("/over").data
    assert "Accept-Encoding" in compressed.headers["Vary"]


def test_a_page_that_may_hold_a_secret_is_never_compressed(client):
    answer = client.get("/inloggen", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers


def test_a_page_with_a_form_is_for_one_reader(client):
    answer = client.get("/inloggen")
    assert page(answer).xpath("//input[@name='csrf_token']")
    assert answer.cache_control.private
    assert answer.cache_control.no_cache
    assert "Cookie" in answer.headers["Vary"]


def test_a_page_with_somebodys_choice_is_not_shared(client):
    client.get("/weergave?schema=dark")
    assert not client.get("/over").cache_control.public


def test_only_our_own_host_is_served(client):
    answer = client.get("/over", base_url="http://elders.example")
    assert answer.status_code == 400
    assert "elders.example" not in answer.text
