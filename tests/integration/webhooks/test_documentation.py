"""The receiver in the documentation works as it stands there."""

import re
import time

from govhub.kernel import clock
from govhub.notifications.webhooks.cloudevents import TYPES
from govhub.notifications.webhooks.signing import signed_headers
from tests.places import DOCS

TEXT = (DOCS / "webhooks.md").read_text(encoding="utf-8")
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def test_the_check_of_a_signature_works():
    (code,) = re.findall(r"```python\n(import base64.*?)```", TEXT, flags=re.DOTALL)
    names = {}
    exec(code, names)  # noqa: S102  # our own documentation
    headers = signed_headers([SECRET], message_id="1", at=clock.now(), body=b"{}")
    assert names["is_echt"](SECRET, headers, b"{}")
    assert not names["is_echt"](SECRET, headers, b"[]")
    old = headers | {"webhook-timestamp": str(int(time.time()) - 3600)}
    assert not names["is_echt"](SECRET, old, b"{}")


def test_every_kind_of_message_is_there():
    assert [kind for kind in TYPES.values() if f"| `{kind}` |" not in TEXT] == []
