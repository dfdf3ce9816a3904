from dataclasses import replace

import pytest

from govhub.catalogue.facts import Facts
from govhub.registration.comparison import differing_fields

FACTS = Facts(
    name="Zaken",
    purposes=("een", "twee"),
    category_keys=("zaken", "betalen", "formulieren"),
    standard_keys=("zgw", "stuf"),
    principle_keys=("samenwerking", "open-source"),
)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"standard_keys": ("stuf", "zgw")},
        {"principle_keys": ("open-source", "samenwerking")},
        {"category_keys": ("zaken", "formulieren", "betalen")},
    ],
)
def test_the_order_in_which_boxes_were_ticked_is_no_difference(changed):
    assert differing_fields(FACTS, replace(FACTS, **changed)) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Anders"},
        {"purposes": ("twee", "een")},
        {"category_keys": ("betalen", "zaken", "formulieren")},
        {"standard_keys": ("zgw",)},
    ],
)
def test_another_value_another_order_of_lines_or_another_main_category_is(changed):
    assert differing_fields(FACTS, replace(FACTS, **changed)) == list(changed)
