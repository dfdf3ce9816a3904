"""Lines of the ledger as feeds: of everything, of a part of it, and of one component."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from govhub.accounts.models import Organisation
from govhub.catalogue.ledger.models import LedgerLine, LineKind
from govhub.catalogue.models import Component
from govhub.guidance.models import Principle
from govhub.platform.language import gettext as _
from govhub.platform.language import long_date
from govhub.web.atom import Entry, Feed, Label
from govhub.web.changes.asked import Asked
from govhub.web.changes.sentence import filters


@dataclass(frozen=True, kw_only=True)
class FeedMaker:
    """Makes feeds of changes; ``absolute`` makes a full address of a path."""

    absolute: Callable[[str], str]
    lines: Sequence[LedgerLine]
    """What the feed tells, the line that was written last first."""
    corrections: Mapping[int, LedgerLine]
    """Number of a line → the line that corrected it."""

    def of_catalogue(self, asked: Asked) -> Feed:
        """Return the feed of all components, or of those that are asked for."""
        self_url = self.absolute(asked.feed_url)
        title = _("Statuswijzigingen")
        chosen = ", ".join(each.label for each in filters(asked))
        return self._feed(
            id=uuid.uuid5(uuid.NAMESPACE_URL, self_url).urn,
            title=f"{title}: {chosen} - GovHub" if chosen else f"{title} - GovHub",
            self_url=self_url,
            page_url=self.absolute(asked.url()),
        )

    def of_component(self, component: Component) -> Feed:
        """Return the feed of one component; it keeps its id when the component gets a new name."""
        return self._feed(
            id=component.public_id.urn,
            title=_("Statuswijzigingen van %(name)s - GovHub") % {"name": component.name},
            self_url=self.absolute(url_for("changes.component_feed", slug=component.slug)),
            page_url=self._page_of(component),
        )

    def of_organisation(self, organisation: Organisation) -> Feed:
        """Return the feed of the components of an organisation."""
        self_url = self.absolute(url_for("changes.organisation_feed", slug=organisation.slug))
        return self._feed(
            id=uuid.uuid5(uuid.NAMESPACE_URL, self_url).urn,
            title=_("Statuswijzigingen bij %(name)s - GovHub") % {"name": organisation.name},
            self_url=self_url,
            page_url=self.absolute(url_for("organisations.show", slug=organisation.slug)),
        )

    def of_principle(self, principle: Principle) -> Feed:
        """Return the feed of the components that serve a principle."""
        self_url = self.absolute(url_for("changes.principle_feed", key=principle.key))
        return self._feed(
            id=uuid.uuid5(uuid.NAMESPACE_URL, self_url).urn,
            title=_("Statuswijzigingen bij ‘%(name)s’ - GovHub") % {"name": principle.title},
            self_url=self_url,
            page_url=self.absolute(url_for("principles.show", key=principle.key)),
        )

    def _feed(self, **about: str) -> Feed:
        return Feed(
            **about,
            entries=tuple(map(self._entry, self.lines)),
            changed_at=max(
                (
                    max(line.recorded_at, line.component.changed_at)
                    for line in (*self.lines, *self.corrections.values())
                ),
                default=None,
            ),
        )

    def _entry(self, line: LedgerLine) -> Entry:
        correction = self.corrections.get(line.number)
        return Entry(
            id=line.key.urn,
            title=_title(line, is_corrected=correction is not None),
            summary=_summary(line),
            updated=correction.recorded_at if correction else line.recorded_at,
            author=line.decided_by,
            url=self._page_of(line.component),
            labels=tuple(self._labels(line)),
            evidence_url=line.evidence_url,
        )

    def _labels(self, line: LedgerLine) -> Sequence[Label]:
        status = Label(line.new.value, str(line.new.label))
        if line.kind is LineKind.CHANGE:
            return (status,)
        scheme = self.absolute(url_for("changes.index"))
        return (status, Label(line.kind.value, str(line.kind.label), scheme))

    def _page_of(self, component: Component) -> str:
        return self.absolute(url_for("catalogue.show", slug=component.slug))


def _title(line: LedgerLine, *, is_corrected: bool) -> str:
    title = _what_happened(line)
    return _("%(title)s (later gecorrigeerd)") % {"title": title} if is_corrected else title


def _what_happened(line: LedgerLine) -> str:
    names = {
        "name": line.component.name,
        "old": line.old.label if line.old else "",
        "new": line.new.label,
        "day": long_date(line.effective_on),
    }
    match line.kind:
        case LineKind.PLAN:
            return _("Aangekondigd: %(name)s gaat per %(day)s naar ‘%(new)s’") % names
        case LineKind.WITHDRAWAL:
            return _("Gaat niet door: %(name)s per %(day)s naar ‘%(new)s’") % names
        case LineKind.CORRECTION:
            return _("Correctie: %(name)s is ‘%(new)s’, niet ‘%(old)s’") % names
        case _ if line.old is None:
            return _("Nieuw: %(name)s (%(new)s)") % names
        case _:
            return _("%(name)s gaat van ‘%(old)s’ naar ‘%(new)s’") % names


def _summary(line: LedgerLine) -> str:
    told = []
    if line.kind is LineKind.PLAN and line.end_date:
        told.append(_("Stopt op %(day)s.") % {"day": long_date(line.end_date)})
    if line.kind is not LineKind.WITHDRAWAL:
        told.append(f"{line.new.answer}. {line.new.meaning}")
    if line.reason:
        told.append(_("Reden: %(reason)s") % {"reason": line.reason})
    return " ".join(told)
