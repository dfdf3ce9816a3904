"""Nobody gets messages that did not ask for them: the handshake of CloudEvents."""

import socket

import pytest

from govhub.notifications.webhooks.handshake import NotAgreed, agree
from govhub.platform.fetch import PUBLIC

US = "govhub.voorbeeld.nl"


@pytest.mark.parametrize("allowed", ["*", US, US.upper(), f"iemand.anders.nl, {US}"])
def test_a_receiver_agrees_by_naming_us_or_everybody(receiver, reach, allowed):
    receiver.allowed = allowed
    agree(receiver.url, origin=US, reach=reach)
    assert receiver.asked == [US]


@pytest.mark.parametrize(
    ("status", "allowed", "words"),
    [
        (200, None, "ontbreekt de regel WebHook-Allowed-Origin"),
        (405, None, "kent de methode OPTIONS niet"),
        (501, None, "kent de methode OPTIONS niet"),
        (404, None, "HTTP 404"),
        (200, "iemand.anders.nl", f"moet {US} of * toelaten"),
        (200, "", f"moet {US} of * toelaten"),
    ],
)
def test_anything_else_is_no_consent_and_the_message_says_why(
    receiver, reach, status, allowed, words
):
    receiver.options_status, receiver.allowed = status, allowed
    with pytest.raises(NotAgreed, match=words.replace("*", r"\*")):
        agree(receiver.url, origin=US, reach=reach)


def test_a_receiver_that_is_not_there_does_not_agree(reach):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(NotAgreed, match="niet bereikbaar"):
            agree(f"http://127.0.0.1:{closed.getsockname()[1]}/", origin=US, reach=reach)


def test_an_internal_network_is_not_asked(receiver):
    with pytest.raises(NotAgreed, match="poort 80 of 443"):
        agree(receiver.url, origin=US, reach=PUBLIC)
    assert receiver.asked == []
