"""Every route about registering and editing."""

from govhub.web.registration import editing, starting, stepping
from govhub.web.registration.blueprint import registration

__all__ = ["editing", "registration", "starting", "stepping"]
