"""The table of fields of publiccode.yml 0.7, in the order of the standard.

The order matters: results come in it. What is deprecated is in ``advice``.
"""

from dataclasses import dataclass
from enum import Enum, auto

from govhub.catalogue.interchange.publiccode import rules
from govhub.catalogue.interchange.publiccode.rules import Check


class Kind(Enum):
    """What a field holds."""

    TEXT = auto()
    BOOLEAN = auto()
    TEXTS = auto()
    TEXT_OR_TEXTS = auto()
    """One text, or a list of them."""
    SECTION = auto()
    SECTIONS = auto()
    SECTION_BY_LANGUAGE = auto()


@dataclass(frozen=True, kw_only=True)
class Field:
    """A key, what it holds and what rules it must follow."""

    name: str
    kind: Kind = Kind.TEXT
    rules: tuple[Check, ...] = ()
    """The first that is broken is told."""
    each: Check | None = None
    """The rule for every item of a list."""
    fields: tuple["Field", ...] = ()
    """What stands in a section."""
    is_optional: bool = True
    """When absent no rule counts; a section that is not optional is looked at even then."""


def _texts(name: str, each: Check | None = None) -> Field:
    return Field(name=name, kind=Kind.TEXTS, each=each)


def _needed(name: str, *more: Check) -> Field:
    return Field(name=name, rules=(rules.required, *more), is_optional=False)


def _boolean(name: str) -> Field:
    return Field(name=name, kind=Kind.BOOLEAN)


def _http(name: str) -> Field:
    return Field(name=name, rules=(rules.an_http_url,))


_ORGANISATION = (
    Field(name="name"),
    _needed("uri", rules.an_organisation),
)

_AUDIENCE = (
    _texts("scope", rules.a_scope),
    _texts("countries", rules.a_country),
    _texts("unsupportedCountries", rules.a_country),
)

_DESCRIPTION = (
    Field(name="localisedName"),
    Field(name="genericName", rules=(rules.at_most(35),)),
    _needed("shortDescription", rules.at_most(150)),
    _needed("longDescription", rules.at_least(150), rules.at_most(10_000)),
    _http("documentation"),
    _http("apiDocumentation"),
    Field(name="features", kind=Kind.TEXTS, rules=(rules.filled,), is_optional=False),
    _texts("screenshots"),
    _texts("videos", rules.an_http_url),
    _texts("awards"),
)

_LEGAL = (
    _needed("license", rules.a_licence),
    Field(name="mainCopyrightOwner"),
    Field(name="repoOwner"),
    Field(name="authorsFile"),
)

_CONTRACTOR = (
    _needed("name"),
    Field(name="email", rules=(rules.an_email_address,)),
    _http("website"),
    _needed("until", rules.a_date),
)

_CONTACT = (
    _needed("name"),
    Field(name="email", rules=(rules.an_email_address,)),
    Field(name="affiliation"),
    Field(name="phone"),
)

_MAINTENANCE = (
    _needed("type", rules.one_of("internal", "contract", "community", "none")),
    Field(
        name="contractors",
        kind=Kind.SECTIONS,
        rules=(rules.required_when("type", "contract"), rules.only_when("type", "contract")),
        fields=_CONTRACTOR,
        is_optional=False,
    ),
    Field(
        name="contacts",
        kind=Kind.SECTIONS,
        rules=(rules.required_when("type", "community", "internal"),),
        fields=_CONTACT,
        is_optional=False,
    ),
)

_LOCALISATION = (
    Field(name="localisationReady", kind=Kind.BOOLEAN, rules=(rules.required,), is_optional=False),
    Field(
        name="availableLanguages",
        kind=Kind.TEXTS,
        rules=(rules.required, rules.not_empty),
        each=rules.a_language,
        is_optional=False,
    ),
)

_DEPENDENCY = (
    _needed("name"),
    Field(name="versionMin"),
    Field(name="versionMax"),
    _boolean("optional"),
    Field(name="version"),
)

_DEPENDENCIES = tuple(
    Field(name=name, kind=Kind.SECTIONS, fields=_DEPENDENCY)
    for name in ("open", "proprietary", "hardware")
)

_ITALY = (
    Field(name="countryExtensionVersion", rules=(rules.one_of("0.2", "1.0"),)),
    Field(
        name="conforme",
        kind=Kind.SECTION,
        fields=tuple(
            _boolean(name)
            for name in (
                "lineeGuidaDesign",
                "modelloInteroperabilita",
                "misureMinimeSicurezza",
                "gdpr",
            )
        ),
    ),
    Field(
        name="riuso",
        kind=Kind.SECTION,
        fields=(Field(name="codiceIPA", rules=(rules.an_italian_administration,)),),
    ),
    Field(
        name="piattaforme",
        kind=Kind.SECTION,
        fields=tuple(_boolean(name) for name in ("spid", "pagopa", "cie", "anpr", "io")),
    ),
)

DEVELOPMENT_STATUSES = ("concept", "development", "beta", "stable", "obsolete")
SOFTWARE_TYPES = (
    "standalone/mobile",
    "standalone/iot",
    "standalone/desktop",
    "standalone/web",
    "standalone/backend",
    "standalone/other",
    "addon",
    "library",
    "configurationFiles",
)

FIELDS = (
    _needed("publiccodeYmlVersion"),
    _needed("name"),
    Field(name="applicationSuite"),
    _needed("url", rules.a_url),
    _http("landingURL"),
    Field(name="isBasedOn", kind=Kind.TEXT_OR_TEXTS, each=rules.a_url),
    Field(name="softwareVersion"),
    Field(name="releaseDate", rules=(rules.a_date,)),
    Field(name="logo"),
    Field(name="monochromeLogo"),
    Field(name="organisation", kind=Kind.SECTION, fields=_ORGANISATION),
    _texts("inputTypes", rules.a_media_type),
    _texts("outputTypes", rules.a_media_type),
    Field(name="platforms", kind=Kind.TEXTS, rules=(rules.filled,), is_optional=False),
    _texts("categories", rules.a_category),
    _texts("usedBy"),
    Field(name="fundedBy", kind=Kind.SECTIONS, fields=_ORGANISATION),
    _http("roadmap"),
    _needed("developmentStatus", rules.one_of(*DEVELOPMENT_STATUSES)),
    _needed("softwareType", rules.one_of(*SOFTWARE_TYPES)),
    Field(name="intendedAudience", kind=Kind.SECTION, fields=_AUDIENCE),
    Field(
        name="supports",
        kind=Kind.SECTIONS,
        fields=(_needed("id", rules.something_supported),),
    ),
    Field(
        name="description",
        kind=Kind.SECTION_BY_LANGUAGE,
        rules=(rules.filled, rules.languages),
        fields=_DESCRIPTION,
        is_optional=False,
    ),
    Field(name="legal", kind=Kind.SECTION, fields=_LEGAL, is_optional=False),
    Field(name="maintenance", kind=Kind.SECTION, fields=_MAINTENANCE, is_optional=False),
    Field(name="localisation", kind=Kind.SECTION, fields=_LOCALISATION, is_optional=False),
    Field(name="dependsOn", kind=Kind.SECTION, fields=_DEPENDENCIES),
    Field(name="IT", kind=Kind.SECTION, fields=_ITALY),
    Field(name="it", kind=Kind.SECTION, fields=_ITALY),
)
