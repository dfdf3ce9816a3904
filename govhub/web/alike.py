"""What looks like a component, as a page asks it: also when the search engine is down.

Repositories and names are compared in the database, so they guard always. Texts need the engine;
when it is not there, ``Found`` says so and the page tells it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import structlog
from flask import flash

from govhub.accounts.models import User
from govhub.catalogue.facts import Facts
from govhub.catalogue.models import Component
from govhub.platform.language import gettext as _
from govhub.registration.duplicates import (
    Duplicate,
    Wanted,
    lookalikes,
    new_lookalikes,
    waiting_ids,
)
from govhub.search.alike import alike
from govhub.search.engine import SearchUnavailable
from govhub.web.extensions import db
from govhub.web.services import services

_MOST_OF_QUEUE = 200
"""Of what waits for the redactie, this many are read beside what is in the index."""
_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Found:
    """What looks the same, and whether texts could be compared."""

    duplicates: Sequence[Duplicate]
    are_texts_compared: bool


class Texts:
    """Compares texts for one person; remembers when that could not be done."""

    def __init__(self, viewer: User) -> None:
        """Take who asks: the redactie also sees what was submitted."""
        self._viewer = viewer
        self.are_compared = True

    def __call__(self, text: str) -> Collection[str]:
        """Return the public ids of what is described in nearly these words."""
        try:
            waiting = waiting_ids(db.session, self._viewer, most=_MOST_OF_QUEUE)
            return alike(db.session, services().search, text, besides=waiting)
        except SearchUnavailable as error:
            _log.warning("search_unavailable", error=str(error))
            self.are_compared = False
            return ()


def like_component(component: Component, viewer: User) -> Found:
    """Return what this person may see and what looks like this component."""
    return like(Wanted.of(component), viewer)


def like(wanted: Wanted, viewer: User) -> Found:
    """Return what this person may see and what looks like what somebody fills in."""
    texts = Texts(viewer)
    found = lookalikes(db.session, wanted, viewer, texts)
    return Found(found, texts.are_compared)


def warn_of_new_lookalikes(before: Wanted, facts: Facts, viewer: User) -> None:
    """Tell on the next page what else has the name or repository that a component just got."""
    for each in new_lookalikes(db.session, before, before.rewritten(facts), viewer):
        flash(
            _(
                "Let op: %(name)s van %(owner)s lijkt hierop: %(likeness)s. "
                "Is het hetzelfde? Vraag de redactie dan om er één van te maken."
            )
            % {
                "name": each.component.name,
                "owner": each.component.owner.name if each.component.owner else _("onbekend"),
                "likeness": each.likeness.label,
            }
        )
