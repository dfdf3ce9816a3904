"""Keep why the use of a component is disputed, which phases there were, and whom to ask again.

Revision: b83e5f1d9c40
Follows: 9a4d27c6b1e3
"""

import sqlalchemy as sa
from alembic import op

revision = "b83e5f1d9c40"
down_revision = "9a4d27c6b1e3"
branch_labels = None
depends_on = None

SIDES = ("gebruiker", "eigenaar", "redactie")
PHASES = ("verkennen", "pilot", "productie", "gestopt")


def upgrade() -> None:
    with op.batch_alter_table("reuse", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answered_from", sa.String(length=254), nullable=True))
        batch_op.add_column(
            sa.Column(
                "refused_by",
                sa.Enum(*SIDES, name="side", native_enum=False, length=30),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("refused_reason", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("lapse_told_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "reuse_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reuse_id", sa.Integer(), nullable=False),
        sa.Column(
            "phase", sa.Enum(*PHASES, name="phase", native_enum=False, length=30), nullable=False
        ),
        sa.Column("software_version", sa.String(length=40), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["reuse_id"],
            ["reuse.id"],
            name=op.f("fk_reuse_step_reuse_id_reuse"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reuse_step")),
    )
    with op.batch_alter_table("reuse_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reuse_step_reuse_id"), ["reuse_id"], unique=False)


def downgrade() -> None:
    op.drop_table("reuse_step")
    with op.batch_alter_table("reuse", schema=None) as batch_op:
        batch_op.drop_column("lapse_told_at")
        batch_op.drop_column("refused_reason")
        batch_op.drop_column("refused_by")
        batch_op.drop_column("answered_from")
