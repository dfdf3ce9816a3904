"""Every route about following."""

from govhub.web.following import asking, confirming, managing
from govhub.web.following.blueprint import following

__all__ = ["asking", "confirming", "following", "managing"]
