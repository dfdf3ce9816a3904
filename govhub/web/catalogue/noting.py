"""Which searches are worth a note when they find little: those of people who look around."""

from flask import request

from govhub.search.fallback import Found
from govhub.search.misses import miss_of
from govhub.web.access import current_user
from govhub.web.catalogue.asked import Asked
from govhub.web.services import services


def note(asked: Asked, found: Found) -> None:
    """Note in memory what found too little. A page that is read writes nothing (docs/adr/0006)."""
    if found.is_fallback or not _is_first_look(asked) or not _is_browser() or _is_editor():
        return
    miss = miss_of(asked.query.text, found.results)
    if miss:
        services().notepad.note(miss)


def _is_first_look(asked: Asked) -> bool:
    """Tell whether the words alone were asked: with a filter, finding nothing says nothing."""
    query = asked.query
    is_plain = not (query.filters or query.is_literal or asked.notices)
    return bool(query.text) and query.page == 1 and is_plain


def _is_browser() -> bool:
    return request.method == "GET" and "text/html" in request.accept_mimetypes.values()


def _is_editor() -> bool:
    """Tell whether the redactie is trying what it changed."""
    user = current_user()
    return user is not None and user.is_editor
