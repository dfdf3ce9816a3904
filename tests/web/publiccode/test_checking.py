"""``/publiccode``: anybody can see what is wrong in a file."""

from io import BytesIO

import pytest

VALID = """\
publiccodeYmlVersion: "0.7"
name: Zaakbrug
url: https://github.com/voorbeeld/zaakbrug
platforms:
  - web
developmentStatus: stable
softwareType: standalone/web
description:
  nl:
    shortDescription: Verbindt oude zaaksystemen met nieuwe.
    longDescription: >
      Zaakbrug vertaalt berichten van oude zaaksystemen naar de API's voor zaakgericht werken, zodat
      een gemeente stap voor stap kan overstappen zonder dat inwoners daar iets van merken.
    features:
      - berichten vertalen
legal:
  license: EUPL-1.2
maintenance:
  type: none
localisation:
  localisationReady: false
  availableLanguages:
    - nl
"""


def send(client, text="", file=None):
    data = {"text": text}
    if file is not None:
        data["file"] = (BytesIO(file), "publiccode.yml")
    return client.post("/publiccode", data=data, content_type="multipart/form-data")


def test_a_good_file_is_called_good(client):
    assert "Dit bestand klopt." in send(client, VALID).text


def test_a_mistake_is_shown_beside_its_line(client):
    page = send(client, VALID.replace("EUPL-1.2", "Eigen licentie")).text
    assert "Er is 1 fout." in page
    assert "SPDX" in page
    assert 'href="#regel-17"' in page
    assert 'id="regel-17"' in page


def test_an_uploaded_file_goes_before_the_text(client):
    assert "Dit bestand klopt." in send(client, "geen yaml: [", VALID.encode()).text


def test_a_better_way_to_write_is_proposed(client):
    page = send(client, VALID.replace("EUPL-1.2", "EUPL-1.2+")).text
    assert "Zo staat het er beter" in page
    assert "<code>EUPL-1.2</code>" in page


def test_nothing_at_all_is_asked_for_again(client):
    answer = send(client)
    assert answer.status_code == 400
    assert "Kies een bestand, of plak hier de tekst." in answer.text


@pytest.mark.parametrize(
    "text", ["\t- x: [", "{" * 5000, "a: &a [*a]", "<script>alert(1)</script>", "💥: é"]
)
def test_whatever_is_handed_in_gets_an_answer(client, text):
    answer = send(client, text)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_bytes_that_are_no_text_get_an_answer(client):
    assert send(client, file=b"\xff\xfe\x00name: x").status_code == 200


def test_signs_that_no_page_can_show_break_nothing(client):
    text = 'name: "\\ud800"\n"\\ud800\\0": 1\nreleaseDate: "\\ud800"\npubliccodeYmlVersion: "0"\n'
    assert client.post("/publiccode", data={"text": text}).status_code == 200
