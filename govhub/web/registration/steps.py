"""The steps in which somebody registers: what each asks, and how far a draft is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import url_for

from govhub.catalogue.gate import Missing
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.platform.language import ngettext
from govhub.web.registration.forms import field_of


@dataclass(frozen=True, kw_only=True)
class Step:
    """A page of the form."""

    key: str
    """In its address."""
    title: Any
    short: Any
    """In the list of steps."""
    lead: Any
    asks: tuple[str, ...]
    """Names of the fields of ``ComponentForm``."""


STEPS = (
    Step(
        key="wat",
        title=_l("Wat is het?"),
        short=_l("Wat het is"),
        lead=_l("Een naam is genoeg om te beginnen. Wat u nog niet weet, vult u later in."),
        asks=("name", "kind", "repository_url", "summary", "category", "other_categories"),
    ),
    Step(
        key="waarvoor",
        title=_l("Waarvoor is het?"),
        short=_l("Waarvoor het is"),
        lead=_l(
            "Hiermee vinden anderen het. Zij weten wat ze willen doen, maar kennen de naam niet."
        ),
        asks=(
            "purposes",
            "picked_purposes",
            "keywords",
            "picked_keywords",
            "aliases",
            "description",
        ),
    ),
    Step(
        key="eigenaar",
        title=_l("Van wie is het?"),
        short=_l("Van wie het is"),
        lead=_l("Zo weet iedereen wie erover gaat en waar vragen terechtkunnen."),
        asks=("owner_slug", "contact_email"),
    ),
    Step(
        key="gebruik",
        title=_l("Mag iemand het gebruiken?"),
        short=_l("Of iemand het mag gebruiken"),
        lead=_l("Dit is het eerste waar anderen naar kijken."),
        asks=("status", "conditions", "licence", "closed_reason"),
    ),
    Step(
        key="vindplaats",
        title=_l("Waar vindt iemand meer?"),
        short=_l("Waar iemand meer vindt"),
        lead=_l("Vul in wat er is. Wat er niet is, laat u leeg."),
        asks=(
            "website_url",
            "documentation_url",
            "api_docs_url",
            "demo_url",
            "roadmap_url",
            "maintenance",
            "software_version",
            "released_on",
        ),
    ),
    Step(
        key="aansluiting",
        title=_l("Waar sluit het op aan?"),
        short=_l("Waar het op aansluit"),
        lead=_l("Alles in deze stap is optioneel. Het helpt wie vergelijkt of moet kiezen."),
        asks=(
            "standard_keys",
            "principle_keys",
            "principle_details",
            "platforms",
            "other_platforms",
            "languages",
            "other_languages",
        ),
    ),
)
FIRST = STEPS[0]


def step_by_key(key: str) -> Step | None:
    """Return the step with this address."""
    return next((each for each in STEPS if each.key == key), None)


def step_of(field: str) -> Step | None:
    """Return the step that asks this field; None when none does."""
    return next((each for each in STEPS if field in each.asks), None)


def after(step: Step) -> Step | None:
    """Return the next step; None after the last."""
    number = STEPS.index(step) + 1
    return STEPS[number] if number < len(STEPS) else None


def before(step: Step) -> Step | None:
    """Return the step before; None for the first."""
    number = STEPS.index(step)
    return STEPS[number - 1] if number else None


@dataclass(frozen=True, kw_only=True)
class StepLink:
    """A step in the list, and how far it is."""

    key: str
    title: str
    url: str | None
    """None while there is no draft yet."""
    state: str
    """As in "Nog 2 dingen verplicht"; empty while there is no draft yet."""
    is_done: bool
    """Nothing obligatory is missing, and something was filled in."""
    is_current: bool


def step_links(
    component: Component | None, missing: Iterable[Missing], current: Step | None
) -> tuple[StepLink, ...]:
    """Return the list of steps."""
    places = [step_of(field_of(each)) for each in missing]
    return tuple(_link(each, component, places.count(each), current) for each in STEPS)


def _link(step: Step, component: Component | None, lacks: int, current: Step | None) -> StepLink:
    is_filled = component is not None and _is_filled(step, component)
    return StepLink(
        key=step.key,
        title=str(step.short),
        url=url_for("registration.step", slug=component.slug, step=step.key) if component else None,
        state=_state(lacks, is_filled=is_filled) if component else "",
        is_done=is_filled and not lacks,
        is_current=step is current,
    )


def _state(lacks: int, *, is_filled: bool) -> str:
    if lacks:
        return ngettext("Nog 1 ding nodig", "Nog %(num)s dingen nodig", lacks) % {"num": lacks}
    return _("Ingevuld") if is_filled else _("Nog leeg")


def _is_filled(step: Step, component: Component) -> bool:
    return any(_has(component, field) for field in step.asks)


def _has(component: Component, field: str) -> bool:
    match field:
        case "owner_slug":
            return component.owner is not None
        case "category":
            return bool(component.categories)
        case "standard_keys":
            return bool(component.standard_links)
        case "status":
            return component.status is not Status.CONCEPT
        case "kind" | "principle_keys":
            return False  # these are there from the beginning
        case _:
            return bool(getattr(component, field, None))
