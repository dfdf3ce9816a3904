"""What a registration must hold before the redactie looks at it, and what readers would miss."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from govhub.catalogue.gate import Missing, is_without_code, missing_for_available
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind
from govhub.guidance.models import Role
from govhub.kernel.errors import DomainError
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l

FEWEST_PURPOSES = 3


class Incomplete(DomainError):
    """Something is missing; ``missing`` says what, and in which field."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        """Keep what is missing."""
        super().__init__(" ".join(each.message for each in missing))
        self.missing = tuple(missing)


def missing_for_submission(session: Session, component: Component) -> list[Missing]:
    """Return what is missing, in the order of the form; empty when it can be submitted.

    A component that will be ``beschikbaar`` also passes the gate of DESIGN §4.
    """
    missing = list(_missing_facts(component))
    if component.status is Status.AVAILABLE:
        named = {each.field for each in missing}
        gate = missing_for_available(session, component)
        missing += [each for each in gate if each.field not in named]
    return missing


def _missing_facts(component: Component) -> Iterator[Missing]:
    if not component.summary:
        yield Missing("summary", _("Vul een korte omschrijving in."))
    if not component.categories:
        yield Missing("category_keys", _("Kies de categorie waar het component bij hoort."))
    if len(component.purposes) < FEWEST_PURPOSES:
        yield Missing(
            "purposes", _("Schrijf minstens 3 regels over waar mensen het voor gebruiken.")
        )
    if component.owner is None:
        yield Missing("owner_slug", _("Kies de organisatie die eigenaar is."))
    if not component.contact_email:
        yield Missing(
            "contact_email", _("Vul een e-mailadres in waar mensen vragen kunnen stellen.")
        )


# --- what each reader misses ---------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """A question that the page leaves open."""

    field: str
    """Name of the fact that answers it, as in ``Facts``."""
    text: str
    """As in "mist nog: wie het onderhoudt"."""


@dataclass(frozen=True)
class Reader:
    """What somebody in a role misses on the page; nothing when it has all they look for."""

    role: Role | None
    """None for who searches, in whatever role."""
    misses: tuple[Question, ...]


def readers(component: Component, *, besides: Collection[str] = ()) -> list[Reader]:
    """Return for who searches and for each role of the guidance what they would miss.

    ``besides`` names facts that are asked anyhow, because a registration must have them.
    """
    found: dict[Role | None, list[Question]] = {None: [], **{role: [] for role in Role}}
    for fact in _FACTS:
        if fact.field in besides or not fact.applies(component) or fact.is_known(component):
            continue
        for role in fact.roles:
            found[role].append(Question(fact.field, str(fact.text)))
    return [Reader(role, tuple(misses)) for role, misses in found.items()]


def _always(_component: Component) -> bool:
    return True


def _has_code(component: Component) -> bool:
    return not is_without_code(component.kind, component.repository_url)


def _is_program(component: Component) -> bool:
    return component.kind in _PROGRAMS and _has_code(component)


def _is_called(component: Component) -> bool:
    return component.kind in _CALLED


def _motivates(component: Component) -> bool:
    return all(link.motivation for link in component.principle_links)


_PROGRAMS = {Kind.SOFTWARE, Kind.MODULE, Kind.LIBRARY, Kind.API, Kind.SOURCE_CODE}
_CALLED = {Kind.SOFTWARE, Kind.MODULE, Kind.SERVICE, Kind.REGISTER, Kind.API}
"""What other programs talk with."""


@dataclass(frozen=True, kw_only=True)
class _Fact:
    field: str
    text: Any
    roles: tuple[Role | None, ...]
    applies: Callable[[Component], bool] = _always
    known: Callable[[Component], Any] | None = None

    def is_known(self, component: Component) -> bool:
        """Tell whether the page says it."""
        return bool(self.known(component) if self.known else getattr(component, self.field, None))


_FACTS = (
    _Fact(
        field="keywords",
        text=_l("woorden waarop mensen zoeken en die nergens anders staan"),
        roles=(None,),
    ),
    _Fact(
        field="description",
        text=_l("wat het wel en niet kan"),
        roles=(Role.POLICY_MAKER, Role.PROJECT_LEAD),
    ),
    _Fact(
        field="repository_url",
        text=_l("waar de broncode staat"),
        roles=(Role.DEVELOPER,),
        applies=_has_code,
        known=lambda component: component.repository_url or component.closed_reason,
    ),
    _Fact(
        field="licence",
        text=_l("onder welke licentie het mag worden gebruikt"),
        roles=(Role.DEVELOPER, Role.LAWYER, Role.BUYER),
        applies=_has_code,
        known=lambda component: component.licence or component.closed_reason,
    ),
    _Fact(
        field="conditions",
        text=_l("wat er geldt voor wie het gebruikt"),
        roles=(Role.PROJECT_LEAD, Role.LAWYER, Role.BUYER),
    ),
    _Fact(field="website_url", text=_l("waar meer informatie staat"), roles=(Role.CXO,)),
    _Fact(
        field="documentation_url",
        text=_l("waar de documentatie staat"),
        roles=(Role.PROJECT_LEAD, Role.DEVELOPER),
    ),
    _Fact(
        field="api_docs_url",
        text=_l("waar de API is beschreven"),
        roles=(Role.DEVELOPER,),
        applies=_is_called,
    ),
    _Fact(
        field="demo_url",
        text=_l("waar iemand het kan uitproberen"),
        roles=(Role.POLICY_MAKER, Role.PROJECT_LEAD),
    ),
    _Fact(
        field="roadmap_url",
        text=_l("wat er de komende tijd verandert"),
        roles=(Role.CXO, Role.PROJECT_LEAD),
    ),
    _Fact(
        field="maintenance",
        text=_l("wie het onderhoudt"),
        roles=(Role.CXO, Role.PROJECT_LEAD, Role.BUYER),
    ),
    _Fact(
        field="software_version",
        text=_l("wat de laatste versie is"),
        roles=(Role.DEVELOPER,),
        applies=_is_program,
    ),
    _Fact(
        field="standard_keys",
        text=_l("aan welke standaarden het voldoet"),
        roles=(Role.POLICY_MAKER, Role.DEVELOPER, Role.BUYER),
        known=lambda component: component.standard_links,
    ),
    _Fact(
        field="principle_keys",
        text=_l("bij welke richtlijnen het helpt"),
        roles=(Role.POLICY_MAKER, Role.CXO),
        known=lambda component: component.principle_links,
    ),
    _Fact(
        field="principle_keys",
        text=_l("hoe het bij die richtlijnen helpt"),
        roles=(Role.POLICY_MAKER,),
        applies=lambda component: bool(component.principle_links),
        known=_motivates,
    ),
    _Fact(
        field="platforms",
        text=_l("waarop het werkt"),
        roles=(Role.DEVELOPER, Role.BUYER),
        applies=_is_program,
    ),
    _Fact(
        field="languages",
        text=_l("in welke talen het werkt"),
        roles=(Role.PROJECT_LEAD,),
        applies=_is_program,
    ),
)
"""What a good page tells beside what it must tell, and who looks for it, in the order of the form.

From DESIGN §1: the same page answers the six roles of the guidance.
"""
