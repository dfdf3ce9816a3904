"""Bringing the guidelines in, again and again, as their authors change them."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from govhub.cli import cli
from govhub.guidance import checkout, importing, queries
from govhub.guidance.checkout import NoGuidelines
from govhub.guidance.models import Part, Principle
from govhub.kernel import clock
from govhub.platform.db import transaction
from tests.making import make_principle


@pytest.fixture
def nerds(tmp_path):
    """A checkout of the guidelines of today, with two of them."""
    folder = tmp_path / "nerds"
    (folder / "docs" / "richtlijnen").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        "site_url: https://nerds.voorbeeld.nl/\nplugins:\n  - mike:\n"
        "      canonical_version: production\n"
        "hooks: !!python/name:os.system\n"
    )
    write(folder, "cloud", "5. Kies cloud", "Zie [data](../data/index.md#hoe).")
    write(folder, "data", "10. Gebruik data", "Tekst.")
    return folder


def write(folder: Path, key, title, body, *, name="index.md", relations=()):
    place = folder / "docs" / "richtlijnen" / key
    place.mkdir(exist_ok=True)
    related = "".join(f"  - {each}\n" for each in relations)
    place.joinpath(name).write_text(
        f'---\ntitle: "{title}"\nsummary: Over {key}.\nrelations:\n{related}---\n\n'
        f"# {title}\n\n{body}\n"
    )


def bring_in(session, folder):
    with transaction(session):
        return importing.bring_in(session, checkout.read(folder))


def principle(session, key):
    return queries.principle_by_key(session, key)


def html(session, key):
    (text, *_others) = queries.texts(session, principle(session, key))
    return text.blocks[0]["html"]


def test_a_guideline_comes_with_its_facts_text_and_public_address(session, nerds):
    report = bring_in(session, nerds)
    assert report.new == ["richtlijnen/cloud/index.md", "richtlijnen/data/index.md"]
    found = principle(session, "cloud")
    assert (found.number, found.title, found.summary) == (5, "Kies cloud", "Over cloud.")
    assert found.url == "https://nerds.voorbeeld.nl/production/richtlijnen/cloud/"
    assert html(session, "cloud") == (
        '<p>Zie <a href="data#tekst-hoe" rel="noopener">data</a>.</p>'
    )


def test_the_same_once_more_changes_nothing(session, nerds):
    bring_in(session, nerds)
    before = [text.imported_at for text in queries.texts(session, principle(session, "cloud"))]
    report = bring_in(session, nerds)
    assert (report.new, report.changed, len(report.unchanged)) == ([], [], 2)
    assert [t.imported_at for t in queries.texts(session, principle(session, "cloud"))] == before


def test_what_the_authors_change_is_changed_here(session, nerds):
    bring_in(session, nerds)
    write(nerds, "data", "10. Gebruik data goed", "Andere tekst.")
    report = bring_in(session, nerds)
    assert report.changed == ["richtlijnen/data/index.md"]
    assert principle(session, "data").title == "Gebruik data goed"
    assert html(session, "data") == "<p>Andere tekst.</p>"


def test_a_guideline_that_moved_keeps_the_address_it_had(session, nerds):
    old = "https://nerds.voorbeeld.nl/production/principes/cloud/"
    make_principle(session, key="cloud", title="Cloud", url=old)
    report = bring_in(session, nerds)
    session.expire_all()
    found = principle(session, "cloud")
    assert report.moved == [found.url]
    assert bring_in(session, nerds).moved == []
    assert found.url == "https://nerds.voorbeeld.nl/production/richtlijnen/cloud/"
    assert {each.url for each in queries.addresses(session, found)} == {old, found.url}


def test_weights_stay_when_the_guidance_no_longer_tells_them(session, nerds):
    make_principle(session, key="cloud", title="Cloud", role_weights={"jurist": "high"})
    bring_in(session, nerds)
    assert principle(session, "cloud").role_weights == {"jurist": "high"}


def test_what_the_guidance_drops_stays_and_says_so(session, nerds):
    bring_in(session, nerds)
    (nerds / "docs" / "richtlijnen" / "data" / "index.md").unlink()
    report = bring_in(session, nerds)
    assert report.gone == ["Gebruik data"]
    assert principle(session, "data").ended_on == clock.today()
    assert html(session, "data") == "<p>Tekst.</p>"
    assert bring_in(session, nerds).gone == []
    write(nerds, "data", "10. Gebruik data", "Tekst.")
    bring_in(session, nerds)
    assert principle(session, "data").ended_on is None


def test_the_page_about_phases_belongs_to_its_guideline(session, nerds):
    write(nerds, "cloud", "Fases", "[terug](index.md)", name="fases.md")
    bring_in(session, nerds)
    assert principle(session, "cloud").title == "Kies cloud"
    parts = [text.part for text in queries.texts(session, principle(session, "cloud"))]
    assert parts == [Part.GUIDELINE, Part.PHASES]
    (nerds / "docs" / "richtlijnen" / "cloud" / "fases.md").unlink()
    bring_in(session, nerds)
    assert len(queries.texts(session, principle(session, "cloud"))) == 1


def test_both_parts_of_a_guideline_may_name_a_place_the_same(session, nerds):
    write(nerds, "cloud", "5. Kies cloud", "## Hoe\n\n[zie](fases.md#hoe)")
    write(nerds, "cloud", "Fases", "## Hoe\n\n[zie](index.md#hoe) [hier](#hoe)", name="fases.md")
    bring_in(session, nerds)
    first, second = (
        text.blocks[0]["html"] for text in queries.texts(session, principle(session, "cloud"))
    )
    assert 'id="tekst-hoe"' in first
    assert 'href="cloud#fases-tekst-hoe"' in first
    assert 'id="fases-tekst-hoe"' in second
    assert 'href="cloud#tekst-hoe"' in second
    assert 'href="#fases-tekst-hoe"' in second


def test_dead_relations_and_links_are_told(session, nerds):
    write(nerds, "data", "10. Data", "[weg](../weg/index.md)", relations=["verdwenen", "cloud"])
    report = bring_in(session, nerds)
    assert [each.message for each in report.dead] == [
        "Relatie met verdwenen, die er niet is.",
        "Link naar ../weg/index.md, die er niet is.",
    ]
    assert "href" not in html(session, "data")


def test_links_to_other_pages_go_to_the_public_site(session, nerds):
    write(nerds, "data", "10. Data", "[over](../../Over/index.md) [weg](../../../../etc/passwd)")
    bring_in(session, nerds)
    assert 'href="https://nerds.voorbeeld.nl/production/Over/"' in html(session, "data")
    assert "passwd" not in html(session, "data")


def test_a_page_that_cannot_be_read_keeps_what_was_there(session, nerds):
    bring_in(session, nerds)
    broken = nerds / "docs" / "richtlijnen" / "data" / "index.md"
    for data in (b"\xff\xfe", b"geen titel", b"---\ntitle: x\n---\n" + b">" * 1000):
        broken.write_bytes(data)
        report = bring_in(session, nerds)
        assert [each.path for each in report.unread] == ["richtlijnen/data/index.md"]
        assert html(session, "data") == "<p>Tekst.</p>"
    assert report.gone == []


def test_a_folder_without_guidelines_is_refused(tmp_path):
    with pytest.raises(NoGuidelines, match="staan geen richtlijnen"):
        checkout.read(tmp_path)


# --- the command ------------------------------------------------------------------------------


@pytest.fixture
def govhub(installation):
    return lambda *arguments: CliRunner().invoke(cli, ["guidance", *map(str, arguments)])


def test_the_command_says_what_it_did(govhub, nerds, session):
    result = govhub("import", nerds)
    assert result.exit_code == 0
    assert result.output == "Richtlijnen: 2 nieuwe pagina's, 0 gewijzigd, 0 gelijk.\n"
    assert session.scalar(sa.select(sa.func.count()).select_from(Principle)) == 2


def test_the_command_fails_when_a_page_cannot_be_read(govhub, nerds):
    (nerds / "docs" / "richtlijnen" / "data" / "index.md").write_text("geen titel")
    result = govhub("import", nerds)
    assert result.exit_code == 1
    assert "richtlijnen/data/index.md is niet gelezen: Boven de tekst staan geen" in result.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("/er/is/niets",), "De map /er/is/niets is er niet. Kijk of het pad klopt."),
        (("/",), "In / staan geen richtlijnen."),
        (("/", "--url", "voorbeeld"), "voorbeeld is geen webadres."),
    ],
)
def test_the_command_says_what_is_wrong(govhub, arguments, sentence):
    result = govhub("import", *arguments)
    assert result.exit_code == 1
    assert sentence in result.output


def test_a_link_to_a_file_outside_the_checkout_is_not_followed(tmp_path, nerds):
    other = tmp_path / "elders"
    other.mkdir()
    (other / "index.md").write_text("---\ntitle: Geheim\n---\nGeheim.")
    richtlijnen = nerds / "docs" / "richtlijnen"
    (richtlijnen / "geheim").symlink_to(other)
    (richtlijnen / "geheim2").mkdir()
    (richtlijnen / "geheim2" / "index.md").symlink_to(other / "index.md")
    assert checkout.read(nerds).keys == {"cloud", "data"}


def test_the_command_tells_everything_that_changed_in_sentences(govhub, nerds):
    govhub("import", nerds)
    write(nerds, "cloud", "5. Kies cloud", "[weg](../weg/index.md)", relations=["verdwenen"])
    (nerds / "docs" / "richtlijnen" / "data" / "index.md").unlink()
    result = govhub("import", nerds, "--url", "https://anders.voorbeeld.nl")
    assert result.output.splitlines() == [
        "Richtlijnen: 0 nieuwe pagina's, 1 gewijzigd, 0 gelijk.",
        "Gewijzigd: richtlijnen/cloud/index.md",
        "Staat nu op een ander adres: https://anders.voorbeeld.nl/richtlijnen/cloud/",
        "Niet meer in de richtlijnen: Gebruik data. De pagina blijft, met die opmerking.",
        "richtlijnen/cloud/index.md: Relatie met verdwenen, die er niet is.",
        "richtlijnen/cloud/index.md: Link naar ../weg/index.md, die er niet is.",
    ]


# --- the command, as a process of its own -----------------------------------------------------

GOVHUB = [sys.executable, "-m", "govhub"]
KILLED_AT_THE_LAST_PAGE = """
import os, signal
from govhub.cli import cli
from govhub.guidance import importing

read = importing._read

def read_or_die(source, *more):
    if source.key == "data":
        os.kill(os.getpid(), signal.SIGKILL)
    return read(source, *more)

importing._read = read_or_die
cli()
"""


def test_an_import_that_is_killed_leaves_what_was_there(installation, session, nerds):
    bring_in(session, nerds)
    write(nerds, "cloud", "5. Kies anders", "Half.")
    write(nerds, "data", "10. Gebruik anders", "Half.")
    command = [sys.executable, "-c", KILLED_AT_THE_LAST_PAGE, "guidance", "import", str(nerds)]
    killed = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    session.expire_all()
    assert [principle(session, key).title for key in ("cloud", "data")] == [
        "Kies cloud",
        "Gebruik data",
    ]
    assert "Half" not in html(session, "cloud")
    session.rollback()
    report = bring_in(session, nerds)
    assert len(report.changed) == 2
    assert html(session, "cloud") == "<p>Half.</p>"


def test_progress_is_shown_on_a_terminal_and_not_in_a_pipe(installation, nerds):
    command = [*GOVHUB, "guidance", "import", str(nerds)]
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        first = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=True)
        os.close(theirs)
        shown = terminal.read(10_000).decode()
    assert "Lezen: 1 van 2, richtlijnen/cloud/index.md" in shown
    assert shown.endswith("Lezen: 2 van 2, richtlijnen/data/index.md\r\n")
    assert first.stdout.decode().startswith("Richtlijnen: 2 nieuwe pagina's")
    again = subprocess.run(command, capture_output=True, check=True)
    assert "Lezen" not in again.stderr.decode()
    assert again.stdout.decode() == "Richtlijnen: 0 nieuwe pagina's, 0 gewijzigd, 2 gelijk.\n"
