"""The fixed words that describe a component, stored by their Dutch value."""

from enum import StrEnum

from govhub.platform.language import lazy_gettext as _l


class Publication(StrEnum):
    """Where the record stands in moderation; another axis than the status of the component."""

    DRAFT = "klad"
    SUBMITTED = "ingediend"
    CHANGES_ASKED = "wijziging_gevraagd"
    PUBLISHED = "gepubliceerd"
    REFUSED = "afgewezen"
    HIDDEN = "verborgen"

    @property
    def label(self) -> str:
        """Return the word for people."""
        return _PUBLICATIONS[self]

    @property
    def is_open_for_submitter(self) -> bool:
        """Tell whether the submitter can still change and submit the record."""
        return self in (Publication.DRAFT, Publication.CHANGES_ASKED)


_PUBLICATIONS = {
    Publication.DRAFT: _l("Klad"),
    Publication.SUBMITTED: _l("Ingediend"),
    Publication.CHANGES_ASKED: _l("Wijziging gevraagd"),
    Publication.PUBLISHED: _l("Gepubliceerd"),
    Publication.REFUSED: _l("Afgewezen"),
    Publication.HIDDEN: _l("Verborgen"),
}


class Kind(StrEnum):
    """What sort of thing a component is."""

    SOFTWARE = "software"
    SERVICE = "dienst"
    LIBRARY = "bibliotheek"
    MODULE = "module"
    DESIGN_SYSTEM = "designsysteem"
    STANDARD = "standaard"
    API = "api"
    DATA_MODEL = "gegevensmodel"
    REGISTER = "register"
    SOURCE_CODE = "broncode"
    KNOWLEDGE = "kennisproduct"

    @property
    def label(self) -> str:
        """Return the word for people."""
        return _KINDS[self]


_KINDS = {
    Kind.SOFTWARE: _l("Software"),
    Kind.SERVICE: _l("Dienst"),
    Kind.LIBRARY: _l("Bibliotheek"),
    Kind.MODULE: _l("Module"),
    Kind.DESIGN_SYSTEM: _l("Designsysteem"),
    Kind.STANDARD: _l("Standaard"),
    Kind.API: _l("API"),
    Kind.DATA_MODEL: _l("Gegevensmodel"),
    Kind.REGISTER: _l("Register"),
    Kind.SOURCE_CODE: _l("Broncode"),
    Kind.KNOWLEDGE: _l("Kennisproduct"),
}


class OrganisationRole(StrEnum):
    """What an organisation is to a component."""

    OWNER = "eigenaar"
    CO_OWNER = "mede-eigenaar"
    MAINTAINER = "beheerder"
    SUPPLIER = "leverancier"
    FUNDER = "financier"

    @property
    def label(self) -> str:
        """Return the word for people."""
        return _ORGANISATION_ROLES[self]


_ORGANISATION_ROLES = {
    OrganisationRole.OWNER: _l("Eigenaar"),
    OrganisationRole.CO_OWNER: _l("Mede-eigenaar"),
    OrganisationRole.MAINTAINER: _l("Beheerder"),
    OrganisationRole.SUPPLIER: _l("Leverancier"),
    OrganisationRole.FUNDER: _l("Financier"),
}


class RelationType(StrEnum):
    """How one component stands to another; read "from … to"."""

    REQUIRES = "vereist"
    OPTIONAL = "optioneel"
    REPLACES = "vervangt"
    ALTERNATIVE = "alternatief"
    VARIANT = "variant"
    PART_OF = "onderdeel"

    @property
    def label(self) -> str:
        """Return how the relation reads on the page of the component it comes from."""
        return _RELATIONS[self]

    @property
    def inverse_label(self) -> str:
        """Return how it reads on the page of the component it points to."""
        return _INVERSE_RELATIONS[self]


_RELATIONS = {
    RelationType.REQUIRES: _l("Heeft nodig"),
    RelationType.OPTIONAL: _l("Werkt samen met"),
    RelationType.REPLACES: _l("Vervangt"),
    RelationType.ALTERNATIVE: _l("Alternatief voor"),
    RelationType.VARIANT: _l("Variant van"),
    RelationType.PART_OF: _l("Onderdeel van"),
}

_INVERSE_RELATIONS = {
    RelationType.REQUIRES: _l("Is nodig voor"),
    RelationType.OPTIONAL: _l("Werkt samen met"),
    RelationType.REPLACES: _l("Opgevolgd door"),
    RelationType.ALTERNATIVE: _l("Alternatief voor"),
    RelationType.VARIANT: _l("Variant van"),
    RelationType.PART_OF: _l("Bestaat uit"),
}


class Maintenance(StrEnum):
    """Who keeps the software going (publiccode.yml, maintenance.type)."""

    INTERNAL = "internal"
    CONTRACT = "contract"
    COMMUNITY = "community"
    NONE = "none"

    @property
    def label(self) -> str:
        """Return the word for people."""
        return _MAINTENANCE[self]


_MAINTENANCE = {
    Maintenance.INTERNAL: _l("Door de eigenaar zelf"),
    Maintenance.CONTRACT: _l("Door een leverancier"),
    Maintenance.COMMUNITY: _l("Door een gemeenschap"),
    Maintenance.NONE: _l("Geen onderhoud"),
}
