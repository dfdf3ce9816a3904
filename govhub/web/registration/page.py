"""The pages around a registration: where it stands, what it lacks and what readers would miss."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for

from govhub.accounts.models import User
from govhub.catalogue.gate import Missing
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.platform.language import gettext as _
from govhub.registration import completeness
from govhub.registration.completeness import Reader
from govhub.registration.models import Review
from govhub.registration.permissions import is_submitter, may_change
from govhub.web.catalogue.page import ComponentPage, component_page
from govhub.web.registration.forms import field_of
from govhub.web.registration.steps import StepLink, step_links, step_of

BACK_TO_CHECK = "controle"
"""Where a step leads when it was opened from the page to check a registration."""


@dataclass(frozen=True)
class ToDo:
    """Something that is missing, and where it is filled in."""

    message: str
    url: str | None


@dataclass(frozen=True)
class ReaderPage:
    """What somebody in a role would miss."""

    title: str
    misses: tuple[ToDo, ...]


@dataclass(frozen=True, kw_only=True)
class CheckPage:
    """A registration before it is public, as its submitter and the redactie see it."""

    name: str
    slug: str
    publication: Publication
    preview: ComponentPage
    steps: tuple[StepLink, ...]
    to_do: tuple[ToDo, ...]
    """What it must have."""
    readers: tuple[ReaderPage, ...]
    """What would be good to have, by who looks for it."""
    review: Review | None
    """The last decision of the redactie."""
    on_behalf_of: str | None
    """The owner, when whoever registered it does not work there."""
    is_mine: bool
    may_change: bool
    may_submit: bool

    @property
    def well_served(self) -> tuple[str, ...]:
        """Return who finds everything that they look for."""
        return tuple(each.title for each in self.readers if not each.misses)


def check_page(
    component: Component,
    user: User,
    *,
    missing: Sequence[Missing],
    review: Review | None,
) -> CheckPage:
    """Return the page for this person."""
    to_do = to_dos(component, missing)
    is_open = is_submitter(user, component) and component.publication.is_open_for_submitter
    found = completeness.readers(component, besides={each.field for each in missing})
    return CheckPage(
        name=component.name,
        slug=component.slug,
        publication=component.publication,
        preview=component_page(component),
        steps=step_links(component, missing, None),
        to_do=to_do,
        readers=tuple(_reader(component, each) for each in found),
        review=review,
        on_behalf_of=on_behalf_of(component),
        is_mine=is_submitter(user, component),
        may_change=may_change(user, component),
        may_submit=is_open and not to_do,
    )


def on_behalf_of(component: Component) -> str | None:
    """Return the owner that a component was registered for by somebody else; else None."""
    return component.owner.name if component.is_on_behalf and component.owner else None


def to_dos(component: Component, missing: Iterable[Missing]) -> tuple[ToDo, ...]:
    """Return what is missing, each with its place in the form."""
    return tuple(ToDo(each.message, _place(component, field_of(each))) for each in missing)


def page_of(component: Component) -> str:
    """Return where whoever follows along sees the component."""
    endpoint = "catalogue.show" if component.is_public else "registration.show"
    return url_for(endpoint, slug=component.slug)


def _reader(component: Component, reader: Reader) -> ReaderPage:
    return ReaderPage(
        title=reader.role.label if reader.role else _("Wie zoekt"),
        misses=tuple(ToDo(each.text, _place(component, each.field)) for each in reader.misses),
    )


def _place(component: Component, field: str) -> str | None:
    """Return where the field is filled in; None for what no form asks."""
    step = step_of(field)
    if step is None:
        return None
    if component.is_public and field == "owner_slug":
        return url_for("ownership.take_over", slug=component.slug)
    if component.is_public:
        return url_for("registration.edit", slug=component.slug, _anchor=field)
    return url_for(
        "registration.step", slug=component.slug, step=step.key, naar=BACK_TO_CHECK, _anchor=field
    )
