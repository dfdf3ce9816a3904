"""What this browser saved with which form, so that going back in it is no conflict with oneself.

A form that was sent, and to which somebody goes back, still says what its facts were before. When
nobody but that form changed them since, saving it again is what its writer means.
"""

from hashlib import sha256
from typing import cast

from flask import session

from govhub.catalogue.facts import facts_of
from govhub.catalogue.models import Component
from govhub.web.registration.reading import written
from govhub.web.registration.steps import Step

_SAVES = "formulieren"
_MOST = 8
"""Forms that are remembered; the cookie stays small."""
_SHORT = 12


def seen(component: Component, step: Step) -> str:
    """Return in short what the facts of this step are now."""
    facts = {**written(facts_of(component)), "status": component.status.value}
    facts["principle_details"] = sorted(facts["principle_details"].items())
    asked = [(name, facts.get(name)) for name in step.asks]
    return sha256(repr(asked).encode()).hexdigest()[:_SHORT]


def remember(form_id: str, found: str) -> None:
    """Keep that this form led to these facts."""
    others = [each for each in _saves() if each[0] != _short(form_id)]
    session[_SAVES] = [*others, [_short(form_id), found]][-_MOST:]


def is_by(form_id: str, found: str) -> bool:
    """Tell whether it was this form that led to these facts."""
    return bool(form_id) and [_short(form_id), found] in _saves()


def _saves() -> list[list[str]]:
    return cast("list[list[str]]", session.get(_SAVES, []))


def _short(form_id: str) -> str:
    return form_id[:_SHORT]
