import pytest

from govhub.search.engines.memory import MemoryEngine
from govhub.search.engines.whoosh import WhooshEngine


@pytest.fixture
def folder(tmp_path):
    """Where the index on disk is."""
    return tmp_path / "search"


@pytest.fixture
def whoosh(folder):
    """An empty index on disk."""
    engine = WhooshEngine(folder)
    engine.rebuild([])
    return engine


@pytest.fixture(params=["memory", "whoosh"])
def search_engine(request):
    """Each engine that there is, without documents."""
    return MemoryEngine() if request.param == "memory" else request.getfixturevalue("whoosh")
