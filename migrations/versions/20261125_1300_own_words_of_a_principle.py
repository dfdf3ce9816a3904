"""Keep what to do with a principle in words of our own, to show before its text is imported.

Revision: d72a1b8e63f9
Follows: c61f0a7d52e8
"""

import sqlalchemy as sa
from alembic import op

revision = "d72a1b8e63f9"
down_revision = "c61f0a7d52e8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("principle", schema=None) as batch_op:
        batch_op.add_column(sa.Column("own_text", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("principle", schema=None) as batch_op:
        batch_op.alter_column("own_text", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("principle", schema=None) as batch_op:
        batch_op.drop_column("own_text")
