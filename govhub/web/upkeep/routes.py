"""All pages for upkeep."""

from govhub.web.upkeep import hiding, history, merging
from govhub.web.upkeep.blueprint import upkeep

__all__ = ["hiding", "history", "merging", "upkeep"]
