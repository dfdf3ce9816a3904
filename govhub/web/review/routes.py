"""Every route about reviewing: of the redactie, and of who waits for it."""

from govhub.web.review import deciding, editing, queue, suggesting, talking
from govhub.web.review.blueprint import review

__all__ = ["deciding", "editing", "queue", "review", "suggesting", "talking"]
