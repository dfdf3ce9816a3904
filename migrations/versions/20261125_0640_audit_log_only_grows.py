"""The database refuses to change or lose an entry of the audit log, and knows which is the last.

Revision: c27d0f5b8e13
Follows: 9316c8693ecc
"""

import sqlalchemy as sa
from alembic import op

revision = "c27d0f5b8e13"
down_revision = "9316c8693ecc"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_entry_refuses_{verb.lower()} BEFORE {verb} ON audit_entry "
                "BEGIN SELECT RAISE(ABORT, 'audit entries are only added'); END"
            )
        op.execute(
            "CREATE TRIGGER audit_entry_refuses_replace BEFORE INSERT ON audit_entry "
            "WHEN EXISTS (SELECT 1 FROM audit_entry WHERE number = NEW.number "
            "OR hash = NEW.hash) "
            "BEGIN SELECT RAISE(ABORT, 'audit entries are only added'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'audit entries are only added'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_refuses_change BEFORE UPDATE OR DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_refuses_truncate BEFORE TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete", "replace"):
            op.execute(f"DROP TRIGGER audit_entry_refuses_{verb}")
    else:
        for what in ("change", "truncate"):
            op.execute(f"DROP TRIGGER audit_entry_refuses_{what} ON audit_entry")
        op.execute("DROP FUNCTION refuse_audit_change()")
    op.drop_table("audit_head")
