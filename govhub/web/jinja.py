"""What every template can use, beside what its view gives it."""

from typing import Any

from flask import Flask, request

from govhub.config import Settings
from govhub.kernel.slug import slugify
from govhub.platform import language

_SCHEMES = ("light", "dark")
_SECTIONS = ("componenten", "wijzigingen", "principes", "organisaties", "over")


def register(app: Flask, settings: Settings) -> None:
    """Teach the application's templates dates, translations and where the reader is."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        language.gettext, language.ngettext, newstyle=True
    )
    app.jinja_env.filters.update(
        datum=language.long_date, datumtijd=language.long_datetime, slug=slugify
    )

    @app.context_processor
    def _about_this_request() -> dict[str, Any]:
        scheme = request.cookies.get("schema") if request else None
        return {
            "scheme": scheme if scheme in _SCHEMES else None,
            "theme_css": settings.theme_css,
            "demo": settings.demo,
            "nav": _section(request.path) if request else "",
        }


def _section(path: str) -> str:
    first = path.split("/")[1]
    return first if first in _SECTIONS else ""
