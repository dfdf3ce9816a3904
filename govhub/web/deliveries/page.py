"""What the page about deliveries shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from govhub.notifications.in_words import receivers_in_words, subjects_in_words
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.platform.outbox import Delivery
from govhub.web.deliveries import reasons

_SUBSCRIBERS = {
    "inloglink": _l("Mail om in te loggen"),
    "inloggen-gewijzigd": _l("Mail dat er iets veranderde aan het inloggen"),
    "afscheid": _l("Mail dat een account is verwijderd"),
    "volgverzoek": _l("Mail om een volgverzoek te bevestigen"),
    "volgers": _l("Mail aan volgers"),
    "redactie": _l("Mail aan de redactie"),
    "aanmelders": _l("Mail aan aanmelders"),
    "overzichten": _l("Mail met een overzicht van de dag of week"),
    "nodig-voor": _l("Mail over een component dat anderen nodig hebben"),
    "status-bevestigen": _l("Mail die vraagt of een status nog klopt"),
    "webhook-eigenaar": _l("Mail over een webhook die is uitgezet"),
    "webhooks": _l("Berichten aan webhooks"),
}
_EVENTS = {
    "catalogue.status_changed": _l("de status veranderde"),
    "catalogue.change_planned": _l("een andere status is aangekondigd"),
    "catalogue.plan_withdrawn": _l("een aankondiging is ingetrokken"),
    "catalogue.confirmation_asked": _l("de vraag of de status nog klopt"),
    "registration.submission_received": _l("er kwam een aanmelding binnen"),
    "registration.review_decided": _l("de redactie besliste over een aanmelding"),
    "registration.status_proposed": _l("er is een andere status voorgesteld"),
    "registration.proposal_decided": _l("de redactie besliste over een voorstel"),
    "accounts.sign_in_requested": _l("iemand wil inloggen"),
    "accounts.sign_in_changed": _l("er veranderde iets aan het inloggen"),
    "accounts.account_deleted": _l("iemand verwijderde het account"),
    "following.follow_requested": _l("iemand wil iets volgen"),
    "following.digest_due": _l("het overzicht van de dag of week"),
    "following.webhook_disabled": _l("een webhook is uitgezet"),
    "following.webhook_tested": _l("een proefbericht"),
    "catalogue.status_confirmed": _l("de status is bevestigd"),
    "catalogue.component_published": _l("een nieuw component"),
    "catalogue.component_changed": _l("de beschrijving veranderde"),
    "catalogue.component_withdrawn": _l("een component is verborgen"),
    "catalogue.component_restored": _l("een component is teruggezet"),
    "catalogue.component_merged": _l("een component is samengevoegd met een ander"),
    "catalogue.hiding_asked": _l("iemand vraagt om een component te verbergen"),
    "catalogue.hiding_refused": _l("een component blijft staan"),
    "following.followers_moved": _l("volgers gingen mee naar een ander component"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One delivery."""

    key: int
    kind: str
    whom: str
    about: str
    since: datetime
    attempts: int
    reason: str
    said: str | None
    next_at: datetime


@dataclass(frozen=True, kw_only=True)
class Group:
    """What was given up of one subscriber."""

    name: str
    label: str
    total: int
    lines: tuple[Line, ...]

    @property
    def more(self) -> int:
        """Return how many are not shown."""
        return self.total - len(self.lines)


def label_of(subscriber: str) -> str:
    """Return what kind of message this subscriber sends."""
    return str(_SUBSCRIBERS.get(subscriber, subscriber))


def lines(session: Session, deliveries: Sequence[Delivery]) -> tuple[Line, ...]:
    """Return the deliveries in words."""
    whom = receivers_in_words(session, {each.receiver for each in deliveries})
    names = subjects_in_words(session, {each.event.subject for each in deliveries})
    return tuple(_line(each, whom, names) for each in deliveries)


def _line(delivery: Delivery, whom: Mapping[str, str], names: Mapping[str, str]) -> Line:
    return Line(
        key=delivery.id,
        kind=label_of(delivery.subscriber),
        whom=whom.get(delivery.receiver, _("een ontvanger die er niet meer is")),
        about=_about(delivery, names),
        since=delivery.event.occurred_at,
        attempts=delivery.attempts,
        reason=reasons.reason(delivery),
        said=reasons.what_was_said(delivery),
        next_at=delivery.due_at,
    )


def _about(delivery: Delivery, names: Mapping[str, str]) -> str:
    event = str(_EVENTS.get(delivery.event.name, delivery.event.name))
    name = names.get(delivery.event.subject)
    return f"{name}: {event}" if name else event[:1].upper() + event[1:]
