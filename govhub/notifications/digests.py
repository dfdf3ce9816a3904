"""One mail a day or a week about everything that somebody follows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import cast

from sqlalchemy.orm import Session

from govhub.following import queries as following
from govhub.following import telling
from govhub.following.events import DigestDue
from govhub.following.models import Rhythm, Scope, Subscriber, Subscription
from govhub.following.saved_search import SavedSearch
from govhub.kernel.events import Event
from govhub.notifications import queries, wording
from govhub.notifications.happenings import Happening, happenings
from govhub.notifications.mails.followers import Digest
from govhub.notifications.matching import Finder
from govhub.notifications.post import Post
from govhub.platform.outbox import NotNeeded, Parcel
from govhub.search.document import document_of
from govhub.search.thesaurus import ThesaurusSource

MOST_COMPONENTS = 50
"""Components that one mail tells of; the others are counted."""
MOST_SUBJECTS = 5
"""Things followed that the mail names as its reason; the others are counted."""


class DigestMail:
    """Tells what happened since the last time."""

    name = "overzichten"
    events: frozenset[type[Event]] = frozenset({DigestDue})

    def __init__(self, post: Post, thesaurus: ThesaurusSource) -> None:
        """Take what sends the mail, and what words mean: for who follows a search."""
        self._post = post
        self._thesaurus = thesaurus

    def receivers(self, _session: Session, event: Event) -> Iterable[str]:
        """Return the public id of the subscriber."""
        return [event.subject]

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail. Raises NotNeeded when there is nothing to tell or nobody to tell it to."""
        due = cast("DigestDue", parcel.event)
        subscriber = following.subscriber_by_public_id(session, parcel.receiver)
        if subscriber is None:
            raise NotNeeded("the reader stopped")
        rhythm = Rhythm(due.rhythm)
        subscriptions = telling.of_rhythm(session, subscriber, rhythm)
        told = self._told(session, due, subscriptions) if subscriptions else []
        if not told:
            raise NotNeeded("nothing happened to what the reader follows")
        mail = self._mail(subscriber, rhythm, subscriptions, told)
        self._post.send_news(session, parcel, mail, subscriber)

    def _told(
        self, session: Session, due: DigestDue, subscriptions: Sequence[Subscription]
    ) -> list[list[Happening]]:
        """Return what happened, by component; what happened last, first."""
        lines = defaultdict(list)
        for line in queries.news_between(session, due.after, due.until):
            lines[line.component_id].append(line)
        told = []
        for of_component in lines.values():
            wanted = [
                each
                for each in happenings(session, of_component)
                if _was_told_before(each, due) and self._is_wanted(each, subscriptions)
            ]
            if wanted:
                told.append(wanted)
        return sorted(told, key=lambda happened: -happened[-1].line.number)

    def _is_wanted(self, happening: Happening, subscriptions: Sequence[Subscription]) -> bool:
        """Tell whether a subscription is about this, and was there when it happened."""
        since = [
            each
            for each in subscriptions
            if each.confirmed_at is not None and each.confirmed_at <= happening.line.recorded_at
        ]
        found_by = self._found_by(happening, since)
        return any(
            telling.covers(each, happening.component, happening.news, found_by) for each in since
        )

    def _found_by(self, happening: Happening, subscriptions: Sequence[Subscription]) -> set[int]:
        searches = {
            each.id: SavedSearch.load(each.search)
            for each in subscriptions
            if each.scope is Scope.SEARCH and each.search
        }
        if not searches:
            return set()
        document = document_of(happening.component)
        finder = Finder(document, self._thesaurus(), happening.statuses)
        return {number for number, search in searches.items() if finder.by(search)}

    def _mail(
        self,
        subscriber: Subscriber,
        rhythm: Rhythm,
        subscriptions: Sequence[Subscription],
        told: list[list[Happening]],
    ) -> Digest:
        addresses = self._post.addresses
        subjects = tuple(each.subject for each in subscriptions)
        return Digest(
            to=subscriber.email,
            stop_url=self._post.stop_digest_url(subscriber, rhythm),
            manage_url=self._post.manage_url(subscriber),
            number=sum(map(len, told)),
            stories=tuple(wording.story(each, addresses) for each in told[:MOST_COMPONENTS]),
            others=len(told[MOST_COMPONENTS:]),
            changes_url=addresses.changes(),
            rhythm=rhythm,
            subjects=subjects[:MOST_SUBJECTS],
            other_subjects=len(subjects[MOST_SUBJECTS:]),
        )


def _was_told_before(happening: Happening, due: DigestDue) -> bool:
    """Tell whether somebody can have heard of what is withdrawn: not within the same period."""
    about = happening.line.about
    return not happening.is_withdrawal or (about is not None and about <= due.after)
