"""What a page may ask of the running application, beside the database: found by type, not by name.

``create_app`` makes one ``Services``; every route reads it through ``services``.
"""

from dataclasses import dataclass
from typing import cast

from flask import current_app

from govhub.config import Settings
from govhub.platform.fetch import Reach
from govhub.platform.links import Signer
from govhub.platform.outbox import Relay
from govhub.platform.ratelimit import Limiter
from govhub.platform.tokenbucket import TokenBuckets
from govhub.search.engine import SearchEngine
from govhub.search.follower import Follower
from govhub.search.misses import Notepad
from govhub.search.synonyms import LivingThesaurus


@dataclass(frozen=True, kw_only=True)
class Services:
    """The parts that the composition root put together."""

    settings: Settings
    search: SearchEngine
    follower: Follower
    relay: Relay
    signer: Signer
    reach: Reach
    """Which machines we may reach."""
    limiter: Limiter
    thesaurus: LivingThesaurus
    notepad: Notepad
    """The searches that found little, before they are written down."""
    searches: TokenBuckets
    """How often visitors search …"""
    suggestions: TokenBuckets
    """… and are helped while they type."""


def services() -> Services:
    """Return the services of the current application."""
    return cast("Services", current_app.extensions["govhub"])
