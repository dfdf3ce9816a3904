"""What a command answers can be read by a program: the log goes elsewhere."""

import json
import subprocess
import sys

RECORD = {
    "id": "digid",
    "name": "DigiD",
    "tagline": "Inloggen voor burgers",
    "description": "Inloggen bij de overheid.",
    "category": "authenticatie",
    "organisation": "Logius",
    "status": "beschikbaar",
    "licence": "closed",
    "standards": [],
    "tags": ["inloggen"],
    "lang": "nl",
    "updated": "2024-05-24",
}


def test_the_measures_of_searching_are_nothing_but_json(tmp_path):
    records, queries = tmp_path / "records.json", tmp_path / "queries.json"
    records.write_text(json.dumps([RECORD]), encoding="utf-8")
    asked = {"id": "q1", "q": "inloggen", "type": "keyword", "rel": {"digid": 3}}
    queries.write_text(json.dumps([asked]), encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, "-m", "govhub", "search", "eval", records, queries, "--json"],
        capture_output=True,
        check=True,
        text=True,
    )
    measures = json.loads(answer.stdout)
    assert list(measures) == ["n", "ndcg10", "mrr", "recall10", "zero", "per_type"]
    assert measures["ndcg10"] == 1.0
