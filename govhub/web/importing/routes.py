"""Every route about bringing in a publiccode.yml."""

from govhub.web.importing import starting
from govhub.web.importing.blueprint import importing

__all__ = ["importing", "starting"]
