"""Keep the text of the guidelines, the actions of their registry, and what organisations look for.

Revision: c4e81d5a7f20
Follows: 7be41f0c52d6
"""

import sqlalchemy as sa
from alembic import op

revision = "c4e81d5a7f20"
down_revision = "7be41f0c52d6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guideline_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("principle_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["principle_id"],
            ["principle.id"],
            name=op.f("fk_guideline_address_principle_id_principle"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guideline_address")),
        sa.UniqueConstraint(
            "principle_id", "url", name=op.f("uq_guideline_address_principle_id_url")
        ),
    )
    with op.batch_alter_table("guideline_address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guideline_address_url"), ["url"], unique=False)

    op.create_table(
        "guideline_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("principle_id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum("richtlijn", "fases", name="part", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["principle_id"],
            ["principle.id"],
            name=op.f("fk_guideline_text_principle_id_principle"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guideline_text")),
        sa.UniqueConstraint(
            "principle_id", "part", name=op.f("uq_guideline_text_principle_id_part")
        ),
    )
    op.create_table(
        "registry_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("component_id", sa.Integer(), nullable=True),
        sa.Column("settled", sa.JSON(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["component_id"],
            ["component.id"],
            name=op.f("fk_registry_action_component_id_component"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_action")),
        sa.UniqueConstraint("public_id", name=op.f("uq_registry_action_public_id")),
    )
    with op.batch_alter_table("registry_action", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registry_action_component_id"), ["component_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_registry_action_key"), ["key"], unique=False)

    op.create_table(
        "wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("component_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=150), nullable=True),
        sa.Column("principle_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("wished_by_id", sa.Integer(), nullable=True),
        sa.Column("wished_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["component_id"],
            ["component.id"],
            name=op.f("fk_wish_component_id_component"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_wish_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["principle_id"], ["principle.id"], name=op.f("fk_wish_principle_id_principle")
        ),
        sa.ForeignKeyConstraint(
            ["wished_by_id"], ["user.id"], name=op.f("fk_wish_wished_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish")),
        sa.UniqueConstraint(
            "organisation_id", "component_id", name=op.f("uq_wish_organisation_id_component_id")
        ),
        sa.UniqueConstraint("organisation_id", "text", name=op.f("uq_wish_organisation_id_text")),
        sa.UniqueConstraint("public_id", name=op.f("uq_wish_public_id")),
    )
    with op.batch_alter_table("wish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wish_component_id"), ["component_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_wish_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_wish_principle_id"), ["principle_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wish_text"), ["text"], unique=False)

    with op.batch_alter_table("component_principle", schema=None) as batch_op:
        batch_op.add_column(sa.Column("phases", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("anchor", sa.String(length=120), nullable=True))
    with op.batch_alter_table("component_principle", schema=None) as batch_op:
        batch_op.alter_column("phases", server_default=None)

    with op.batch_alter_table("principle", schema=None) as batch_op:
        batch_op.add_column(sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("ended_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("principle", schema=None) as batch_op:
        batch_op.drop_column("ended_on")
        batch_op.drop_column("imported_at")

    with op.batch_alter_table("component_principle", schema=None) as batch_op:
        batch_op.drop_column("anchor")
        batch_op.drop_column("phases")

    with op.batch_alter_table("wish", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wish_text"))
        batch_op.drop_index(batch_op.f("ix_wish_principle_id"))
        batch_op.drop_index(batch_op.f("ix_wish_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_wish_component_id"))

    op.drop_table("wish")
    with op.batch_alter_table("registry_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registry_action_key"))
        batch_op.drop_index(batch_op.f("ix_registry_action_component_id"))

    op.drop_table("registry_action")
    op.drop_table("guideline_text")
    with op.batch_alter_table("guideline_address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guideline_address_url"))

    op.drop_table("guideline_address")
