"""Every route about bringing in a publiccode.yml."""

from govhub.web.importing import choosing, refreshing, starting
from govhub.web.importing.blueprint import importing

__all__ = ["choosing", "importing", "refreshing", "starting"]
