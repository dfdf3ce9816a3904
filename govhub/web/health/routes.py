"""Answers for a load balancer and for monitoring."""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify

from govhub.platform import health as checks
from govhub.web.access import Access, access
from govhub.web.extensions import db
from govhub.web.services import services

health = Blueprint("health", __name__, url_prefix="/health")


@health.get("/live")
@access(Access.PUBLIC)
def live() -> Response:
    """Say that the process answers."""
    return jsonify(status="ok")


@health.get("/ready")
@access(Access.PUBLIC)
def ready() -> tuple[Response, int]:
    """Say whether pages can be served: 200, or 503 with what is wrong."""
    report = [
        checks.database(db.session),
        checks.schema(db.session),
        checks.outbox(db.session),
        checks.search(services().search.fingerprints),
        checks.disk(services().settings.data_folder),
    ]
    is_ready = all(check.is_ok for check in report if check.is_needed)
    body = jsonify(status="ok" if is_ready else "fout", checks=[asdict(check) for check in report])
    return body, 200 if is_ready else 503
