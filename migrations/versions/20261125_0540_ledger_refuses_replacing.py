"""The database refuses two more ways to lose a line of the ledger: REPLACE and TRUNCATE.

INSERT OR REPLACE deletes rows on SQLite, and TRUNCATE does on PostgreSQL, without firing the
triggers for DELETE.

Revision: 5d9a3c70e1b8
Follows: 8c1f4e7a92d6
"""

from alembic import op

revision = "5d9a3c70e1b8"
down_revision = "8c1f4e7a92d6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER ledger_line_refuses_replace BEFORE INSERT ON ledger_line "
            "WHEN EXISTS (SELECT 1 FROM ledger_line WHERE number = NEW.number "
            "OR event_id = NEW.event_id OR key = NEW.key OR hash = NEW.hash) "
            "BEGIN SELECT RAISE(ABORT, 'ledger lines are only added'); END"
        )
        return
    op.execute(
        "CREATE TRIGGER ledger_line_refuses_truncate BEFORE TRUNCATE ON ledger_line "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER ledger_line_refuses_replace")
        return
    op.execute("DROP TRIGGER ledger_line_refuses_truncate ON ledger_line")
