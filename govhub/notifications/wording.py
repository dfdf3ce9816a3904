"""From a happening to the words of a mail."""

from sqlalchemy.orm import Session

from govhub.catalogue import queries as catalogue
from govhub.catalogue.changing import ENDINGS
from govhub.catalogue.ledger.models import LedgerLine, LineKind
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.notifications import phrases
from govhub.notifications.addresses import Addresses
from govhub.notifications.happenings import Happening
from govhub.notifications.mails.base import Link
from govhub.notifications.mails.followers import Decision, Story, Told
from govhub.platform.language import gettext as _
from govhub.platform.language import long_date


def link_to(component: Component, addresses: Addresses) -> Link:
    """Return the name of a component and where it is shown."""
    return Link(component.name, addresses.component(component.slug))


def decision(session: Session, happening: Happening, addresses: Addresses) -> Decision:
    """Return what was decided, with what may come instead."""
    line = happening.line
    return Decision(
        answer=line.new.answer,
        meaning=line.new.meaning,
        decided_by=line.decided_by,
        reason=line.reason,
        evidence_url=line.evidence_url,
        end_date=line.end_date if line.new is Status.PHASING_OUT else None,
        successors=_successors(session, happening, addresses),
    )


def story(happenings: list[Happening], addresses: Addresses) -> Story:
    """Return what happened to one component."""
    component = happenings[0].component
    return Story(
        component=link_to(component, addresses),
        told=tuple(
            Told(
                sentence=_sentence(each.line),
                decided_by=each.line.decided_by,
                reason=each.line.reason,
            )
            for each in happenings
        ),
        now=component.status.label,
        answer=component.status.answer,
    )


def _successors(session: Session, happening: Happening, addresses: Addresses) -> tuple[Link, ...]:
    if happening.line.new not in ENDINGS or happening.is_withdrawal:
        return ()
    found = [*catalogue.successors(session, happening.component)]
    announced = happening.plan.successor if happening.plan else None
    if announced and announced.is_public and announced not in found:
        found.append(announced)
    return tuple(link_to(each, addresses) for each in found)


def _sentence(line: LedgerLine) -> str:
    match line.kind:
        case LineKind.PLAN:
            return _capital(phrases.will_be(line.new, line.effective_on))
        case LineKind.WITHDRAWAL:
            return _capital(phrases.will_not_be(line.new, line.effective_on))
        case _ if line.old is None:
            return _("Nieuw in de catalogus, met de status ‘%(new)s’") % {"new": line.new.label}
        case _:
            said = _("Van ‘%(old)s’ naar ‘%(new)s’, sinds %(day)s")
            names = {"old": line.old.label, "new": line.new.label}
            return said % {**names, "day": long_date(line.effective_on)}


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
