"""All pages for upkeep."""

from govhub.web.upkeep import hiding, history
from govhub.web.upkeep.blueprint import upkeep

__all__ = ["hiding", "history", "upkeep"]
