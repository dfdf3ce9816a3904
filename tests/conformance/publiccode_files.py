"""The files that other people wrote, kept beside the repository and never in it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.places import ROOT

FOLDER = ROOT.parent / "shared" / "data" / "publiccode"
REFERENCE = FOLDER / "reference"
REAL = FOLDER / "real"

NEEDED = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="the files of others are not beside this checkout (shared/data/publiccode)",
)


def load(path: Path) -> Any:
    """Return what a JSON file holds; nothing when it is not there."""
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def real_files() -> list[str]:
    """Return the names of the real files."""
    return sorted(path.name for path in REAL.glob("*"))
