"""What somebody may follow, and how they want to hear of it."""

from dataclasses import dataclass
from typing import Any

from govhub.accounts.models import Organisation
from govhub.catalogue.models import Category, Component
from govhub.following.models import Interest, Rhythm, Scope, Subscription, Webhook
from govhub.following.saved_search import SavedSearch
from govhub.guidance.models import Principle

Subject = Component | Category | Organisation | Principle | SavedSearch | None
"""What is followed; None is everything."""
ASKED = "?"
"""End of the target of a wish to follow the same in another way, until it is confirmed."""


@dataclass(frozen=True, kw_only=True)
class FollowWish:
    """What somebody wants to follow, and which news, how often and where."""

    subject: Subject = None
    interest: Interest = Interest.ANY
    with_plans: bool = True
    rhythm: Rhythm = Rhythm.AT_ONCE
    webhook: Webhook | None = None
    """Where it goes instead of by mail, at once."""

    @property
    def scope(self) -> Scope:
        """Return what kind of thing is followed."""
        match self.subject:
            case Component():
                return Scope.COMPONENT
            case Category():
                return Scope.CATEGORY
            case Organisation():
                return Scope.ORGANISATION
            case Principle():
                return Scope.PRINCIPLE
            case SavedSearch():
                return Scope.SEARCH
            case None:
                return Scope.EVERYTHING

    @property
    def target(self) -> str:
        """Return what is followed, and by which webhook, in one word."""
        match self.subject:
            case None:
                target = self.scope.value
            case SavedSearch() as search:
                target = f"{self.scope.value}:{search.key}"
            case subject:
                target = f"{self.scope.value}:{subject.id}"
        return target if self.webhook is None else f"{target}@{self.webhook.id}"

    @property
    def choices(self) -> dict[str, Any]:
        """Return the columns that somebody may change afterwards."""
        rhythm = self.rhythm if self.webhook is None else Rhythm.AT_ONCE
        return {"interest": self.interest, "with_plans": self.with_plans, "rhythm": rhythm}

    @property
    def reference(self) -> dict[str, Any]:
        """Return the columns that say what is followed, and by which webhook."""
        subject = self.subject
        return {
            "scope": self.scope,
            "component_id": subject.id if isinstance(subject, Component) else None,
            "category_id": subject.id if isinstance(subject, Category) else None,
            "organisation_id": subject.id if isinstance(subject, Organisation) else None,
            "principle_id": subject.id if isinstance(subject, Principle) else None,
            "search": subject.stored() if isinstance(subject, SavedSearch) else None,
            "webhook_id": self.webhook.id if self.webhook else None,
        }


def is_change(subscription: Subscription) -> bool:
    """Tell whether this waits to change the way in which the address follows the same already."""
    return subscription.target.endswith(ASKED)
