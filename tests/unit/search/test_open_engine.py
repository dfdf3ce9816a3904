from pathlib import Path

import pytest

from govhub.kernel.errors import SettingsError
from govhub.search.engine import SearchUnavailable
from govhub.search.engines import open_engine


@pytest.mark.parametrize("form", ["whoosh:///{relative}", "whoosh:///{absolute}"])
def test_a_folder_is_relative_unless_it_begins_with_a_slash(form, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "var" / "search"

    engine = open_engine(form.format(relative="var/search", absolute=folder))

    with pytest.raises(SearchUnavailable, match=str(folder)):
        engine.fingerprints()
    assert engine.rebuild([]) == 0
    assert (folder / "current").is_dir()


def test_opening_an_engine_makes_nothing(tmp_path):
    open_engine(f"whoosh:///{tmp_path}/search")

    assert list(Path(tmp_path).iterdir()) == []


@pytest.mark.parametrize("url", ["", "whoosh:///", "whoosh://var/search", "solr://host/core"])
def test_another_address_is_refused_with_a_sentence(url):
    with pytest.raises(SettingsError, match=r"GOVHUB_SEARCH_URL is ‘.*’\. Gebruik whoosh:///"):
        open_engine(url)
