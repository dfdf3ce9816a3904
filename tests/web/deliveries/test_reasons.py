"""Why it did not arrive, in plain words."""

import pytest

from govhub.platform.outbox import NOBODY, Delivery
from govhub.web.deliveries.reasons import reason, what_was_said

REASONS = {
    "Undeliverable: 550 no such mailbox": "De ontvanger weigert het voorgoed (550).",
    "AddressRefused: 550 5.1.1 unknown": "De ontvanger weigert het voorgoed (550).",
    "NotNow: 451 later again": "De ontvanger neemt het nu niet aan (451).",
    "SMTPSenderRefused: (451, b'later')": "De ontvanger neemt het nu niet aan (451).",
    "TimeoutError: timed out": "Er kwam niet op tijd antwoord.",
    "ConnectionRefusedError: [Errno 111] x": "De server van de ontvanger was niet te bereiken.",
    "gaierror: [Errno -2] Name unknown": "De server van de ontvanger was niet te bereiken.",
    "SMTPServerDisconnected: gone": "De server van de ontvanger was niet te bereiken.",
    "KeyError: 'x'": "Er ging iets mis in GovHub zelf. De beheerder moet ernaar kijken.",
    None: "Het is nog niet geprobeerd.",
}


@pytest.mark.parametrize(("error", "words"), REASONS.items())
def test_what_a_program_said_is_put_in_plain_words(error, words):
    assert reason(Delivery(subscriber="volgers", receiver="1", last_error=error)) == words


def test_what_is_in_plain_words_already_is_told_as_it_is():
    error = "Refused: HTTP 503. Bij de ontvanger ging iets mis."
    told = reason(Delivery(subscriber="webhooks", receiver="1", last_error=error))
    assert told == "HTTP 503. Bij de ontvanger ging iets mis."


def test_that_nobody_knows_for_whom_it_is():
    told = reason(Delivery(subscriber="volgers", receiver=NOBODY, last_error="LookupError: x"))
    assert told.startswith("GovHub kon niet bepalen voor wie dit is.")


@pytest.mark.parametrize("error", ["x <a.b@c.nl> y", "x a.b+c@d-e.nl: y", '{"a@b.nl": 1}'])
def test_addresses_are_left_out_of_what_was_said(error):
    assert "@" not in what_was_said(Delivery(last_error=error))


def test_nothing_was_said():
    assert what_was_said(Delivery(last_error=None)) is None
