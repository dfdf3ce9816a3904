import shutil

import pytest
from ruamel.yaml import YAML

from govhub import paths
from govhub.catalogue.interchange import seed
from govhub.platform.db import transaction

KEPT = ("betaling", "formulieren", "infrastructuur")
"""The categories whose components stay in the small copy."""
GOVERNMENT = 21
"""Lines of the table of organisations that stay: its head, and twenty."""


@pytest.fixture(scope="session")
def small_seed(tmp_path_factory):
    """The seed with the components of three categories, so that loading takes no time."""
    folder = shutil.copytree(paths.SEED, tmp_path_factory.mktemp("small") / "seed")
    slugs = set()
    for file in (folder / "components").iterdir():
        if file.stem in KEPT:
            slugs |= {row["slug"] for row in YAML(typ="safe").load(file)}
        else:
            file.unlink()
    _rewrite(
        folder / "relations.yaml",
        lambda rows: [row for row in rows if {row["from"], row["to"]} <= slugs],
    )
    _rewrite(
        folder / "status_history.yaml",
        lambda rows: {slug: lines for slug, lines in rows.items() if slug in slugs},
    )
    government = folder / "government.csv"
    government.write_text("\n".join(government.read_text().splitlines()[:GOVERNMENT]) + "\n")
    return folder


@pytest.fixture
def folder(small_seed, tmp_path):
    """A small copy of the seed, to change."""
    return shutil.copytree(small_seed, tmp_path / "seed")


@pytest.fixture
def load(session, folder):
    """Load what is in ``folder`` now."""

    def load_folder():
        with transaction(session):
            return seed.load(session, folder)

    return load_folder


@pytest.fixture
def change(folder):
    """Replace a piece of text in a seed file: ``change("relations.yaml", old, new)``."""

    def replace(name, old, new):
        file = folder / name
        text = file.read_text()
        assert old in text, f"{name} does not hold {old!r}"
        file.write_text(text.replace(old, new, 1))

    return replace


def _rewrite(file, choose):
    yaml = YAML()
    rows = yaml.load(file)
    yaml.dump(choose(rows), file)
