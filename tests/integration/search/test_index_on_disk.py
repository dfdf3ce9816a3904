"""The folder of the index: swapped whole, for its owner only, and never trusted blindly."""

import gc
import shutil
import stat
from threading import Event, Thread

import pytest
from whoosh import index as whoosh_index

from govhub.search.engine import Query, SearchUnavailable
from govhub.search.engines.whoosh import WhooshEngine, reading
from govhub.search.engines.whoosh import folder as folders
from govhub.search.thesaurus import no_thesaurus
from tests.integration.search.documents import found, make_document

CALLS = {
    "search": lambda engine: engine.search(Query(text="zaak")),
    "suggest": lambda engine: engine.suggest("za"),
    "fingerprints": lambda engine: engine.fingerprints(),
    "index": lambda engine: engine.index([make_document()]),
    "delete": lambda engine: engine.delete(["a"]),
}
every_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)


@pytest.fixture
def filled(whoosh):
    whoosh.rebuild(make_document(id=f"{number}", name=f"Zaak {number}") for number in range(50))
    return whoosh


@every_call
def test_without_an_index_every_call_says_so(folder, call):
    with pytest.raises(SearchUnavailable):
        call(WhooshEngine(folder))


@every_call
def test_an_index_that_is_taken_away_is_unavailable_and_comes_back(folder, filled, call):
    call(filled)
    shutil.rmtree(folder)

    with pytest.raises(SearchUnavailable):
        call(filled)

    filled.rebuild([make_document()])
    call(filled)


@every_call
@pytest.mark.parametrize("kept", [0, 1, 100, 0.5, 0.9])
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Whoosh leaves the file to the collector
def test_a_damaged_index_is_unavailable(folder, filled, call, kept):
    for file in (folder / "current").iterdir():
        content = file.read_bytes()
        file.write_bytes(content[: kept if isinstance(kept, int) else int(len(content) * kept)])

    with pytest.raises(SearchUnavailable):
        call(WhooshEngine(folder))
    gc.collect()


@every_call
def test_an_index_of_another_version_is_unavailable(folder, filled, call, monkeypatch):
    monkeypatch.setattr(folders, "_PREFIX", "build-0-")

    with pytest.raises(SearchUnavailable, match="another version"):
        call(filled)


def test_nobody_else_can_read_or_write_the_folder(folder, filled):
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "current").resolve().stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path):
    (tmp_path / "bestand").touch()

    with pytest.raises(SearchUnavailable):
        WhooshEngine(tmp_path / "bestand" / "search").rebuild([])


def test_the_old_index_answers_until_the_new_one_is_complete(folder, filled):
    def documents():
        yield make_document(id="nieuw", name="Zaak")
        assert len(found(WhooshEngine(folder), "zaak", per_page=100)) == 50

    filled.rebuild(documents())

    assert found(filled, "zaak") == found(WhooshEngine(folder), "zaak") == ["nieuw"]


def test_files_that_a_merge_deletes_while_they_are_opened_are_looked_for_again(
    folder, filled, monkeypatch
):
    answers = iter([FileNotFoundError("merged"), FileNotFoundError("merged again")])

    def open_dir(path):
        for error in answers:
            raise error
        return whoosh_index.open_dir(path)

    monkeypatch.setattr(reading, "_open", open_dir)

    assert len(found(WhooshEngine(folder), per_page=100)) == 50


def test_who_reads_the_old_index_can_go_on_after_the_swap(folder, filled):
    old = filled._reader.generation()
    WhooshEngine(folder).rebuild([make_document(id="nieuw", name="Zaak")])

    assert old.search(Query(text="zaak 7"), no_thesaurus()).hits[0].id == "7"
    assert found(filled, "zaak") == ["nieuw"]


def test_a_rebuild_that_fails_leaves_the_old_index_and_no_rubbish(folder, filled):
    def documents():
        yield make_document()
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        filled.rebuild(documents())

    assert len(found(filled, per_page=100)) == 50
    assert len(list(folder.glob("build-*"))) == 1


def test_only_one_writes_and_another_says_so_after_a_while(folder, filled, monkeypatch):
    monkeypatch.setattr(folders, "LOCK_SECONDS", 0.1)
    writing, done = Event(), Event()

    def documents():
        writing.set()
        done.wait(10)
        yield make_document(id="nieuw")

    thread = Thread(target=WhooshEngine(folder).rebuild, args=[documents()])
    thread.start()
    writing.wait(10)
    with pytest.raises(SearchUnavailable, match="another process"):
        filled.delete(["1"])
    assert len(found(filled, per_page=100)) == 50
    done.set()
    thread.join()
    filled.delete(["1"])


def test_indexing_what_is_there_already_writes_nothing(folder, filled):
    document = make_document(id="1", name="Zaak zelf")
    filled.index([document])
    files = {file.name for file in (folder / "current").iterdir()}

    filled.index([document])
    filled.delete(["onbekend"])

    assert {file.name for file in (folder / "current").iterdir()} == files
