"""The organisations of the seed."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.accounts.models import Organisation
from govhub.catalogue.interchange.seed.files import OrganisationRow
from govhub.catalogue.interchange.seed.following import Follower
from govhub.catalogue.interchange.seed.report import Tally


def bring_in_organisations(
    session: Session, rows: Iterable[OrganisationRow], tally: Tally
) -> dict[str, Organisation]:
    """Return key in the seed → organisation; one that a person made is found by its TOOI URI."""
    present = session.scalars(select(Organisation)).all()
    by_slug = {organisation.slug: organisation for organisation in present}
    by_tooi = {organisation.tooi_uri: organisation for organisation in present}
    by_key = {}
    for row in rows:
        found = by_slug.get(row.key) or (by_tooi.get(row.tooi) if row.tooi else None)
        by_key[row.key] = found or Organisation(slug=row.key, seeded={})
        if found is not None and not found.seeded:
            tally.count_as_own()
            continue
        follower = Follower(by_key[row.key].seeded, is_new=found is None)
        _write(by_key[row.key], row, follower)
        session.add(by_key[row.key])
        tally.count(follower)
    session.flush()
    return by_key


def _write(organisation: Organisation, row: OrganisationRow, follower: Follower) -> None:
    for field, offered in row.model_dump(exclude={"key", "tooi"}).items():
        follower.write(organisation, field, offered)
    follower.write(organisation, "tooi_uri", row.tooi)
    if organisation.seeded != follower.marks:
        organisation.seeded = follower.marks
