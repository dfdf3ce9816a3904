"""Every route about registering and editing."""

from govhub.web.registration import editing, starting
from govhub.web.registration.blueprint import registration

__all__ = ["editing", "registration", "starting"]
