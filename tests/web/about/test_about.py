"""The pages about the portal, and where to report a vulnerability."""

from datetime import UTC, datetime, timedelta

import pytest

from govhub.kernel import clock


@pytest.mark.parametrize("path", ["/over", "/toegankelijkheid", "/privacy"])
def test_the_pages_about_the_portal_are_there(client, path):
    assert client.get(path).status_code == 200


def test_without_an_audit_no_accessibility_is_claimed(client):
    assert "onderzoek is nog niet gedaan" in client.get("/toegankelijkheid").text


def test_security_txt_says_whom_to_tell_and_stays_valid(client):
    answer = client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert answer.mimetype == "text/plain"
    assert lines["Contact"] == "mailto:beveiliging@voorbeeld.nl"
    assert lines["Canonical"] == "http://localhost/.well-known/security.txt"
    expires = datetime.strptime(lines["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert clock.now() < expires < clock.now() + timedelta(days=365)
