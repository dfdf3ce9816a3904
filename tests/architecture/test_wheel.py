"""What is built with ``python -m build`` is complete, and works outside the checkout."""

import os
import subprocess
import sys
import urllib.request
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.places import ROOT, tracked
from tests.serving import free_port, serving

BUNDLED = ("migrations", "seed", "templates")
BUILT = ("govhub/web/static/dist/", "govhub/search/dictionary/")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """An environment with GovHub's wheel, what it needs according to the lock, and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", with_pip=False)
    install = [sys.executable, "-m", "pip", "--python", str(folder / "env"), "install", "--quiet"]
    lock = ROOT / "requirements" / "runtime.txt"
    subprocess.run([*install, "--require-hashes", "--requirement", lock], check=True)
    subprocess.run([*install, "--no-deps", wheel], check=True)
    return Installed(folder)


class Installed:
    """GovHub as an operator has it: a command, and a folder with data."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.python = folder / "env" / "bin" / "python"
        self.govhub = folder / "env" / "bin" / "govhub"
        self.environment = {
            "PATH": os.defpath,
            "GOVHUB_DEMO": "1",
            "GOVHUB_SECRET_KEY": "a-key-for-the-wheel-test-0123456789",
            "GOVHUB_BASE_URL": f"http://127.0.0.1:{self.port}",
        }

    def run(self, *command: str | Path) -> str:
        """Run a command and return what it says."""
        result = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return result.stdout


def test_the_wheel_holds_the_files_that_git_holds(wheel):
    names = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    bundled = {f"govhub/_bundled/{name}" for name in tracked(*BUNDLED)}
    built = {name for name in names if name.startswith(BUILT)}
    assert names - built == bundled | tracked("govhub")


@pytest.mark.parametrize(
    ("folder", "last"), list(zip(BUILT, ("manifest.json", "words.txt"), strict=True))
)
def test_the_wheel_holds_what_was_built(wheel, folder, last):
    built = ROOT / folder
    assert (built / last).is_file(), "run `scripts/assets` first"
    files = {str(file.relative_to(ROOT)) for file in built.rglob("*") if file.is_file()}
    assert files <= set(ZipFile(wheel).namelist())


def test_an_installed_wheel_migrates_seeds_searches_and_serves(installed):
    package = installed.run(installed.python, "-c", "import govhub; print(govhub.__file__)")
    assert package.startswith(str(installed.folder))
    for command in (("db", "upgrade"), ("seed",), ("search", "rebuild")):
        installed.run(installed.govhub, *command)
    assert "Open Zaak" in installed.run(installed.govhub, "search", "query", "zaaksysteem")
    with serving(
        [installed.govhub],
        port=installed.port,
        folder=installed.folder,
        environment=installed.environment,
    ):
        url = f"http://127.0.0.1:{installed.port}/componenten?q=zaaksysteem"
        with urllib.request.urlopen(url, timeout=10) as answer:
            page = answer.read().decode()
    assert "Open Zaak" in page
