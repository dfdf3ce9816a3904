"""Following of everything there is, in every way: scopes, conditions, digests, webhooks.

Revision: 3b8e6d1f5a04
Follows: faee2c276ba7
"""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "3b8e6d1f5a04"
down_revision = "faee2c276ba7"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("delivery", sa.Column("settled_at", _MOMENT, nullable=True))
    op.create_index("ix_delivery_receiver_subscriber", "delivery", ["receiver", "subscriber"])
    _widen_subscribers()
    _make_digests()
    _make_webhooks()
    _widen_subscriptions()


def downgrade() -> None:
    op.execute(
        "DELETE FROM subscription WHERE webhook_id IS NOT NULL "
        "OR scope NOT IN ('component', 'categorie', 'alles')"
    )
    with op.batch_alter_table("subscription") as table:
        for name in ("organisation_id", "principle_id", "webhook_id"):
            referred = name.removesuffix("_id")
            table.drop_constraint(f"fk_subscription_{name}_{referred}", type_="foreignkey")
            table.drop_index(f"ix_subscription_{name}")
            table.drop_column(name)
        table.drop_index("ix_subscription_scope")
        for name in ("search", "interest", "with_plans", "rhythm"):
            table.drop_column(name)
    op.drop_table("webhook")
    op.drop_table("digest")
    with op.batch_alter_table("subscriber") as table:
        table.drop_constraint("uq_subscriber_public_id", type_="unique")
        table.drop_index("ix_subscriber_wants_confirmation")
        for name in (
            "public_id",
            "confirmation_sent_at",
            "wants_confirmation",
            "bounces",
            "stopped_at",
        ):
            table.drop_column(name)
    op.drop_index("ix_delivery_receiver_subscriber", "delivery")
    with op.batch_alter_table("delivery") as table:
        table.drop_column("settled_at")


def _widen_subscribers() -> None:
    with op.batch_alter_table("subscriber") as table:
        table.add_column(sa.Column("public_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("confirmation_sent_at", _MOMENT, nullable=True))
        table.add_column(sa.Column("wants_confirmation", sa.Boolean(), nullable=True))
        table.add_column(sa.Column("bounces", sa.Integer(), nullable=True))
        table.add_column(sa.Column("stopped_at", _MOMENT, nullable=True))
    rows = sa.table(
        "subscriber",
        sa.column("id", sa.Integer()),
        sa.column("public_id", sa.Uuid()),
        sa.column("wants_confirmation", sa.Boolean()),
        sa.column("bounces", sa.Integer()),
    )
    connection = op.get_bind()
    connection.execute(rows.update().values(wants_confirmation=False, bounces=0))
    for (number,) in connection.execute(sa.select(rows.c.id)).all():
        connection.execute(rows.update().where(rows.c.id == number).values(public_id=uuid.uuid4()))
    with op.batch_alter_table("subscriber") as table:
        table.alter_column("public_id", existing_type=sa.Uuid(), nullable=False)
        table.alter_column("wants_confirmation", existing_type=sa.Boolean(), nullable=False)
        table.alter_column("bounces", existing_type=sa.Integer(), nullable=False)
        table.create_unique_constraint("uq_subscriber_public_id", ["public_id"])
        table.create_index("ix_subscriber_wants_confirmation", ["wants_confirmation"])


def _make_digests() -> None:
    op.create_table(
        "digest",
        sa.Column("subscriber_id", sa.Integer(), nullable=False),
        sa.Column("rhythm", _rhythm(), nullable=False),
        sa.Column("told_until", sa.Integer(), nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscriber.id"],
            name="fk_digest_subscriber_id_subscriber",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("subscriber_id", "rhythm", name="pk_digest"),
    )
    op.create_index("ix_digest_due_at", "digest", ["due_at"])


def _make_webhooks() -> None:
    op.create_table(
        "webhook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("secret", sa.String(length=80), nullable=False),
        sa.Column("old_secret", sa.String(length=80), nullable=True),
        sa.Column("old_secret_until", _MOMENT, nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "niet_gecontroleerd",
                "actief",
                "uitgezet",
                name="webhookstate",
                native_enum=False,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("disabled_reason", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("verified_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name="fk_webhook_user_id_user", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_webhook"),
        sa.UniqueConstraint("public_id", name="uq_webhook_public_id"),
    )
    op.create_index("ix_webhook_user_id", "webhook", ["user_id"])


def _widen_subscriptions() -> None:
    with op.batch_alter_table("subscription") as table:
        table.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("principle_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("search", sa.JSON(), nullable=True))
        table.add_column(sa.Column("interest", _interest(), nullable=True))
        table.add_column(sa.Column("with_plans", sa.Boolean(), nullable=True))
        table.add_column(sa.Column("rhythm", _rhythm(), nullable=True))
        table.add_column(sa.Column("webhook_id", sa.Integer(), nullable=True))
    rows = sa.table(
        "subscription",
        sa.column("interest"),
        sa.column("with_plans", sa.Boolean()),
        sa.column("rhythm"),
    )
    op.execute(rows.update().values(interest="elke", with_plans=True, rhythm="direct"))
    with op.batch_alter_table("subscription") as table:
        table.alter_column("interest", existing_type=_interest(), nullable=False)
        table.alter_column("with_plans", existing_type=sa.Boolean(), nullable=False)
        table.alter_column("rhythm", existing_type=_rhythm(), nullable=False)
        table.create_index("ix_subscription_scope", ["scope"])
        for name in ("organisation_id", "principle_id", "webhook_id"):
            referred = name.removesuffix("_id")
            table.create_index(f"ix_subscription_{name}", [name])
            table.create_foreign_key(
                f"fk_subscription_{name}_{referred}", referred, [name], ["id"], ondelete="CASCADE"
            )


def _interest() -> sa.Enum:
    return sa.Enum("elke", "beschikbaar", "einde", name="interest", native_enum=False, length=30)


def _rhythm() -> sa.Enum:
    return sa.Enum("direct", "dagelijks", "wekelijks", name="rhythm", native_enum=False, length=30)
