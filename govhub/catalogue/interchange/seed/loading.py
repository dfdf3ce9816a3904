"""The order in which the seed comes in."""

from pathlib import Path

from sqlalchemy.orm import Session

from govhub.catalogue.interchange.seed.components import bring_in_components, finish
from govhub.catalogue.interchange.seed.files import SeedRefused, read
from govhub.catalogue.interchange.seed.organisations import bring_in_organisations
from govhub.catalogue.interchange.seed.reference import (
    bring_in_categories,
    bring_in_principles,
    bring_in_standards,
)
from govhub.catalogue.interchange.seed.relations import bring_in_relations, circles
from govhub.catalogue.interchange.seed.report import SeedReport


def load(session: Session, folder: Path) -> SeedReport:
    """Bring the facts in. Raises SeedRefused when they are not right, before anything changes."""
    files = read(folder)
    for sentence in circles(files.relations):
        raise SeedRefused(sentence)
    report = SeedReport()
    bring_in_categories(session, files.categories, report.categories)
    bring_in_principles(session, files.principles, report.principles)
    bring_in_standards(session, files.standards, report.standards)
    organisations = bring_in_organisations(session, files.organisations, report.organisations)
    visits = bring_in_components(session, files.components, organisations, report.components)
    report.left_out.extend(bring_in_relations(session, visits, files.relations))
    finish(session, visits, files.history, report.components)
    return report
