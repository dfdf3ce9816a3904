"""What somebody in a role wants to know of a component, and what of it is known.

What nobody filled in is said too: for a jurist, that there is no licence is an answer.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from govhub.accounts.organisations import full_name
from govhub.catalogue.contact import shown_address
from govhub.catalogue.gate import is_without_code
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Maintenance, OrganisationRole
from govhub.guidance.models import Role
from govhub.platform.language import gettext as _
from govhub.platform.language import listed, long_date, ngettext
from govhub.reuse.queries import counts_in
from govhub.web.catalogue.lens.clause import clause
from govhub.web.catalogue.lens.verdicts import VERDICTS
from govhub.web.catalogue.page import Known

OBLIGATORY = "verplicht"
"""Regime of a standard on the list "pas toe of leg uit"."""


@dataclass(frozen=True)
class Said:
    """A piece of an answer; a link when it has an address."""

    text: str
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is known about one question."""

    label: str
    said: tuple[Said, ...] = ()
    if_unknown: str = ""
    """What to do when nothing is known."""


@dataclass(frozen=True, kw_only=True)
class Lens:
    """The answer for one role."""

    role: Role
    verdict: str
    """Whether somebody in this role can go on today, in a sentence."""
    answers: tuple[Answer, ...]
    clause: str | None = None
    """Text that a buyer can take over."""

    @property
    def unknown(self) -> tuple[Answer, ...]:
        """Return the questions without an answer."""
        return tuple(each for each in self.answers if not each.said)


@dataclass(frozen=True)
class _Asked:
    component: Component
    known: Known


def lens(component: Component, known: Known, role: Role) -> Lens:
    """Return what somebody in this role wants to know."""
    asked = _Asked(component, known)
    return Lens(
        role=role,
        verdict=VERDICTS[role].of(component.status),
        answers=tuple(_ANSWERS[role](asked)),
        clause=clause(component) if role is Role.BUYER else None,
    )


# --- what each role asks ---------------------------------------------------------------------


def _developer(asked: _Asked) -> Iterator[Answer]:
    component = asked.component
    if not is_without_code(component.kind, component.repository_url):
        yield _link(
            _("Broncode"),
            component.repository_url,
            _("Vraag de eigenaar of u de broncode kunt inzien."),
        )
    yield _link(
        _("API"), component.api_docs_url, _("Onbekend of er een API is. Kijk in de documentatie.")
    )
    yield _link(_("Documentatie"), component.documentation_url, _("Vraag de eigenaar ernaar."))
    yield Answer(
        label=_("Versie"),
        said=_words(component.software_version),
        if_unknown=_("Kijk in de broncode welke versie de laatste is."),
    )
    yield Answer(
        label=_("Laatste versie verscheen op"),
        said=_day(component.released_on),
        if_unknown=_("Niet te zeggen of er nog aan gewerkt wordt."),
    )
    yield Answer(
        label=_("Platform"),
        said=tuple(map(Said, component.platforms)),
        if_unknown=_("Niet ingevuld."),
    )


def _lawyer(asked: _Asked) -> Iterator[Answer]:
    component = asked.component
    if is_without_code(component.kind, component.repository_url):
        unknown = _("Dit is een dienst zonder broncode. Een licentie is dan niet altijd nodig.")
    else:
        unknown = _("Zonder licentie mag u de broncode niet gebruiken. Vraag de eigenaar ernaar.")
    yield Answer(label=_("Licentie"), said=_words(component.licence), if_unknown=unknown)
    if component.closed_reason:
        yield Answer(label=_("Waarom niet open"), said=_words(component.closed_reason))
    yield Answer(
        label=_("Voorwaarden"),
        said=_words(component.conditions),
        if_unknown=_("Niet ingevuld. Vraag de eigenaar of er voorwaarden zijn."),
    )
    yield Answer(
        label=_("Eigenaar"),
        said=_organisations(component, OrganisationRole.OWNER, OrganisationRole.CO_OWNER),
        if_unknown=_("Onbekend met wie u afspraken maakt."),
    )
    yield Answer(
        label=_("Persoonsgegevens"),
        said=_standards(component, "avg"),
        if_unknown=_(
            "Niet bekend of en hoe het persoonsgegevens verwerkt. Vraag de eigenaar om de DPIA."
        ),
    )
    yield from _missing(component)


def _buyer(asked: _Asked) -> Iterator[Answer]:
    component = asked.component
    yield Answer(
        label=_("Leverancier"),
        said=_organisations(component, OrganisationRole.SUPPLIER),
        if_unknown=_("Geen leverancier bekend. De eigenaar weet wie het kan leveren."),
    )
    yield _maintenance(component)
    yield Answer(
        label=_("Licentie"),
        said=_words(component.licence),
        if_unknown=_("Niet bekend. Vraag ernaar voordat u iets eist."),
    )
    if component.closed_reason:
        yield Answer(label=_("Waarom niet open"), said=_words(component.closed_reason))
    yield Answer(
        label=_("Voorwaarden"), said=_words(component.conditions), if_unknown=_("Niet ingevuld.")
    )
    yield Answer(
        label=_("Standaarden"),
        said=_standards(component),
        if_unknown=_("Niet bekend aan welke standaarden het voldoet."),
    )


def _project_lead(asked: _Asked) -> Iterator[Answer]:
    component = asked.component
    yield _used_by(asked)
    yield Answer(
        label=_("Eerstvolgende wijziging"),
        said=_coming(asked),
        if_unknown=_("Er is geen wijziging van de status aangekondigd."),
    )
    address = shown_address(component)
    yield Answer(
        label=_("Vragen stellen aan"),
        said=(Said(address, f"mailto:{address}"),) if address else (),
        if_unknown=_("Geen adres bekend. Zoek het bij de eigenaar."),
    )
    yield _link(_("Documentatie"), component.documentation_url, _("Vraag de eigenaar ernaar."))
    yield _link(_("Roadmap"), component.roadmap_url, _("Geen roadmap bekend."))


def _cxo(asked: _Asked) -> Iterator[Answer]:
    component = asked.component
    yield _used_by(asked)
    yield Answer(
        label=_("Wie erachter staat"),
        said=_organisations(
            component, OrganisationRole.OWNER, OrganisationRole.CO_OWNER, OrganisationRole.FUNDER
        ),
        if_unknown=_("Onbekend."),
    )
    yield _maintenance(component)
    yield Answer(
        label=_("Werkt nog tot"),
        said=_day(component.end_date or _announced_end(asked)),
        if_unknown=_("Er is geen einddatum bekend."),
    )
    yield Answer(
        label=_("Status voor het laatst bevestigd op"),
        said=_day(component.confirmed_on),
        if_unknown=_("De eigenaar heeft de status nog niet bevestigd."),
    )


def _policy_maker(asked: _Asked) -> Iterator[Answer]:
    component = asked.component
    obligatory = [each for each in component.standards if each.regime == OBLIGATORY]
    yield Answer(
        label=_("Verplichte standaarden die het volgt"),
        said=tuple(Said(each.name, each.uri) for each in obligatory),
        if_unknown=_("Geen standaard van de lijst ‘pas toe of leg uit’ ingevuld."),
    )
    yield Answer(
        label=_("Andere standaarden"),
        said=tuple(
            Said(each.name, each.uri) for each in component.standards if each not in obligatory
        ),
        if_unknown=_("Niet ingevuld."),
    )
    yield Answer(
        label=_("Richtlijnen waar het bij helpt"),
        said=tuple(
            Said(link.principle.title, url_for("principles.show", key=link.principle.key))
            for link in sorted(component.principle_links, key=lambda each: each.principle.number)
        ),
        if_unknown=_("Nog aan geen richtlijn gekoppeld."),
    )
    yield _used_by(asked)
    yield from _missing(component)


_ANSWERS: Mapping[Role, Callable[[_Asked], Iterator[Answer]]] = {
    Role.DEVELOPER: _developer,
    Role.LAWYER: _lawyer,
    Role.BUYER: _buyer,
    Role.PROJECT_LEAD: _project_lead,
    Role.CXO: _cxo,
    Role.POLICY_MAKER: _policy_maker,
}


# --- pieces ----------------------------------------------------------------------------------


def _words(text: str | None) -> tuple[Said, ...]:
    return (Said(str(text)),) if text else ()


def _day(day: date | None) -> tuple[Said, ...]:
    return (Said(long_date(day)),) if day else ()


def _link(label: str, url: str | None, if_unknown: str) -> Answer:
    said = (Said(url.removeprefix("https://").rstrip("/"), url),) if url else ()
    return Answer(label=label, said=said, if_unknown=if_unknown)


def _organisations(component: Component, *roles: OrganisationRole) -> tuple[Said, ...]:
    return tuple(
        Said(
            full_name(link.organisation),
            url_for("organisations.show", slug=link.organisation.slug),
        )
        for role in roles
        for link in component.roles
        if link.role is role
    )


def _standards(component: Component, key: str | None = None) -> tuple[Said, ...]:
    return tuple(
        Said(each.name, each.uri) for each in component.standards if key in (None, each.key)
    )


def _maintenance(component: Component) -> Answer:
    kept = component.maintenance
    said = _words(kept.label if kept else None)
    if kept is Maintenance.CONTRACT:
        said += _organisations(component, OrganisationRole.SUPPLIER)
    return Answer(label=_("Onderhoud"), said=said, if_unknown=_("Niet bekend wie het onderhoudt."))


def _used_by(asked: _Asked) -> Answer:
    number = counts_in(asked.known.uses)
    page = url_for("reuse.of_component", slug=asked.component.slug)
    said = tuple(
        Said(text % {"num": count}, page)
        for count, text in (
            (
                number.production,
                ngettext(
                    "%(num)s organisatie in productie",
                    "%(num)s organisaties in productie",
                    number.production,
                ),
            ),
            (
                number.pilot,
                ngettext(
                    "%(num)s organisatie in een pilot",
                    "%(num)s organisaties in een pilot",
                    number.pilot,
                ),
            ),
            (
                number.exploring,
                ngettext(
                    "%(num)s organisatie verkent het",
                    "%(num)s organisaties verkennen het",
                    number.exploring,
                ),
            ),
        )
        if count
    )
    return Answer(
        label=_("Gebruik"),
        said=said,
        if_unknown=_("Nog geen organisatie heeft hier bevestigd dat zij het gebruikt."),
    )


def _coming(asked: _Asked) -> tuple[Said, ...]:
    plans: Sequence[Said] = [
        Said(
            _("%(status)s per %(day)s")
            % {"status": plan.new.label, "day": long_date(plan.effective_on)}
        )
        for plan in sorted(asked.known.plans, key=lambda each: each.effective_on)
    ]
    return tuple(plans[:1])


def _announced_end(asked: _Asked) -> date | None:
    """Return the first day on which it stops, as far as that was announced."""
    days = [
        plan.effective_on if plan.new is Status.ENDED else plan.end_date
        for plan in asked.known.plans
        if plan.new in {Status.PHASING_OUT, Status.ENDED}
    ]
    return min(filter(None, days), default=None)


def _missing(component: Component) -> Iterator[Answer]:
    """Give what a reader in any role will miss, as one answer."""
    known = {
        _("licentie"): component.licence or component.closed_reason or component.conditions,
        _("documentatie"): component.documentation_url,
        _("contactadres"): shown_address(component),
        _("onderhoud"): component.maintenance,
        _("standaarden"): component.standard_links,
    }
    missing = [name for name, value in known.items() if not value]
    yield Answer(
        label=_("Wat nog ontbreekt"),
        said=_words(listed(missing) if missing else _("Niets van wat wij vragen.")),
    )
