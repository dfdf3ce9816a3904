"""The pages around a registration: where it stands and what it lacks."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from govhub.accounts.models import User
from govhub.catalogue.gate import Missing
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.registration.models import Review
from govhub.registration.permissions import is_submitter, may_change
from govhub.web.catalogue.page import ComponentPage, component_page
from govhub.web.registration.forms import field_of


@dataclass(frozen=True)
class ToDo:
    """Something that is missing, and where it is filled in."""

    message: str
    url: str | None


@dataclass(frozen=True, kw_only=True)
class CheckPage:
    """A registration before it is public, as its submitter and the redactie see it."""

    name: str
    slug: str
    publication: Publication
    preview: ComponentPage
    to_do: tuple[ToDo, ...]
    review: Review | None
    """The last decision of the redactie."""
    is_mine: bool
    may_change: bool
    may_submit: bool


def check_page(
    component: Component,
    user: User,
    *,
    missing: Iterable[Missing],
    review: Review | None,
) -> CheckPage:
    """Return the page for this person."""
    to_do = to_dos(component, missing)
    is_open = is_submitter(user, component) and component.publication.is_open_for_submitter
    return CheckPage(
        name=component.name,
        slug=component.slug,
        publication=component.publication,
        preview=component_page(component),
        to_do=to_do,
        review=review,
        is_mine=is_submitter(user, component),
        may_change=may_change(user, component),
        may_submit=is_open and not to_do,
    )


def to_dos(component: Component, missing: Iterable[Missing]) -> tuple[ToDo, ...]:
    """Return what is missing, each with its place in the form."""
    return tuple(ToDo(each.message, _place(component, each)) for each in missing)


def page_of(component: Component) -> str:
    """Return where whoever follows along sees the component."""
    endpoint = "catalogue.show" if component.is_public else "registration.show"
    return url_for(endpoint, slug=component.slug)


def _place(component: Component, missing: Missing) -> str | None:
    if missing.field == "relations":
        return None
    return url_for("registration.edit", slug=component.slug, _anchor=field_of(missing))
