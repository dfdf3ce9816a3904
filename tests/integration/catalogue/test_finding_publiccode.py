"""A publiccode.yml is found by the address of its repository, wherever that is shown."""

import pytest

from govhub.catalogue.interchange.publiccode import finding
from govhub.catalogue.interchange.publiccode.finding import NotFound, find
from govhub.kernel.errors import InvalidInput
from govhub.platform.fetch import Reach
from tests import forges as imitation

TEXT = "publiccodeYmlVersion: '0'\nname: Zaakbrug\n"


@pytest.fixture
def forges():
    with imitation.running() as forges:
        yield forges


def found(forges, address):
    return find(address, reach=forges.reach)


@pytest.mark.parametrize("file", ["HEAD/publiccode.yml", "HEAD/publiccode.yaml"])
@pytest.mark.parametrize(
    ("program", "repository"),
    [
        ("github", "gemeente/zaakbrug"),
        ("gitlab", "gemeente/zaakbrug"),
        ("gitlab", "groep/sub/diep/zaakbrug"),
        ("gitea", "gemeente/zaakbrug"),
        ("bitbucket_server", "projects/ABC/repos/zaakbrug"),
    ],
)
def test_each_program_gives_its_file(forges, program, repository, file):
    address = getattr(forges, program)(repository, {file: TEXT})
    answer = found(forges, address)
    assert answer.data == TEXT.encode()
    assert answer.repository == address


@pytest.mark.parametrize("branch", ["main", "master", "develop"])
@pytest.mark.parametrize(
    ("program", "repository"),
    [
        ("github", "gemeente/zaakbrug"),
        ("gitlab", "groep/zaakbrug"),
        ("gitea", "gemeente/zaakbrug"),
        ("bitbucket_server", "projects/ABC/repos/zaakbrug"),
    ],
)
def test_a_file_on_another_usual_branch_is_found_too(forges, program, repository, branch):
    address = getattr(forges, program)(repository, {f"{branch}/publiccode.yml": TEXT})
    assert found(forges, f"{address}.git").data == TEXT.encode()


def test_bitbucket_in_the_cloud_gives_its_file(forges):
    forges.file("/gemeente/zaakbrug/raw/dev/publiccode.yml", TEXT)
    forges.page("/gemeente/zaakbrug")
    assert found(forges, f"{forges.url}/gemeente/zaakbrug/src/dev/").data == TEXT.encode()


def test_a_host_that_does_not_tell_what_it_runs_is_asked_in_every_way(forges):
    forges.gitea("gemeente/zaakbrug", {"main/publiccode.yml": TEXT})
    address = forges.page("/gemeente/zaakbrug")
    assert found(forges, address).data == TEXT.encode()


def test_a_host_that_tells_is_not_asked_in_the_way_of_another(forges):
    found(forges, forges.gitea("gemeente/zaakbrug", {"HEAD/publiccode.yml": TEXT}))
    assert forges.asked == [
        "/gemeente/zaakbrug",
        "/api/v1/repos/gemeente/zaakbrug/raw/publiccode.yml",
    ]


def test_a_file_is_read_from_its_own_address(forges):
    address = forges.file("/ergens/publiccode.yml", TEXT)
    assert found(forges, address) == finding.Found(data=TEXT.encode(), url=address, repository=None)


def test_a_repository_that_moved_is_known_by_its_new_address(forges):
    new = forges.github("nieuw/zaakbrug", {"HEAD/publiccode.yml": TEXT})
    old = forges.moved("/oud/zaakbrug", "/nieuw/zaakbrug")
    assert found(forges, old).repository == new


def test_a_page_that_asks_to_sign_in_is_no_file(forges):
    address = forges.moved("/groep/geheim", "/users/sign_in", status=302)
    forges.page("/users/sign_in", **imitation.GITLAB)
    with pytest.raises(NotFound, match="Wie niet is ingelogd"):
        found(forges, address)


def test_a_page_in_place_of_a_file_is_no_file(forges):
    address = forges.gitlab("groep/zaakbrug", {})
    forges.page("/groep/zaakbrug/-/raw/HEAD/publiccode.yml")
    with pytest.raises(NotFound, match="vonden we geen") as caught:
        found(forges, address)
    assert caught.value.repository == address


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(404, "bestaat niet, of is niet openbaar"), (410, "bestaat niet, of is niet openbaar")],
)
def test_a_repository_that_is_not_there_is_told_so(forges, status, sentence):
    with pytest.raises(NotFound, match=sentence) as caught:
        found(forges, forges.page("/gemeente/weg", status=status))
    assert caught.value.repository is None
    assert len(forges.asked) == 1


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (404, "geen bestand"),
        (401, "niet is ingelogd"),
        (403, "niet is ingelogd"),
        (429, "code 429"),
        (503, "code 503"),
    ],
)
def test_a_file_that_is_not_given_is_told_why(forges, status, sentence):
    with pytest.raises(NotFound, match=sentence):
        found(forges, forges.page("/x/publiccode.yml", status=status))


def test_a_page_where_a_file_was_expected_is_told_so(forges):
    with pytest.raises(NotFound, match="een webpagina en geen publiccode"):
        found(forges, forges.page("/x/publiccode.yml"))


def test_a_server_that_is_too_busy_is_left_alone(forges):
    address = forges.github("gemeente/zaakbrug", {})
    forges.page("/gemeente/zaakbrug/raw/HEAD/publiccode.yml", status=429)
    with pytest.raises(NotFound, match="code 429"):
        found(forges, address)
    assert len(forges.asked) == 2


def test_a_file_that_is_too_big_is_not_read(forges):
    address = forges.file("/x/publiccode.yml", b"#" * (finding.MOST_BYTES + 1))
    with pytest.raises(NotFound, match="groter dan 128 kB"):
        found(forges, address)


def test_nobody_waits_longer_than_the_limit(forges, monkeypatch):
    monkeypatch.setattr(finding, "MOST_SECONDS_EACH", 0.2)
    forges.delay = 2
    with pytest.raises(NotFound, match="te lang"):
        found(forges, f"{forges.url}/gemeente/zaakbrug")


def test_the_time_is_for_everything_together(forges, monkeypatch):
    monkeypatch.setattr(finding, "MOST_SECONDS", 0.3)
    address = forges.page("/gemeente/zaakbrug")
    forges.delay = 0.12
    with pytest.raises(NotFound, match="te lang"):
        found(forges, address)
    assert len(forges.asked) <= 4


def test_the_number_of_questions_has_a_limit(forges):
    with pytest.raises(NotFound, match="vonden we geen"):
        found(forges, forges.page("/gemeente/zaakbrug"))
    assert len(forges.asked) == finding.MOST_REQUESTS


def test_nothing_inside_is_asked(forges):
    with pytest.raises(InvalidInput, match="poort 80 of 443"):
        find(f"{forges.url}/gemeente/zaakbrug", reach=Reach())
    with pytest.raises(InvalidInput, match="intern netwerk"):
        find("http://169.254.169.254/latest/publiccode.yml", reach=forges.reach)
    assert forges.asked == []


def test_nobody_is_led_inside_by_a_repository(forges):
    address = forges.moved("/x/publiccode.yml", "http://10.0.0.1/publiccode.yml")
    with pytest.raises(InvalidInput, match="intern netwerk"):
        found(forges, address)


def test_a_server_that_is_not_there_is_told_so(forges):
    reach = Reach(loopback_ports={9})
    with pytest.raises(NotFound, match="niet bereikbaar"):
        find("http://127.0.0.1:9/gemeente/zaakbrug", reach=reach)


def test_going_round_in_circles_ends(forges):
    forges.moved("/a/publiccode.yml", "/b/publiccode.yml")
    with pytest.raises(NotFound, match="te vaak door"):
        found(forges, forges.moved("/b/publiccode.yml", "/a/publiccode.yml") + "")
