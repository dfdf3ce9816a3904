"""The form with everything that is said about a component."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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
from govhub.platform import markdown
from govhub.platform.email_address import email_address
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.registration import validation
from govhub.registration.completeness import FEWEST_PURPOSES
from govhub.registration.service import FIRST_STATUSES
from govhub.web.organisation_picker import OrganisationField
from govhub.web.registration import fields
from govhub.web.registration.fields import AskedFor

MOST_PURPOSES = 6
_NEEDED_FOR_AVAILABLE = _l("Nodig voor de status Beschikbaar.")
_FIELD_OF_FACT = {"category_keys": "category"}
"""Where a fact is filled in, when the field has another name."""
_Word = TypeVar("_Word", Kind, Maintenance, Status)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What there is to choose from."""

    categories: Sequence[Category]
    organisations: Sequence[Name]
    standards: Sequence[Standard]
    principles: Sequence[Principle]


class ComponentForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """All facts, in the order of the page. Only the name is needed to keep a draft."""

    form_id = HiddenField()
    """Of a new form: a second submit of it is recognised."""
    version = HiddenField()
    """Of an edit: what the form started from."""

    name = fields.line(
        _l("Naam"), fields.filled_in(_l("Vul de naam van het component in.")), longest=150
    )
    summary = fields.line(
        _l("Korte omschrijving"),
        AskedFor(),
        longest=150,
        hint=_l("Wat is het en wat doet het? Een zin van hoogstens 150 tekens."),
    )
    purposes = fields.text(
        _l("Waarvoor gebruiken mensen het?"),
        AskedFor(),
        fields.lines_between(FEWEST_PURPOSES, MOST_PURPOSES, longest=150),
        longest=1200,
        hint=_l(
            "Schrijf 3 tot 6 korte regels, in de woorden van wie zoekt. "
            "Bijvoorbeeld: inwoners laten inloggen."
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

    kind = fields.select(_l("Soort"), AskedFor())
    category = fields.select(
        _l("Categorie"), AskedFor(), hint=_l("Waar gaat het vooral over? Kies wat het best past.")
    )
    other_categories = fields.checkboxes(
        _l("Andere categorieën"), hint=_l("Waar hoort het nog meer bij?")
    )
    keywords = fields.text(
        _l("Trefwoorden"),
        fields.lines_between(0, 20, longest=60),
        longest=1500,
        hint=_l(
            "Woorden en afkortingen waarop mensen zoeken. Zet elk trefwoord op een eigen regel."
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
        hint=_l("Dit adres is voor iedereen te zien. Gebruik een gedeeld postvak, geen naam."),
    )

    status = RadioField(
        _l("Status"),
        description=_l("Mag iemand het nu gebruiken? Kies wat vandaag klopt."),
        validate_choice=False,
        validators=[AskedFor(), fields.is_a_choice],
    )

    repository_url = fields.web_address(
        _l("Broncode"),
        _l("Adres van de repository. Voor de status Beschikbaar is dit of een website nodig."),
    )
    website_url = fields.web_address(_l("Website"))
    documentation_url = fields.web_address(_l("Documentatie"), _NEEDED_FOR_AVAILABLE)
    api_docs_url = fields.web_address(_l("API-documentatie"))
    demo_url = fields.web_address(_l("Demo"))
    roadmap_url = fields.web_address(_l("Roadmap"))

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
    conditions = fields.text(
        _l("Voorwaarden"),
        longest=2000,
        hint=_l("Wat geldt er voor wie het wil gebruiken? Bijvoorbeeld een aansluitovereenkomst."),
    )

    software_version = fields.line(
        _l("Versie"), longest=40, hint=_l("De laatste versie, bijvoorbeeld 2.4.1.")
    )
    released_on = fields.line(
        _l("Datum van deze versie"),
        fields.is_day,
        longest=40,
        hint=_l("Dag, maand en jaar, bijvoorbeeld 31-12-2026."),
    )
    maintenance = fields.select(_l("Onderhoud"), hint=_l("Wie houdt het bij?"))

    standard_keys = fields.checkboxes(
        _l("Standaarden"), hint=_l("Aan welke standaarden voldoet het?")
    )
    principle_keys = fields.checkboxes(
        _l("NeRDS-richtlijnen"), hint=_l("Bij welke richtlijnen helpt dit component?")
    )

    known = Facts(name="")
    """What stays as it is when the form does not ask for it."""

    @classmethod
    def blank(cls, choices: Choices) -> Self:
        """Return the form for something new."""
        usual = [each.key for each in choices.principles if each.key == SHARING]
        form = cls(
            data={
                "form_id": str(uuid.uuid4()),
                "kind": Kind.SOFTWARE.value,
                "status": Status.CONCEPT.value,
                "principle_keys": usual,
            }
        )
        return form._offer(choices)

    @classmethod
    def of(cls, component: Component, choices: Choices, facts: Facts | None = None) -> Self:
        """Return the form with what is known; a public component has its status elsewhere.

        ``facts`` when the form starts from something else than what is stored, as an edit that
        waits.
        """
        form = cls(data=_written(component, facts or facts_of(component)))
        form.known = facts or facts_of(component)
        if component.is_public:
            del form.status
        return form._offer(choices)

    @property
    def facts(self) -> Facts:
        """Return what was filled in, once it was checked."""
        data: dict[str, Any] = self.data
        as_it_is: dict[str, Any] = {
            **{name: data[name] for name in _PLAIN},
            **{name: data[name] or None for name in _NONE_WHEN_EMPTY},
        }
        return replace(
            self.known,
            **as_it_is,
            contact_email=email_address(data["contact_email"]) if data["contact_email"] else None,
            purposes=validation.lines(data["purposes"]),
            keywords=validation.lines(data["keywords"]),
            kind=Kind(data["kind"] or Kind.SOFTWARE),
            licence=validation.spdx(data["licence"]) if data["licence"] else None,
            released_on=fields.day(data["released_on"]),
            maintenance=Maintenance(data["maintenance"]) if data["maintenance"] else None,
            category_keys=_unique(filter(None, [data["category"], *data["other_categories"]])),
            standard_keys=_unique(data["standard_keys"]),
            principle_keys=_unique(data["principle_keys"]),
        )

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

    def _offer(self, choices: Choices) -> Self:
        categories = fields.offered((each.key, each.name) for each in choices.categories)
        self.kind.choices = _words(Kind)
        self.category.choices = [*fields.offered([("", _("Kies een categorie"))]), *categories]
        self.other_categories.choices = categories
        self.owner_slug.offer(choices.organisations)
        self.maintenance.choices = [
            *fields.offered([("", _("Weet ik niet"))]),
            *_words(Maintenance),
        ]
        self.standard_keys.choices = fields.offered(
            (each.key, each.name) for each in choices.standards
        )
        self.principle_keys.choices = fields.offered(
            (each.key, f"{each.number}. {each.title}") for each in choices.principles
        )
        if "status" in self._fields:
            self.status.choices = _words(FIRST_STATUSES)
        return self


_PLAIN = ("name", "summary", "description")
_NONE_WHEN_EMPTY = (
    "repository_url",
    "website_url",
    "documentation_url",
    "api_docs_url",
    "demo_url",
    "roadmap_url",
    "closed_reason",
    "software_version",
    "conditions",
    "owner_slug",
)
_NORMALISED = ("licence", "contact_email")


def field_of(missing: Missing) -> str:
    """Return the name of the field where something that is missing is filled in."""
    return _FIELD_OF_FACT.get(missing.field, missing.field)


def _written(component: Component, facts: Facts) -> dict[str, Any]:
    """Return the facts as they stand in the fields."""
    main, *others = facts.category_keys or ("",)
    return {
        **{name: getattr(facts, name) or "" for name in (*_PLAIN, *_NONE_WHEN_EMPTY, *_NORMALISED)},
        "version": str(component.version),
        "purposes": "\n".join(facts.purposes),
        "keywords": "\n".join(facts.keywords),
        "kind": facts.kind.value,
        "status": component.status.value,
        "released_on": fields.written_day(facts.released_on),
        "maintenance": facts.maintenance.value if facts.maintenance else "",
        "category": main,
        "other_categories": others,
        "standard_keys": list(facts.standard_keys),
        "principle_keys": list(facts.principle_keys),
    }


def _words(words: Iterable[_Word]) -> list[Any]:
    return fields.offered((word.value, word.label) for word in words)


def _unique(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
