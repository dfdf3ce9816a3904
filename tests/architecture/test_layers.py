"""The order of the layers (docs/adr/0001) holds."""

from importlinter.cli import lint_imports

from tests.places import ROOT


def test_every_import_contract_holds(capsys):
    assert lint_imports(str(ROOT / "pyproject.toml"), no_cache=True) == 0, capsys.readouterr().out
