"""``/aanmelden``: choose how to begin."""

from flask import render_template

from govhub.web.access import Access, access
from govhub.web.importing.blueprint import importing


@importing.get("/aanmelden")
@access(Access.SIGNED_IN)
def start() -> str:
    """Ask what there is already."""
    return render_template("importing/start.html")
