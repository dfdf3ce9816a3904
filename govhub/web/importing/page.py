"""What was read of a publiccode.yml, as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from govhub.catalogue.facts import facts_of
from govhub.catalogue.interchange.publiccode.keeping import unknown_keys
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.platform.language import gettext as _
from govhub.registration import fact_words
from govhub.registration.importing import reading
from govhub.registration.importing.choosing import Choice, choices
from govhub.registration.importing.reading import Reading, Source
from govhub.registration.service import FIRST_STATUSES
from govhub.web.publiccode.page import CheckedPage, checked_page

_LONGEST_SHOWN = 300
"""Characters of a fact; the form shows it whole."""


@dataclass(frozen=True, kw_only=True)
class Present:
    """A component with the same repository or file."""

    name: str
    owner: str
    where: str
    """Sentence: in the catalogue, or still a registration."""
    url: str
    update_url: str | None
    """Where who keeps it brings in a newer file."""


@dataclass(frozen=True, kw_only=True)
class ChoosePage:
    """A draft that was just brought in."""

    name: str
    slug: str
    version: int
    checked: CheckedPage | None
    """None when the text is not kept any more."""
    choices: Sequence[Choice]
    facts: Sequence[tuple[str, str]]
    notes: Sequence[str]
    kept_keys: Sequence[str]
    url: str | None

    @property
    def errors(self) -> int:
        """Return how many things are wrong in the file."""
        return sum(each.is_error for each in self.checked.findings) if self.checked else 0


def choose_page(session: Session, component: Component) -> ChoosePage:
    """Return what was read and found of a draft."""
    text = component.publiccode_text
    read = (
        reading.read(session, Source(text=text, url=component.publiccode_url))
        if text
        else reading.of(session, component)
    )
    return ChoosePage(
        name=component.name,
        slug=component.slug,
        version=component.version,
        checked=checked_page(text) if text else None,
        choices=choices(session, component),
        facts=_facts(session, component, read),
        notes=tuple(notes(read)),
        kept_keys=tuple(unknown_keys(read.prefill.unknown)),
        url=component.publiccode_url,
    )


def next_step(component: Component) -> str:
    """Return where the rest is filled in."""
    return url_for("registration.step", slug=component.slug, step="wat")


def notes(read: Reading) -> list[str]:
    """Return what a person should know of what was taken over."""
    found = []
    said, facts = read.prefill.facts, read.taken.facts
    if "purposes" in read.taken.cut:
        found.append(
            _(
                "Het bestand noemt %(number)s mogelijkheden. De eerste %(taken)s staan nu bij "
                "“Waarvoor gebruiken mensen het?”. De andere blijven in het bestand bewaard."
            )
            % {"number": len(said.features), "taken": len(facts.purposes)}
        )
    cut = [name for name in read.taken.cut if name != "purposes"]
    found += [
        _("%(label)s past niet helemaal. Maak de tekst korter.")
        % {"label": fact_words.LABELS[name]}
        for name in cut
    ]
    if said.owner and said.owner.name and facts.owner_slug is None:
        found.append(
            _(
                "De organisatie “%(name)s” kennen we niet onder die naam. Kies de eigenaar in "
                "het formulier."
            )
            % {"name": said.owner.name}
        )
    found += _of_status(read.taken.status)
    if facts.contact_email:
        found.append(
            _(
                "Het e-mailadres %(email)s tonen we pas als wie het leest, dat goed vindt. Is het "
                "van een persoon? Kies dan liever een gedeeld postvak."
            )
            % {"email": facts.contact_email}
        )
    if read.prefill.is_whole:
        return found
    return [
        *found,
        _("Het bestand is geen geldige YAML. We lazen wat er te lezen was. Kijk alles goed na."),
    ]


def _of_status(status: Status | None) -> list[str]:
    if status is None:
        return []
    if status in FIRST_STATUSES:
        return [
            _(
                "Volgens het bestand is de status “%(status)s”. Klopt dat vandaag? U kunt een "
                "andere kiezen."
            )
            % {"status": status.label}
        ]
    return [
        _(
            "Volgens het bestand is de status “%(status)s”. Daar kan een aanmelding niet mee "
            "beginnen. Kies een andere, of meld het niet aan."
        )
        % {"status": status.label}
    ]


def _facts(session: Session, component: Component, read: Reading) -> list[tuple[str, str]]:
    facts = facts_of(component)
    names = [*read.taken.said]
    if facts.repository_url and "repository_url" not in names:
        names.append("repository_url")
    rows = ((name, fact_words.text(session, facts, name)) for name in fact_words.LABELS)
    return [
        (str(fact_words.LABELS[name]), _short(text))
        for name, text in rows
        if name in names and text
    ]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN].rstrip()}…"
