"""The log in words: who did what, to what. No names and no addresses of people."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from govhub.accounts.models import UserRole
from govhub.kernel.pagination import Pages
from govhub.platform import audit
from govhub.platform.audit import AuditEntry
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.registration.fact_words import LABELS
from govhub.web.audit.asked import ACTORS, Asked

_ACTIONS = {
    "passkey-toegevoegd": _l("passkey gemaakt"),
    "app-toegevoegd": _l("authenticator-app gekoppeld"),
    "app-verwijderd": _l("authenticator-app losgekoppeld"),
    "herstelcodes-gemaakt": _l("nieuwe herstelcodes gemaakt"),
    "herstelcode-gebruikt": _l("ingelogd met een herstelcode"),
    "organisatie-gekoppeld": _l("voor het eerst ingelogd via de organisatie"),
    "tweede-stap-gewist": _l("tweede stap gewist"),
    "gegevens-gedownload": _l("eigen gegevens opgehaald"),
    "account-verwijderd": _l("eigen account verwijderd"),
    "lid-verwijderd": _l("lid verwijderd"),
    "overdragen-gevraagd": _l("overdracht gevraagd"),
    "overdragen-gedaan": _l("overgedragen"),
    "overdragen-geweigerd": _l("overdracht geweigerd"),
    "overdragen-ingetrokken": _l("overdracht ingetrokken"),
    "overnemen-gevraagd": _l("overname gevraagd"),
    "overnemen-gedaan": _l("overgenomen"),
    "overnemen-geweigerd": _l("overname geweigerd"),
    "overnemen-ingetrokken": _l("overname ingetrokken"),
    "aanmelding-wijziging-gevraagd": _l("wijziging van een aanmelding gevraagd"),
    "zaak-opgepakt": _l("beoordeling opgepakt"),
    "zaak-overgenomen": _l("beoordeling overgenomen van een ander"),
    "zaak-losgelaten": _l("beoordeling losgelaten"),
    "actie-gekoppeld": _l("actie van de richtlijnen gekoppeld"),
    "actie-geen-component": _l("actie van de richtlijnen is geen component"),
    "actie-overgenomen": _l("overgenomen uit het actieregister"),
    "actie-gelaten": _l("niet overgenomen uit het actieregister"),
    "relatie-gelegd": _l("gezegd hoe het bij een ander component hoort"),
    "relatie-uitgelegd": _l("toelichting bij een relatie gewijzigd"),
    "relatie-verwijderd": _l("relatie met een ander component verwijderd"),
    "component-verborgen": _l("verborgen"),
    "component-teruggezet": _l("teruggezet in de catalogus"),
    "verbergen-gevraagd": _l("gevraagd om te verbergen"),
    "component-samengevoegd": _l("samengevoegd met een ander"),
    "verbergen-geweigerd": _l("niet verborgen, al was het gevraagd"),
}
"""What the word for an action does not say by itself."""
_ACTORS = {
    UserRole.SUBMITTER.value: _l("Aanmelder"),
    UserRole.EDITOR.value: _l("Redacteur"),
    UserRole.ADMINISTRATOR.value: _l("Beheerder"),
    audit.OPERATOR: _l("Iemand op de server"),
    audit.BY_ITSELF: _l("GovHub zelf"),
}
_KINDS = {
    "gebruiker": _l("account"),
    "component": _l("component"),
    "organisatie": _l("organisatie"),
    "hergebruik": _l("hergebruik"),
    "actie": _l("actie van de richtlijnen"),
}
_FACTS = "velden"
"""Name of the detail that lists facts of a component."""
_SHORT = 8
"""Characters of a public id: enough to tell two people apart."""


@dataclass(frozen=True)
class Named:
    """Something that an entry is about, and where it is shown."""

    name: str
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry, as the page shows it."""

    number: int
    at: datetime
    who: str
    action: str
    subject: Named
    all_of_subject: str
    """Where everything about the same thing is."""
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Option:
    """A value of a field."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class LogPage:
    """What the page shows."""

    lines: Sequence[Line]
    pages: Pages
    asked: Asked
    actions: Sequence[Option]

    @property
    def actors(self) -> Sequence[Option]:
        """Return what can be chosen for who did something."""
        return [Option(value, str(_ACTORS[value])) for value in ACTORS]

    @property
    def subjects(self) -> Sequence[Option]:
        """Return what can be chosen for what it was done to, also the one thing that was asked."""
        kinds = [Option(value, str(label)) for value, label in _KINDS.items()]
        asked = self.asked.subject
        if asked is None or asked in _KINDS:
            return kinds
        return [*kinds, Option(asked, in_short(asked))]

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what could not be used of the address."""
        if not self.pages.is_moved:
            return self.asked.notices
        return (*self.asked.notices, _("Deze pagina bestaat niet. U ziet de dichtstbijzijnde."))

    def page_url(self, number: int) -> str:
        """Return the address of a page of the list."""
        asked: dict[str, Any] = dict(self.asked.parameters)
        return url_for("audit.index", **asked, pagina=number if number > 1 else None)


def action_options(actions: Iterable[str]) -> Sequence[Option]:
    """Return what can be chosen for what was done."""
    return [Option(each, _begin(words_for(each))) for each in actions]


def words_for(action: str) -> str:
    """Return what was done, in words."""
    return str(_ACTIONS.get(action) or action.replace("-", " "))


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]


def lines(
    entries: Iterable[AuditEntry],
    roles: Mapping[str, UserRole],
    named: Callable[[str, str], Named | None],
) -> Sequence[Line]:
    """Put the entries in words; ``named`` finds what a kind and a public id are."""
    return [
        Line(
            number=each.number,
            at=each.at,
            who=_who(each.actor, roles),
            action=_begin(words_for(each.action)),
            subject=_subject(each, named),
            all_of_subject=url_for("audit.index", waarover=each.subject),
            details=tuple(
                (name, _value(_in_words(name, value)))
                for name, value in sorted(each.details.items())
            ),
        )
        for each in entries
    ]


def public_ids(texts: Iterable[str]) -> list[uuid.UUID]:
    """Return the public ids among these."""
    found = set()
    for text in texts:
        try:
            found.add(uuid.UUID(text))
        except ValueError:
            continue
    return sorted(found)


def _who(actor: str, roles: Mapping[str, UserRole]) -> str:
    role = roles.get(actor)
    if role is None:
        return str(_ACTORS.get(actor) or actor[:_SHORT])
    return f"{_ACTORS[role.value]} {actor[:_SHORT]}"


def _subject(entry: AuditEntry, named: Callable[[str, str], Named | None]) -> Named:
    kind, _colon, key = entry.subject.partition(":")
    if kind == "gebruiker" and key == entry.actor:
        return Named(_("eigen account"))
    return named(kind, key) or Named(in_short(entry.subject))


def in_short(subject: str) -> str:
    """Return what kind of thing this is, and which."""
    kind, _colon, key = subject.partition(":")
    return f"{_KINDS.get(kind) or kind} {key[:_SHORT]}".strip()


def _in_words(name: str, value: Any) -> Any:
    """Return what people call the facts of a component."""
    is_of_facts = name == _FACTS and isinstance(value, list)
    return [str(LABELS.get(each, each)) for each in value] if is_of_facts else value


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if value is None:
        return "–"
    return str(value)[:_SHORT] if public_ids([str(value)]) else str(value)
