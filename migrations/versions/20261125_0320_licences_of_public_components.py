"""An index to list the licences of public components.

Revision: 7d41c0b95e2a
Follows: 8e52a1c47d90
"""

from alembic import op

revision = "7d41c0b95e2a"
down_revision = "8e52a1c47d90"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_component_publication_licence", "component", ["publication", "licence"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_component_publication_licence", table_name="component")
