"""What the routes about who uses what share: finding a record, and who may see it."""

import uuid
from http import HTTPStatus

from flask import abort

from govhub.catalogue import queries as catalogue
from govhub.catalogue.models import Component
from govhub.kernel.errors import NotAllowed
from govhub.platform.language import gettext as _
from govhub.reuse import queries, sides
from govhub.reuse.models import Reuse
from govhub.web.access import signed_in_user
from govhub.web.extensions import db


def component_or_404(slug: str) -> Component:
    """Return the public component at this address."""
    component = catalogue.component_by_slug(db.session, slug)
    if component is None or not component.is_public:
        abort(HTTPStatus.NOT_FOUND)
    return component


def reuse_or_404(key: uuid.UUID) -> Reuse:
    """Return the record; for who is on neither side it is not there to change."""
    reuse = queries.by_public_id(db.session, key)
    if reuse is None or not reuse.component.is_public:
        abort(HTTPStatus.NOT_FOUND)
    if not sides.may_see(signed_in_user(), reuse):
        raise NotAllowed(_("Alleen beide kanten en de redactie zien dit."))
    return reuse
