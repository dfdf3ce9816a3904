"""Every organisation of the government comes in, once, with when it existed."""

from datetime import date

import pytest
from sqlalchemy import func, select

from govhub import paths
from govhub.accounts import queries
from govhub.accounts.models import Organisation
from govhub.catalogue.interchange.seed import files
from govhub.catalogue.interchange.seed.files import TOOI, SeedRefused
from govhub.platform.db import transaction

A_LINE = "1stroom,1Stroom,,samenwerkingsverband,so/so0896,2018-01-01,"


@pytest.fixture(scope="module")
def rows():
    return files.read(paths.SEED).organisations


def test_the_lists_of_tooi_are_there(rows):
    addresses = [row.tooi for row in rows if row.tooi]
    assert len(addresses) == len(set(addresses)) == 1393
    assert all(address.startswith(TOOI) for address in addresses)
    assert sum(row.active_until is not None for row in rows) == 306


def test_names_begin_with_a_capital_as_on_a_page(rows):
    small = {row.name for row in rows if row.name[0].islower()}
    assert small <= {"data.gouv.fr", "delta10", "i4Sociaal", "iRealisatie"}


def test_an_ended_organisation_says_until_when_it_was_there(rows):
    aalburg = next(row for row in rows if row.key == "gemeente-aalburg")
    assert (aalburg.name, aalburg.active_until) == ("Gemeente Aalburg", date(2018, 12, 31))


def test_they_come_in_without_components(session, load):
    load()
    found = queries.organisation_by_slug(session, "1stroom")
    assert (found.name, found.active_from) == ("1Stroom", date(2018, 1, 1))
    assert found.tooi_uri == TOOI + "so/so0896"


def test_what_somebody_changed_stays_and_the_rest_follows(session, load, change):
    load()
    with transaction(session):
        queries.organisation_by_slug(session, "1stroom").active_until = date(2026, 1, 1)
    change(
        "government.csv",
        A_LINE,
        A_LINE.replace("1Stroom", "Werkorganisatie 1Stroom") + "2027-01-01",
    )

    load()

    found = queries.organisation_by_slug(session, "1stroom")
    assert (found.name, found.active_until) == ("Werkorganisatie 1Stroom", date(2026, 1, 1))


def test_into_what_it_was_merged_is_a_persons_word(session, load):
    load()
    with transaction(session):
        old = queries.organisation_by_slug(session, "1stroom")
        old.merged_into = queries.organisation_by_slug(session, "abg-organisatie")
    load()
    assert old.merged_into.slug == "abg-organisatie"


def test_the_same_key_twice_is_refused(load, change):
    change("government.csv", A_LINE, f"{A_LINE}\n{A_LINE}")
    with pytest.raises(SeedRefused, match="dezelfde sleutel"):
        load()


def test_a_wrong_date_is_refused_with_the_organisation_that_has_it(session, load, change):
    change("government.csv", "2018-01-01", "1 januari 2018")
    with pytest.raises(SeedRefused, match="1stroom → active_from"):
        load()
    assert session.scalar(select(func.count(Organisation.id))) == 0
