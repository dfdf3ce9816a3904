"""The pages about following: what somebody follows, or may follow, in words and addresses."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from govhub.catalogue.models import Category, Component
from govhub.following.models import Subscription
from govhub.platform.language import gettext as _

ASKED = "gevraagd"
"""Parameter of ``asked_url``: the form was sent."""


@dataclass(frozen=True, kw_only=True)
class FollowPage:
    """What the page with the form says."""

    title: str
    name: str
    """What is followed, as in "u volgt …"."""
    news: tuple[str, ...]
    """What a mail will be about."""
    url: str
    asked_url: str
    """The same page, after the form was sent."""
    feed_url: str
    path: tuple[tuple[str, str], ...]
    """Names and addresses of the pages above this one."""

    @property
    def back(self) -> tuple[str, str]:
        """Return the page to go on with."""
        return self.path[-1]


def follow_page(subject: Component | Category | None) -> FollowPage:
    """Return the page to follow a component, a category, or everything (None)."""
    match subject:
        case Component():
            return _of_component(subject)
        case Category():
            return _of_category(subject)
        case None:
            return _of_everything()


def _of_component(component: Component) -> FollowPage:
    slug = component.slug
    return FollowPage(
        title=_("%(name)s volgen") % {"name": component.name},
        name=component.name,
        news=(_("de status van %(name)s verandert") % {"name": component.name},),
        url=url_for("following.component", slug=slug),
        asked_url=url_for("following.component", slug=slug, gevraagd="ja"),
        feed_url=url_for("changes.component_feed", slug=slug),
        path=(
            (_("Home"), url_for("home.index")),
            (_("Componenten"), url_for("catalogue.index")),
            (component.name, url_for("catalogue.show", slug=slug)),
        ),
    )


def _of_category(category: Category) -> FollowPage:
    key = category.key
    return FollowPage(
        title=_("%(name)s volgen") % {"name": category.name},
        name=_("de categorie %(name)s") % {"name": category.name},
        news=(
            _("er een component bij komt in de categorie %(name)s") % {"name": category.name},
            _("de status verandert van een component in deze categorie"),
        ),
        url=url_for("following.category", key=key),
        asked_url=url_for("following.category", key=key, gevraagd="ja"),
        feed_url=url_for("changes.feed", categorie=key),
        path=(
            (_("Home"), url_for("home.index")),
            (_("Componenten"), url_for("catalogue.index")),
            (category.name, url_for("catalogue.index", categorie=key)),
        ),
    )


def _of_everything() -> FollowPage:
    return FollowPage(
        title=_("Alle wijzigingen volgen"),
        name=_("alle wijzigingen"),
        news=(
            _("er een component bij komt in de catalogus"),
            _("de status van een component verandert"),
        ),
        url=url_for("following.everything"),
        asked_url=url_for("following.everything", gevraagd="ja"),
        feed_url=url_for("changes.feed"),
        path=((_("Home"), url_for("home.index")), (_("Wijzigingen"), url_for("changes.index"))),
    )


@dataclass(frozen=True, kw_only=True)
class Followed:
    """A subscription as its owner sees it."""

    name: str
    email: str
    url: str | None
    """Where it is shown; None for a component that is not public now."""
    others: tuple[str, ...]
    """What else this address follows."""
    stop_url: str


def followed(
    subscription: Subscription, others: Sequence[Subscription], stop_token: str
) -> Followed:
    """Return the subscription in words."""
    return Followed(
        name=subscription.subject,
        email=subscription.subscriber.email,
        url=_where(subscription),
        others=tuple(other.subject for other in others),
        stop_url=url_for("following.stop", token=stop_token),
    )


def _where(subscription: Subscription) -> str | None:
    if subscription.component is not None:
        if not subscription.component.is_public:
            return None
        return url_for("catalogue.show", slug=subscription.component.slug)
    if subscription.category is not None:
        return url_for("catalogue.index", categorie=subscription.category.key)
    return url_for("changes.index")
