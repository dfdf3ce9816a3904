"""The form with everything that is said about a component, and its parts.

Every field is defined once, here. A part (``asks``) is the same form with fewer fields: what it
does not ask stays as it was.
"""

import dataclasses
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField

from govhub.accounts.names import Name
from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.gate import Missing
from govhub.catalogue.models import Category, Component, Standard
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind, Maintenance
from govhub.guidance.models import Principle
from govhub.guidance.queries import SHARING
from govhub.guidance.text.headings import Heading
from govhub.platform import markdown
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.registration import validation
from govhub.registration.draft_facts import DraftFacts
from govhub.registration.service import FIRST_STATUSES
from govhub.web.organisation_picker import OrganisationField
from govhub.web.registration import fields, reading, wording
from govhub.web.registration.fields import AskedFor
from govhub.web.registration.principle_details import PrincipleDetailsField

MOST_PURPOSES = 6
MOST_KEYWORDS = 20
PICKS = {"picked_purposes": "purposes", "picked_keywords": "keywords"}
"""Boxes with suggestions, and the field to which they add a line."""
_NEEDED_FOR_AVAILABLE = _l("Nodig voor de status Beschikbaar.")
_FIELD_OF_FACT = {"category_keys": "category"}
"""Where a fact is filled in, when the field has another name."""
_ALWAYS = ("form_id", "version", "csrf_token")
_Word = TypeVar("_Word", Kind, Maintenance, Status)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What there is to choose from."""

    categories: Sequence[Category] = ()
    organisations: Sequence[Name] = ()
    standards: Sequence[Standard] = ()
    principles: Sequence[Principle] = ()
    headings: Mapping[str, Sequence[Heading]] = dataclasses.field(default_factory=dict)
    """By the key of a principle: the parts of its text."""


class ComponentForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """All facts, in the order of the steps. Only the name is needed to keep a draft."""

    form_id = HiddenField()
    """Of this form alone: a second submit of it is recognised."""
    version = HiddenField()
    """What the form started from."""

    name = fields.line(
        _l("Naam"), fields.filled_in(_l("Vul de naam van het component in.")), longest=150
    )
    kind = fields.select(_l("Soort"), AskedFor(), hint=_l("Wat voor iets is het?"))
    repository_url = fields.web_address(
        _l("Broncode"),
        _l("Adres van de repository. Voor de status Beschikbaar is dit of een website nodig."),
    )
    summary = fields.line(
        _l("Korte omschrijving"),
        AskedFor(),
        longest=150,
        hint=_l("Wat is het en wat doet het? Een zin van hoogstens 150 tekens."),
    )
    category = fields.select(
        _l("Categorie"), AskedFor(), hint=_l("Waar gaat het vooral over? Kies wat het best past.")
    )
    other_categories = fields.checkboxes(
        _l("Andere categorieën"), hint=_l("Waar hoort het nog meer bij?")
    )

    purposes = fields.text(
        _l("Waarvoor gebruiken mensen het?"),
        AskedFor(),
        fields.no_more_lines(MOST_PURPOSES, longest=150),
        longest=1200,
        hint=_l(
            "Schrijf 3 tot 6 korte regels, in de woorden van wie zoekt. "
            "Bijvoorbeeld: inwoners laten inloggen."
        ),
    )
    picked_purposes = fields.picks(
        _l("Geldt dit ook voor uw component?"),
        _l("Dit schreven anderen bij iets dat erop lijkt. Kies wat klopt en pas het daarna aan."),
    )
    keywords = fields.text(
        _l("Trefwoorden"),
        fields.no_more_lines(MOST_KEYWORDS, longest=60),
        longest=1500,
        hint=_l(
            "Woorden en afkortingen waarop mensen zoeken. Zet elk trefwoord op een eigen regel."
        ),
    )
    picked_keywords = fields.picks(
        _l("Zoeken mensen hier ook op?"),
        _l("Kies alleen woorden die echt bij uw component horen."),
    )
    aliases = fields.text(
        _l("Andere namen"),
        fields.no_more_lines(20, longest=150),
        longest=3000,
        hint=_l(
            "Vroegere namen, afkortingen of bijnamen waaronder mensen het kennen. "
            "Zet elke naam op een eigen regel."
        ),
    )
    description = fields.text(
        _l("Beschrijving"),
        longest=markdown.MAX_LENGTH,
        hint=_l(
            "Vertel meer: wat kan het, wat niet, en hoe begint iemand ermee? "
            "U kunt Markdown gebruiken: **vet**, lijstjes met - en [links](https://voorbeeld.nl)."
        ),
    )

    owner_slug = OrganisationField(
        _l("Organisatie die eigenaar is"),
        [AskedFor()],
        description=_l(
            "Typ een deel van de naam. Staat uw organisatie er niet bij? Bewaar uw klad en vraag "
            "het aan de redactie."
        ),
    )
    contact_email = fields.line(
        _l("E-mailadres voor vragen"),
        AskedFor(),
        fields.is_mailbox,
        longest=254,
        hint=_l(
            "Gebruik een gedeeld postvak, geen naam. We tonen het pas als iemand die het leest, "
            "heeft bevestigd dat het mag."
        ),
    )

    status = RadioField(
        _l("Status"),
        description=_l("Mag iemand het nu gebruiken? Kies wat vandaag klopt."),
        validate_choice=False,
        validators=[AskedFor(), fields.is_a_choice],
    )
    conditions = fields.text(
        _l("Voorwaarden"),
        longest=2000,
        hint=_l("Wat geldt er voor wie het wil gebruiken? Bijvoorbeeld een aansluitovereenkomst."),
    )
    licence = fields.line(
        _l("Licentie"),
        fields.is_licence,
        longest=fields.LONGEST_LICENCE,
        hint=_l(
            "De code van SPDX, bijvoorbeeld EUPL-1.2. Nodig voor de status Beschikbaar. "
            "Is de broncode niet open? Leg dat dan hieronder uit."
        ),
    )
    closed_reason = fields.text(_l("Waarom is de broncode niet open?"), longest=1000)

    website_url = fields.web_address(_l("Website"))
    documentation_url = fields.web_address(_l("Documentatie"), _NEEDED_FOR_AVAILABLE)
    api_docs_url = fields.web_address(_l("API-documentatie"))
    demo_url = fields.web_address(_l("Demo"))
    roadmap_url = fields.web_address(_l("Roadmap"))
    maintenance = fields.select(_l("Onderhoud"), hint=_l("Wie houdt het bij?"))
    software_version = fields.line(
        _l("Versie"), longest=40, hint=_l("De laatste versie, bijvoorbeeld 2.4.1.")
    )
    released_on = fields.line(
        _l("Datum van deze versie"),
        fields.is_day,
        longest=40,
        hint=_l("Dag, maand en jaar, bijvoorbeeld 31-12-2026."),
    )

    standard_keys = fields.checkboxes(
        _l("Standaarden"), hint=_l("Aan welke standaarden voldoet het?")
    )
    principle_keys = fields.checkboxes(
        _l("NeRDS-richtlijnen"),
        hint=_l("Bij welke richtlijnen helpt dit component? Leg er in een zin bij uit hoe."),
    )
    principle_details = PrincipleDetailsField(_l("Hoe het bij een richtlijn helpt"))
    platforms = fields.checkboxes(_l("Platforms"), hint=_l("Waarop werkt het?"))
    other_platforms = fields.text(
        _l("Andere platforms"),
        fields.no_more_lines(10, longest=60),
        longest=700,
        hint=_l("Zet elk platform op een eigen regel."),
    )
    languages = fields.checkboxes(_l("Talen"), hint=_l("In welke talen kan iemand het gebruiken?"))
    other_languages = fields.text(
        _l("Andere talen"),
        fields.are_languages,
        longest=1000,
        hint=_l("De naam of de code, bijvoorbeeld Spaans of es. Zet elke taal op een eigen regel."),
    )

    known = Facts(name="")
    """What stays as it is when the form does not ask for it."""

    @classmethod
    def blank(cls, choices: Choices, asks: Collection[str] | None = None) -> Self:
        """Return the form, or the part of it that asks this, for something new."""
        form = cls(
            data={
                "form_id": str(uuid.uuid4()),
                "kind": Kind.SOFTWARE.value,
                "status": Status.CONCEPT.value,
                "principle_keys": [SHARING],
            }
        )
        form.known = Facts(name="", principle_keys=(SHARING,))
        form._ask(asks)
        form._offer(choices)
        return form

    @classmethod
    def of(
        cls,
        component: Component,
        choices: Choices,
        facts: Facts | None = None,
        asks: Collection[str] | None = None,
    ) -> Self:
        """Return the form with what is known.

        A public component has its status and its owner elsewhere. ``facts`` when the form starts
        from something else than what is stored, as an edit that waits; ``asks`` for a part of it.
        """
        known = facts or facts_of(component)
        form = cls(data=_written(component, known))
        form.known = known
        if component.is_public:
            form._forget("status", "owner_slug")
        form._ask(asks)
        form._offer(choices)
        form._fit(known)
        return form

    @property
    def facts(self) -> Facts:
        """Return what was filled in, once it was checked; what is not asked is as it was."""
        return reading.facts(self.data, self.known)

    @property
    def draft_facts(self) -> Facts:
        """Return what was filled in; of a draft with the status that was chosen, when asked."""
        facts, chosen = self.facts, self.chosen_status
        if chosen is None or not isinstance(facts, DraftFacts):
            return facts
        return dataclasses.replace(facts, status=chosen)

    @property
    def chosen_status(self) -> Status | None:
        """Return the status that was chosen, when the form asks for it."""
        field = self._fields.get("status")
        return Status(field.data or Status.CONCEPT) if field else None

    @property
    def seen_version(self) -> int:
        """Return the version that the form started from; 0 when it does not say."""
        return fields.number(self.version.data)

    @property
    def own_id(self) -> uuid.UUID:
        """Return the id of this form; a new one when it was damaged on its way."""
        try:
            return uuid.UUID(self.form_id.data)
        except ValueError:
            return uuid.uuid4()

    def show(self, missing: Iterable[Missing]) -> None:
        """Show what is missing at the fields."""
        for each in missing:
            field = self._fields.get(field_of(each))
            errors = self.form_errors if field is None else field.errors
            if field is None:
                errors.append(each.message)
            else:
                field.errors = [*errors, each.message]

    def take_picks(self) -> None:
        """Add the suggestions that were ticked to what was typed."""
        for picks, field in PICKS.items():
            if picks in self._fields:
                self[field].data = reading.with_lines(self[field].data or "", self[picks].data)
                self[picks].data = []

    def suggest(self, field: str, suggestions: Iterable[str]) -> None:
        """Offer lines for a field, save those that it has."""
        picks = next(each for each, target in PICKS.items() if target == field)
        present = {each.casefold() for each in validation.lines(self[field].data or "")}
        self[picks].choices = fields.offered(
            (each, each) for each in suggestions if each.casefold() not in present
        )

    def suggest_principles(self, why: Mapping[str, str]) -> None:
        """Say of principles that are not chosen why they may fit."""
        chosen = self.principle_keys.data or ()
        self.principle_details.likely = {
            key: text for key, text in why.items() if key not in chosen
        }

    def _forget(self, *names: str) -> None:
        for name in names:
            if name in self._fields:
                del self[name]

    def _ask(self, asks: Collection[str] | None) -> None:
        """Leave out what is not asked; only the step that has suggestions asks about them."""
        unasked = PICKS.keys() if asks is None else self._fields.keys() - {*asks, *_ALWAYS}
        self._forget(*unasked)

    def _fit(self, facts: Facts) -> None:
        """Ask in words that fit what the component is."""
        for name, words in wording.fitting(facts).items():
            if name in self._fields:
                field = self._fields[name]
                field.label.text = words.label or field.label.text
                field.description = words.hint

    def _offer(self, choices: Choices) -> None:
        categories = fields.offered((each.key, each.name) for each in choices.categories)
        offered = {
            "kind": _words(Kind),
            "category": [*fields.offered([("", _("Kies een categorie"))]), *categories],
            "other_categories": categories,
            "maintenance": [*fields.offered([("", _("Weet ik niet"))]), *_words(Maintenance)],
            "standard_keys": fields.offered((each.key, each.name) for each in choices.standards),
            "principle_keys": fields.offered(
                (each.key, f"{each.number}. {each.title}") for each in choices.principles
            ),
            "status": _words(FIRST_STATUSES),
            "platforms": fields.offered(reading.PLATFORMS.items()),
            "languages": fields.offered(reading.LANGUAGES.items()),
            "picked_purposes": [],
            "picked_keywords": [],
        }
        for name, values in offered.items():
            if name in self._fields:
                self[name].choices = values
        if "principle_details" in self._fields:
            self.principle_details.headings = choices.headings
        if "owner_slug" in self._fields:
            self.owner_slug.offer(choices.organisations)


def field_of(missing: Missing) -> str:
    """Return the name of the field where something that is missing is filled in."""
    return _FIELD_OF_FACT.get(missing.field, missing.field)


def _written(component: Component, facts: Facts) -> dict[str, Any]:
    return {
        "form_id": str(uuid.uuid4()),
        "version": str(component.version),
        "status": component.status.value,
        **reading.written(facts),
    }


def _words(words: Iterable[_Word]) -> list[Any]:
    return fields.offered((word.value, word.label) for word in words)
