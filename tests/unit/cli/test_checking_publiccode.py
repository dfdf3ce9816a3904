"""``govhub import publiccode --check``."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from govhub.cli import cli
from tests.unit.publiccode.documents import VALID, changed


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "goed.yml").write_text(VALID, encoding="utf-8")
    wrong = changed("localisationReady: false", "localisationReady: nee")
    (tmp_path / "fout.yml").write_text(wrong, encoding="utf-8")

    def invoke(*arguments):
        return CliRunner().invoke(cli, ["import", "publiccode", *arguments])

    return invoke


def test_a_right_file_is_in_order(run):
    answer = run("--check", "goed.yml")
    assert (answer.exit_code, answer.stdout) == (0, "goed.yml: in orde\n")


def test_what_is_wrong_is_told_with_its_place_and_not_what_only_follows_from_it(run):
    answer = run("--check", "fout.yml")
    assert answer.exit_code == 1
    assert answer.stdout == (
        "fout.yml:22:1: fout: localisation.localisationReady: "
        "Hier staat een ander soort waarde dan mag. Schrijf true of false.\n"
    )


def test_programs_get_every_result_of_every_file_in_english(run):
    answer = run("--check", "--json", "goed.yml", "fout.yml")
    assert answer.exit_code == 1
    right, wrong = json.loads(answer.stdout)
    assert right == {"file": "goed.yml", "valid": True, "results": []}
    assert wrong["valid"] is False
    assert wrong["results"][0] == {
        "type": "error",
        "key": "localisation.localisationReady",
        "description": "wrong type for this field",
        "line": 22,
        "column": 1,
    }
    assert len(wrong["results"]) == 3


def test_a_warning_is_no_error(run, tmp_path):
    (tmp_path / "oud.yml").write_text(changed('"0"', '"0.4"'), encoding="utf-8")
    answer = run("--check", "oud.yml")
    assert answer.exit_code == 0
    assert answer.stdout.startswith("oud.yml:1:1: waarschuwing: publiccodeYmlVersion: Versie 0.4")


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("weg.yml", "weg.yml: Dit bestand is er niet. Kijk of het pad klopt."),
        (".", ".: Dit is een map. Geef het bestand zelf."),
    ],
)
def test_what_cannot_be_read_is_told_and_the_others_are_checked(run, path, sentence):
    answer = run("--check", path, "goed.yml")
    assert answer.exit_code == 1
    assert sentence in answer.stderr
    assert answer.stdout == "goed.yml: in orde\n"


def test_files_beside_it_are_looked_for_when_asked(run, tmp_path):
    (tmp_path / "logo.yml").write_text(VALID + "logo: logo.svg\n", encoding="utf-8")
    assert run("--check", "logo.yml").exit_code == 0
    answer = run("--check", "--with-files", "logo.yml")
    assert answer.exit_code == 1
    assert "logo.svg is er niet. Verbeter het pad." in answer.stdout


@pytest.mark.parametrize("option", [["--publish"], ["--owner", "x"], ["--by", "a@b.nl"]])
def test_what_only_counts_without_check_is_refused_with_it(run, option):
    answer = run("--check", *option, "goed.yml")
    assert answer.exit_code == 2
    assert "Met --check wordt niets ingelezen." in answer.stderr


def test_files_beside_it_are_only_looked_for_with_check(run):
    answer = run("--with-files", "goed.yml")
    assert answer.exit_code == 2
    assert "--with-files hoort bij --check." in answer.stderr


def test_checking_loads_no_database_and_no_web(tmp_path):
    (tmp_path / "goed.yml").write_text(VALID, encoding="utf-8")
    program = (
        "import sys; from govhub.cli import cli\n"
        "try: cli(['import', 'publiccode', '--check', 'goed.yml'])\n"
        "except SystemExit as end: assert end.code == 0\n"
        "print(sorted({'flask', 'sqlalchemy', 'pydantic', 'socket'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] in {"[]", "['socket']"}
