"""The components of the seed: what they are, and how their status began."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from govhub.accounts.models import Organisation
from govhub.catalogue import queries, service
from govhub.catalogue.changing import EDITORS, Change, enter
from govhub.catalogue.events import ComponentChanged
from govhub.catalogue.facts import Facts, describe, facts_of
from govhub.catalogue.interchange.seed.files import ComponentRow, HistoryRow
from govhub.catalogue.interchange.seed.following import Follower
from govhub.catalogue.interchange.seed.report import Tally
from govhub.catalogue.models import Component, ComponentAlias, ComponentRole
from govhub.catalogue.serving import in_order
from govhub.catalogue.vocabulary import OrganisationRole
from govhub.kernel import clock
from govhub.platform.outbox import record

REGISTRY = "NeRDS (ministerie van BZK)"
"""Who decided about the earlier statuses: they come from the action registry of the guidance."""

_FACTS = (
    "name",
    "summary",
    "description",
    "purposes",
    "keywords",
    "kind",
    "repository_url",
    "website_url",
    "documentation_url",
    "licence",
    "closed_reason",
    "conditions",
    "category_keys",
    "standard_keys",
    "principle_keys",
    "owner_slug",
)
"""The facts that the seed knows; the others are for people alone."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A component that the seed may write to: it is new, or an earlier seed made it."""

    row: ComponentRow
    component: Component
    follower: Follower


def bring_in_components(
    session: Session,
    rows: Iterable[ComponentRow],
    organisations: Mapping[str, Organisation],
    tally: Tally,
) -> list[Visit]:
    """Write what every component is; return those that the seed may write to."""
    present = queries.components_by_address(session)
    visits = []
    for row in rows:
        found = present.get(row.slug)
        if found is not None and (not found.seeded or found.merged_into_id is not None):
            tally.count_as_own()
            continue
        visit = Visit(
            row=row,
            component=found or _blank(row),
            follower=Follower(found.seeded if found else {}, is_new=found is None),
        )
        with session.no_autoflush:
            _write_facts(session, visit, organisations)
            _write_the_rest(visit, organisations)
            session.add(visit.component)
        visits.append(visit)
    session.flush()
    return visits


def finish(
    session: Session,
    visits: Iterable[Visit],
    history: Mapping[str, Iterable[HistoryRow]],
    tally: Tally,
) -> None:
    """Remember what was written, give new components their status, and tell of the changes."""
    for visit in visits:
        component, follower = visit.component, visit.follower
        if component.seeded != follower.marks:
            component.seeded = follower.marks
        if follower.is_new:
            _begin(session, visit, history.get(visit.row.slug, ()))
        elif follower.has_changed:
            component.changed_at = clock.now()
            if component.is_public:
                record(session, ComponentChanged(subject=str(component.public_id)))
        tally.count(follower)
    session.flush()


def _blank(row: ComponentRow) -> Component:
    now = clock.now()
    return Component(
        slug=row.slug,
        name=row.name,
        status=row.status,
        seeded={},
        created_at=now,
        changed_at=now,
    )


def _write_facts(session: Session, visit: Visit, organisations: Mapping[str, Organisation]) -> None:
    present = facts_of(visit.component)
    offered = _offered_facts(visit.row, organisations)
    chosen: dict[str, Any] = {
        field: visit.follower.choose(
            field,
            present=_in_order(field, getattr(present, field)),
            offered=_in_order(field, getattr(offered, field)),
        )
        for field in _FACTS
    }
    describe(session, visit.component, replace(present, **chosen))


def _offered_facts(row: ComponentRow, organisations: Mapping[str, Organisation]) -> Facts:
    return Facts(
        name=row.name,
        summary=row.summary,
        description=row.description,
        purposes=row.purposes,
        keywords=row.keywords,
        kind=row.kind,
        repository_url=row.repository,
        website_url=row.website,
        documentation_url=row.documentation,
        licence=row.licence,
        closed_reason=row.closed_reason,
        conditions=row.conditions,
        category_keys=row.categories,
        standard_keys=row.standards,
        principle_keys=tuple(served.key for served in row.principles),
        owner_slug=organisations[row.owner_key].slug,
    )


def _in_order(field: str, value: object) -> object:
    """Return keys whose order means nothing in one order, so that they can be compared."""
    unordered = field in {"standard_keys", "principle_keys"}
    return tuple(sorted(value)) if unordered and isinstance(value, tuple) else value


def _write_the_rest(visit: Visit, organisations: Mapping[str, Organisation]) -> None:
    row, component, follower = visit.row, visit.component, visit.follower
    follower.write(component, "country", row.country)
    follower.write(component, "layer", row.layer)
    follower.write(component, "sources", [*row.evidence, *row.sources])
    _write_principle_details(visit)
    _write_aliases(visit)
    _write_other_roles(visit, organisations)


def _write_principle_details(visit: Visit) -> None:
    links = {link.principle.key: link for link in visit.component.principle_links}
    for served in visit.row.principles:
        if served.key in links:
            link = links[served.key]
            link.motivation = visit.follower.choose(
                f"motivation {served.key}",
                present=link.motivation,
                offered=served.motivation,
            )
            link.phases = visit.follower.choose(
                f"phases {served.key}",
                present=[each.value for each in in_order(link.phases or ())],
                offered=[each.value for each in in_order(served.phases)],
            )


def _write_aliases(visit: Visit) -> None:
    present = {alias.name: alias for alias in visit.component.aliases}
    chosen = visit.follower.choose(
        "aliases", present=sorted(present), offered=sorted(visit.row.aliases)
    )
    if chosen != sorted(present):
        visit.component.aliases = [
            present.get(name) or ComponentAlias(name=name) for name in chosen
        ]


def _write_other_roles(visit: Visit, organisations: Mapping[str, Organisation]) -> None:
    """Write what other organisations are to it; the owner is one of the facts."""
    by_slug = {organisation.slug: organisation for organisation in organisations.values()}
    present = {
        (role.organisation.slug, role.role.value): role
        for role in visit.component.roles
        if role.role is not OrganisationRole.OWNER
    }
    offered = sorted(
        (organisations[owner.organisation].slug, owner.role.value)
        for owner in visit.row.owners
        if owner.role is not OrganisationRole.OWNER
    )
    chosen = visit.follower.choose("roles", present=sorted(present), offered=offered)
    if chosen != sorted(present):
        owners = [r for r in visit.component.roles if r.role is OrganisationRole.OWNER]
        visit.component.roles = owners + [
            present.get((slug, role))
            or ComponentRole(organisation=by_slug[slug], role=OrganisationRole(role))
            for slug, role in chosen
        ]


def _begin(session: Session, visit: Visit, history: Iterable[HistoryRow]) -> None:
    """Write how the status became what it is, on the real dates, and publish the component."""
    row = visit.row
    lines = [
        Change(
            new=line.new,
            decided_by=REGISTRY,
            reason=line.reason,
            evidence_url=line.evidence,
            effective_on=line.day,
            is_news=False,
        )
        for line in history
    ] or [
        Change(
            new=row.status,
            decided_by=EDITORS,
            reason=row.status_reason,
            evidence_url=next(iter(row.evidence), None),
            effective_on=row.status_since,
            is_news=False,
        )
    ]
    for line in lines:
        enter(session, visit.component, line)
    service.publish(session, visit.component)
