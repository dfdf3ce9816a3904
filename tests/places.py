"""Where things are in the checkout."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def tracked(*folders: str) -> set[str]:
    """Return the files under these folders that git keeps; skips the test without git."""
    try:
        listing = subprocess.run(
            ["git", "ls-files", "-z", *folders],
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"this is no git checkout: {error}")
    return {name for name in listing.stdout.split("\0") if (ROOT / name).is_file()}
