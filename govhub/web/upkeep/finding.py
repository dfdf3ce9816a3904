"""The component that a page for upkeep is about."""

from http import HTTPStatus

from flask import abort

from govhub.catalogue import queries
from govhub.catalogue.models import Component
from govhub.web.extensions import db


def public_or_404(slug: str) -> Component:
    """Return the public component at this address."""
    component = queries.component_by_slug(db.session, slug)
    if component is None or not component.is_public:
        abort(HTTPStatus.NOT_FOUND)
    return component
