"""The page of a component for a program: the fields are documented in docs/gebruik.md, and stay."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any

from flask import Response, json, url_for

from govhub.catalogue import confirming, contact
from govhub.catalogue.ledger.history import Standing
from govhub.catalogue.ledger.looking_back import LookBack
from govhub.catalogue.ledger.models import LedgerLine, PlannedChange
from govhub.catalogue.models import Component
from govhub.catalogue.queries import Neighbour
from govhub.platform.language import gettext as _
from govhub.reuse.models import Reuse
from govhub.reuse.queries import counts_in
from govhub.web.catalogue.page import Known

Absolute = Callable[[str], str]
_Fields = dict[str, Any]


def document_of(
    component: Component, known: Known, back: LookBack | None, absolute: Absolute
) -> _Fields:
    """Return what is known, with the status of the day of ``back`` or of today."""
    return {
        "id": str(component.public_id),
        "naam": component.name,
        "adres": _page(component.slug, absolute),
        **_facts(component, absolute),
        "peildatum": back.day.isoformat() if back else None,
        "status": _status_then(back) if back else _status(component, known.standing),
        "aankondigingen": [_plan(plan, absolute) for plan in known.plans],
        "verloop": _history(known.history),
        "verwant": [_neighbour(each, absolute) for each in known.neighbours],
        "gebruik": None if back else _use(known.uses, absolute),
    }


def as_json(found: _Fields) -> Response:
    """Return the answer, its fields in the order in which they are documented."""
    text = json.dumps(found, sort_keys=False, ensure_ascii=False)
    return Response(text + "\n", content_type="application/json")


def problem(detail: str) -> Response:
    """Return why the question cannot be answered (RFC 9457)."""
    body = {"title": _("Deze vraag begrijpen we niet"), "status": 400, "detail": detail}
    return Response(
        json.dumps(body), HTTPStatus.BAD_REQUEST, content_type="application/problem+json"
    )


def _facts(component: Component, absolute: Absolute) -> _Fields:
    return {
        "samenvatting": component.summary,
        "waarvoor": component.purposes,
        "soort": component.kind.value,
        "categorieen": [
            {"sleutel": category.key, "naam": category.name} for category in component.categories
        ],
        "organisaties": [
            {
                "rol": link.role.value,
                "naam": link.organisation.name,
                "adres": absolute(url_for("organisations.show", slug=link.organisation.slug)),
            }
            for link in component.roles
        ],
        "richtlijnen": [
            {"sleutel": link.principle.key, "nummer": link.principle.number}
            for link in sorted(component.principle_links, key=lambda each: each.principle.number)
        ],
        "standaarden": [
            {"sleutel": standard.key, "naam": standard.name} for standard in component.standards
        ],
        "licentie": component.licence,
        "nietOpenOmdat": component.closed_reason,
        "voorwaarden": component.conditions,
        "broncode": component.repository_url,
        "website": component.website_url,
        "documentatie": component.documentation_url,
        "contact": contact.shown_address(component),
        "versie": component.software_version,
        "versieVan": _day(component.released_on),
    }


def _status(component: Component, now: Standing | None) -> _Fields:
    return {
        "waarde": component.status.value,
        "naam": str(component.status.label),
        "sinds": _day(component.status_since),
        **_decision(now),
        "einddatum": _day(component.end_date),
        "bevestigdOp": _day(component.confirmed_on),
        "bevestigenVoor": _day(component.confirm_by),
        "isTeLaatBevestigd": confirming.is_overdue(component),
    }


def _status_then(back: LookBack) -> _Fields:
    then = back.standing
    return {
        "waarde": then.status.value if then else None,
        "naam": str(then.status.label) if then else None,
        "sinds": _day(then.since) if then else None,
        **_decision(then),
        "einddatum": _day(then.line.end_date) if then else None,
        "stondInCatalogus": back.was_listed,
        "laterGecorrigeerd": back.correction is not None,
        "toenGetoond": back.was_shown.value if back.was_shown else None,
    }


def _decision(found: Standing | None) -> _Fields:
    line = found.line if found else None
    return {
        "besluitVan": line.decided_by if line else None,
        "reden": line.reason if line else None,
        "bron": line.evidence_url if line else None,
    }


def _plan(plan: PlannedChange, absolute: Absolute) -> _Fields:
    successor = plan.successor
    return {
        "id": str(plan.public_id),
        "status": plan.new.value,
        "ingangsdatum": _day(plan.effective_on),
        "einddatum": _day(plan.end_date),
        "besluitVan": plan.decided_by,
        "reden": plan.reason,
        "bron": plan.evidence_url,
        "opvolger": _page(successor.slug, absolute) if successor and successor.is_public else None,
    }


def _history(lines: Sequence[LedgerLine]) -> list[_Fields]:
    keys = {line.number: str(line.key) for line in lines}
    return [
        {
            "id": str(line.key),
            "nummer": line.number,
            "soort": line.kind.value,
            "statusOud": line.old.value if line.old else None,
            "statusNieuw": line.new.value,
            "ingangsdatum": _day(line.effective_on),
            "vastgelegdOp": _moment(line.recorded_at),
            "besluitVan": line.decided_by,
            "reden": line.reason,
            "bron": line.evidence_url,
            "einddatum": _day(line.end_date),
            "gaatOver": keys.get(line.about) if line.about else None,
            "zegel": line.hash,
        }
        for line in lines
    ]


def _neighbour(neighbour: Neighbour, absolute: Absolute) -> _Fields:
    return {
        "relatie": str(neighbour.relation.value),
        "richting": "naar" if neighbour.is_target else "van",
        "naam": neighbour.name,
        "adres": _page(neighbour.slug, absolute),
        "status": neighbour.status.value,
        "isOpvolger": neighbour.is_successor,
        "isVerborgen": neighbour.is_hidden,
        "reden": neighbour.reason,
    }


def _use(uses: Sequence[Reuse], absolute: Absolute) -> _Fields:
    """Return who uses it, by what both sides say, not longer than a year ago."""
    counts = counts_in(uses)
    return {
        "aantal": counts.total,
        "inProductie": counts.production,
        "inPilot": counts.pilot,
        "inVerkenning": counts.exploring,
        "organisaties": [
            {
                "naam": each.organisation.name,
                "adres": absolute(url_for("organisations.show", slug=each.organisation.slug)),
                "fase": each.phase.value,
                "versie": each.software_version,
                "sinds": each.since.strftime("%Y-%m") if each.since else None,
                "bevestigdOp": _moment(each.confirmed_at) if each.confirmed_at else None,
                "geldtTot": _day(each.expires_on),
            }
            for each in uses
            if each.counts
        ],
    }


def _page(slug: str, absolute: Absolute) -> str:
    return absolute(url_for("catalogue.show", slug=slug))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
