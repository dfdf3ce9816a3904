"""The page to follow something: what it is, which news there is, and other ways to follow it."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from govhub.accounts.models import Organisation
from govhub.catalogue.models import Category, Component
from govhub.following.saved_search import SavedSearch
from govhub.following.wishes import Subject
from govhub.guidance.models import Principle
from govhub.platform.language import gettext as _

ASKED = "gevraagd"
"""Parameter of ``asked_url``: the form was sent."""

_Path = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class FollowPage:
    """What the page with the form says."""

    title: str
    name: str
    """What is followed, as in "u volgt …"."""
    news: tuple[str, ...]
    """What a message will be about."""
    url: str
    asked_url: str
    """The same page, after the form was sent."""
    feed_url: str
    calendar_url: str | None
    """None for a saved search."""
    path: _Path
    """Names and addresses of the pages above this one."""
    notices: tuple[str, ...] = ()

    @property
    def back(self) -> tuple[str, str]:
        """Return the page to go on with."""
        return self.path[-1]


def follow_page(subject: Subject, notices: tuple[str, ...] = ()) -> FollowPage:
    """Return the page to follow this; the notices are about its address."""
    match subject:
        case Component():
            return _of_component(subject)
        case Category():
            return _of_category(subject)
        case Organisation():
            return _of_organisation(subject)
        case Principle():
            return _of_principle(subject)
        case SavedSearch():
            return _of_search(subject, notices)
        case None:
            return _of_everything()


def _of_component(component: Component) -> FollowPage:
    slug = component.slug
    return _page(
        ("component", {"slug": slug}),
        title=_("%(name)s volgen") % {"name": component.name},
        name=component.name,
        news=(_("de status van %(name)s verandert") % {"name": component.name},),
        feed_url=url_for("changes.component_feed", slug=slug),
        calendar_url=url_for("changes.component_calendar", slug=slug),
        path=(_components(), (component.name, url_for("catalogue.show", slug=slug))),
    )


def _of_category(category: Category) -> FollowPage:
    key, named = category.key, {"name": category.name}
    return _page(
        ("category", {"key": key}),
        title=_("%(name)s volgen") % named,
        name=_("de categorie %(name)s") % named,
        news=(
            _("er een component bij komt in de categorie %(name)s") % named,
            _("de status verandert van een component in deze categorie"),
        ),
        feed_url=url_for("changes.feed", categorie=key),
        calendar_url=url_for("changes.calendar", categorie=key),
        path=(_components(), (category.name, url_for("catalogue.index", categorie=key))),
    )


def _of_organisation(organisation: Organisation) -> FollowPage:
    slug, named = organisation.slug, {"name": organisation.name}
    return _page(
        ("organisation", {"slug": slug}),
        title=_("%(name)s volgen") % named,
        name=_("de componenten van %(name)s") % named,
        news=(
            _("er een component bij komt van %(name)s") % named,
            _("de status verandert van een component van deze organisatie"),
        ),
        feed_url=url_for("changes.organisation_feed", slug=slug),
        calendar_url=url_for("changes.calendar", organisatie=slug),
        path=(
            (_("Organisaties"), url_for("organisations.index")),
            (organisation.name, url_for("organisations.show", slug=slug)),
        ),
    )


def _of_principle(principle: Principle) -> FollowPage:
    key, named = principle.key, {"name": principle.title}
    return _page(
        ("principle", {"key": key}),
        title=_("%(name)s volgen") % named,
        name=_("de richtlijn %(name)s") % named,
        news=(
            _("er een component bij komt dat helpt bij deze richtlijn"),
            _("de status verandert van een component bij deze richtlijn"),
        ),
        feed_url=url_for("changes.principle_feed", key=key),
        calendar_url=url_for("changes.calendar", richtlijn=key),
        path=(
            (_("Richtlijnen"), url_for("principles.index")),
            (principle.title, url_for("principles.show", key=key)),
        ),
    )


def _of_search(search: SavedSearch, notices: tuple[str, ...]) -> FollowPage:
    return _page(
        ("search", search.parameters),
        title=_("Zoekopdracht volgen"),
        name=search.sentence,
        news=(
            _("er een component bij komt dat u met deze zoekopdracht vindt"),
            _("de status verandert van een component dat u zo vindt"),
        ),
        feed_url=url_for("catalogue.feed", **_values(search)),
        path=(
            _components(),
            (_("Gevonden componenten"), url_for("catalogue.index", **_values(search))),
        ),
        notices=notices,
    )


def _of_everything() -> FollowPage:
    return _page(
        ("everything", {}),
        title=_("Alle wijzigingen volgen"),
        name=_("alle wijzigingen"),
        news=(
            _("er een component bij komt in de catalogus"),
            _("de status van een component verandert"),
        ),
        feed_url=url_for("changes.feed"),
        calendar_url=url_for("changes.calendar"),
        path=((_("Wijzigingen"), url_for("changes.index")),),
    )


def _page(
    view: tuple[str, dict[str, Any]],
    *,
    path: _Path,
    calendar_url: str | None = None,
    **texts: Any,
) -> FollowPage:
    name, values = view
    return FollowPage(
        url=url_for(f"following.{name}", **values),
        asked_url=url_for(f"following.{name}", **{**values, ASKED: "ja"}),
        path=((_("Home"), url_for("home.index")), *path),
        calendar_url=calendar_url,
        **texts,
    )


def _components() -> tuple[str, str]:
    return _("Componenten"), url_for("catalogue.index")


def _values(search: SavedSearch) -> dict[str, Any]:
    return dict(search.parameters)
