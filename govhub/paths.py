"""Where the templates, migrations and seed facts are.

In a checkout they sit next to the package; in an installed wheel they sit inside it.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "_bundled"
_ROOT = _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent

TEMPLATES = _ROOT / "templates"
MIGRATIONS = _ROOT / "migrations"
SEED = _ROOT / "seed"
STATIC = _PACKAGE / "web" / "static"
