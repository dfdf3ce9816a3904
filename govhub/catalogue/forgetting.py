"""Taking somebody's address away wherever it stands, also out of files that were imported.

Never commits: the caller decides when.
"""

from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, or_, select
from sqlalchemy.orm import Session

from govhub.catalogue import contact
from govhub.catalogue.events import ContactRemoved
from govhub.catalogue.models import Component


def forget_address(session: Session, email: str) -> None:
    """Take the address away wherever it stands, for who deletes their account.

    Also from the files that components were imported from.
    """
    held = session.scalars(
        select(Component)
        .where(or_(Component.contact_email == email, _is_in_file(email), _is_in_text(email)))
        .order_by(Component.id)
        .with_for_update(of=Component)
        .execution_options(populate_existing=True)
    ).all()
    for component in held:
        if component.publiccode is not None:
            component.publiccode = _without(component.publiccode, email)
        if email in (component.publiccode_text or "").lower():
            component.publiccode_text = None
        if component.contact_email == email:
            contact.remove(session, component, ContactRemoved.LEFT)
    session.flush()


def _is_in_file(email: str) -> ColumnElement[bool]:
    return func.lower(cast(Component.publiccode, String)).contains(email, autoescape=True)


def _is_in_text(email: str) -> ColumnElement[bool]:
    return func.lower(Component.publiccode_text).contains(email, autoescape=True)


def _without(tree: Any, email: str) -> Any:
    """Return what a file said without who has this address."""
    if isinstance(tree, dict):
        return {
            key: _without(value, email)
            for key, value in tree.items()
            if not _is_address(value, email)
        }
    if isinstance(tree, list):
        return [_without(each, email) for each in tree if not _is_person(each, email)]
    return tree


def _is_person(value: Any, email: str) -> bool:
    """Tell whether this is a contact, name and all, or a bare address."""
    if isinstance(value, dict):
        return any(_is_address(each, email) for each in value.values())
    return _is_address(value, email)


def _is_address(value: Any, email: str) -> bool:
    return isinstance(value, str) and value.strip().lower() == email
