"""Brings the facts of ``seed/`` into the database, as often as one likes.

What is not there yet is added. What the seed wrote before follows the seed, field by field, until
a person changes it. A record that a person made is left alone, and so is the status of every
component that is there already: a person decides about that.
"""

from govhub.catalogue.interchange.seed.files import SeedRefused
from govhub.catalogue.interchange.seed.loading import load
from govhub.catalogue.interchange.seed.report import SeedReport

__all__ = ["SeedRefused", "SeedReport", "load"]
