"""Find what waits, and what was given up, for each subscriber apart.

Revision: 8c1f4e7a92d6
Follows: 3b8e6d1f5a04
"""

import sqlalchemy as sa
from alembic import op

revision = "8c1f4e7a92d6"
down_revision = "3b8e6d1f5a04"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_delivery_due", "delivery")
    op.create_index(
        "ix_delivery_state_subscriber_due_at", "delivery", ["state", "subscriber", "due_at"]
    )


def downgrade() -> None:
    op.execute("UPDATE delivery SET state = 'opgegeven' WHERE state = 'weggelegd'")
    op.drop_index("ix_delivery_state_subscriber_due_at", "delivery")
    op.create_index(
        "ix_delivery_due",
        "delivery",
        ["due_at"],
        sqlite_where=sa.text("state = 'wacht'"),
        postgresql_where=sa.text("state = 'wacht'"),
    )
