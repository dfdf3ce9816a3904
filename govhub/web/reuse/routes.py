"""Every route about who uses what."""

from govhub.web.reuse import by_link, listing, record
from govhub.web.reuse.blueprint import reuse

__all__ = ["by_link", "listing", "record", "reuse"]
