"""Keep the text of a publiccode.yml while it is a draft, to show what was found beside its lines.

Revision: c61f0a7d52e8
Follows: b83e5f1d9c40
"""

import sqlalchemy as sa
from alembic import op

revision = "c61f0a7d52e8"
down_revision = "b83e5f1d9c40"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("component", schema=None) as batch_op:
        batch_op.add_column(sa.Column("publiccode_text", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("component", schema=None) as batch_op:
        batch_op.drop_column("publiccode_text")
