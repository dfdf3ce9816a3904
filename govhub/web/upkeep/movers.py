"""Everything outside the catalogue that points to components, and moves when two become one."""

from govhub.catalogue.merging import Mover
from govhub.following import moving as followers
from govhub.registration import moving as registrations
from govhub.reuse import moving as reuse

MOVERS: tuple[Mover, ...] = (followers, reuse, registrations)
"""A test compares what they know of with every table that points to a component."""
