"""Keep why an edit is proposed, what stood there when it was, and who answers for the component.

Revision: 9a4d27c6b1e3
Follows: c4e81d5a7f20
"""

import sqlalchemy as sa
from alembic import op

revision = "9a4d27c6b1e3"
down_revision = "c4e81d5a7f20"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("edit_proposal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("old_facts", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("is_of_keeper", sa.Boolean(), nullable=True))
    proposal = sa.table("edit_proposal", sa.column("old_facts", sa.JSON), sa.column("is_of_keeper"))
    op.execute(sa.update(proposal).values(old_facts={}, is_of_keeper=sa.true()))
    with op.batch_alter_table("edit_proposal", schema=None) as batch_op:
        batch_op.alter_column("old_facts", existing_type=sa.JSON(), nullable=False)
        batch_op.alter_column("is_of_keeper", existing_type=sa.Boolean(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("edit_proposal", schema=None) as batch_op:
        batch_op.drop_column("is_of_keeper")
        batch_op.drop_column("old_facts")
        batch_op.drop_column("reason")
