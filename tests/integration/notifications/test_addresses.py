"""The addresses in a mail are those of the pages, though they are made without Flask."""

import uuid

import pytest

from govhub.notifications import addresses
from govhub.notifications.addresses import Addresses

PAGES = {
    "COMPONENT": "catalogue.show",
    "REGISTRATION": "registration.show",
    "STATUS": "status.change",
    "REVIEW": "review.show",
    "QUEUE": "review.index",
    "EDITS": "review.edits",
    "CONFIRM_FOLLOW": "following.confirm",
    "STOP_FOLLOW": "following.stop",
    "MANAGE_FOLLOWS": "following.manage",
    "CHANGES": "changes.index",
    "CONFIRM_STATUS": "confirmation.show",
    "WEBHOOK": "webhooks.show",
    "SIGN_IN": "accounts.invited",
    "ACCOUNT": "accounts.mine",
    "INVITATION": "members.invitation",
    "CLAIM": "ownership.claim",
    "CONTACT": "contact.show",
    "EDIT": "registration.edit",
    "HIDE": "upkeep.hide",
    "HISTORY": "upkeep.history",
    "REUSE": "reuse.show",
    "REUSE_BY_LINK": "reuse.answer",
    "REUSE_OF": "reuse.of_component",
}
VALUES = {
    "slug": "open-zaak",
    "token": "WyJ4Il0.abc-_",
    "key": uuid.UUID("6f1c5f6e-52c4-4b2e-9f6a-0d6d9ac0a7f1"),
}


def test_every_address_stands_for_a_page():
    assert {name for name in vars(addresses) if name.isupper() and name != "UUID"} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_an_address_leads_to_its_page(app, name):
    path = getattr(addresses, name).format(**VALUES)
    endpoint, values = app.url_map.bind("localhost").match(path)
    assert endpoint == PAGES[name]
    assert values.items() <= VALUES.items()


def test_the_base_url_may_end_with_a_slash():
    assert Addresses("https://x.nl/").component("a") == "https://x.nl/componenten/a"
