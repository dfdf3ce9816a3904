"""What every template can use, beside what its view gives it."""

from typing import Any

from flask import Flask, has_request_context, request

from govhub.config import Settings
from govhub.kernel.slug import slugify
from govhub.platform import language
from govhub.web.access import current_user
from govhub.web.addresses import local_path
from govhub.web.display.routes import COOKIE, SCHEMES

_SECTIONS = ("componenten", "wijzigingen", "principes", "organisaties", "over")


def register(app: Flask, settings: Settings) -> None:
    """Teach the application's templates dates, translations and where the reader is."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        language.gettext, language.ngettext, newstyle=True
    )
    app.jinja_env.filters.update(
        datum=language.long_date,
        datumtijd=language.long_datetime,
        weekdag=language.day_and_date,
        slug=slugify,
    )
    app.jinja_env.globals.update(theme_css=settings.theme_css, demo=settings.demo)
    app.context_processor(_about_this_request)


def _about_this_request() -> dict[str, Any]:
    if not has_request_context():
        return {}
    scheme = request.cookies.get(COOKIE)
    return {
        "scheme": scheme if scheme in SCHEMES else None,
        "section": _section(request.path),
        "here": local_path(request.full_path.rstrip("?")) or "/",
        "current_user": current_user,
    }


def _section(path: str) -> str:
    first = path.split("/")[1]
    return first if first in _SECTIONS else ""
