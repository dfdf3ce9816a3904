"""What somebody registered before there were memberships, they registered on behalf of its owner.

Revision: 5d0a7c3e91b2
Follows: c27d0f5b8e13
"""

from alembic import op

revision = "5d0a7c3e91b2"
down_revision = "c27d0f5b8e13"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE component SET is_on_behalf = TRUE WHERE submitted_by_id IS NOT NULL")


def downgrade() -> None:
    op.execute("UPDATE component SET is_on_behalf = FALSE")
