"""publiccode.yml: what a repository says about its software, in a file that every country reads.

``check`` says what is wrong in a file. It needs no database, no settings and no network.
"""

from govhub.catalogue.interchange.publiccode.checking import check
from govhub.catalogue.interchange.publiccode.results import Result, Rule, Type, is_valid

__all__ = ["Result", "Rule", "Type", "check", "is_valid"]
