"""search misses and synonyms.

Revision: 8e52a1c47d90
Follows: 3c1f0a9d7b42
"""

import sqlalchemy as sa
from alembic import op

revision = "8e52a1c47d90"
down_revision = "3c1f0a9d7b42"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_miss",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=60), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("gemist", "zwak", name="outcome", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("best", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("dismissed_because", sa.String(length=300), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_miss")),
        sa.UniqueConstraint("text", name=op.f("uq_search_miss_text")),
    )
    op.create_table(
        "search_synonym",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=60), nullable=False),
        sa.Column("meaning", sa.String(length=60), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_synonym")),
        sa.UniqueConstraint("term", "meaning", name=op.f("uq_search_synonym_term_meaning")),
    )


def downgrade() -> None:
    op.drop_table("search_synonym")
    op.drop_table("search_miss")
