"""Addresses of the built stylesheet, scripts, icons and fonts.

``assets/build.mjs`` writes ``static/dist/manifest.json``: name → hashed file and its integrity.
Without a build (a test that needs no browser) the plain name is used.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask import Flask, g, url_for

from govhub import paths

DIST = paths.STATIC / "dist"


@dataclass(frozen=True)
class Assets:
    """What was built into a folder."""

    folder: Path

    @cached_property
    def _manifest(self) -> dict[str, dict[str, str]]:
        try:
            manifest: dict[str, dict[str, str]] = json.loads(
                (self.folder / "manifest.json").read_text(encoding="utf-8")
            )
        except FileNotFoundError:
            return {}
        return manifest

    def url(self, name: str) -> str:
        """Return the address of the newest build of ``name``."""
        known: dict[str, str] = g.setdefault("asset_urls", {})
        if name not in known:  # a list of components asks a hundred times for its icons
            file = self._manifest.get(name, {}).get("file", name)
            known[name] = url_for("static", filename=f"dist/{file}")
        return known[name]

    def integrity(self, name: str) -> str | None:
        """Return the digest that a browser checks; None when nothing was built."""
        return self._manifest.get(name, {}).get("integrity")


def register(app: Flask) -> None:
    """Let templates write ``asset('govhub.css')`` and ``integrity('govhub.css')``."""
    assets = Assets(DIST)
    app.jinja_env.globals.update(asset=assets.url, integrity=assets.integrity)
