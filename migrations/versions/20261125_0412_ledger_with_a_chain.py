"""The ledger with a hash chain and announced changes; confirmations and checks of links.

Revision: faee2c276ba7
Follows: 7d41c0b95e2a
"""

import hashlib
import json
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "faee2c276ba7"
down_revision = "7d41c0b95e2a"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_STATUSES = (
    "concept",
    "gepland",
    "ontwikkeling",
    "demo",
    "beschikbaar",
    "uitfaseren",
    "beeindigd",
)
_MONTHS = {"concept": 6, "gepland": 6, "ontwikkeling": 6, "demo": 6, "beschikbaar": 12}
_START = "0" * 64


def upgrade() -> None:
    _make_tables()
    op.add_column("component", sa.Column("confirmed_on", sa.Date(), nullable=True))
    op.add_column("component", sa.Column("confirm_by", sa.Date(), nullable=True))
    op.add_column("component", sa.Column("asked_to_confirm_at", _MOMENT, nullable=True))
    op.create_index("ix_component_confirm_by", "component", ["confirm_by"])
    op.add_column("status_proposal", sa.Column("effective_on", sa.Date(), nullable=True))
    _move_lines()
    op.drop_table("status_change")
    _protect_lines()


def downgrade() -> None:
    _unprotect_lines()
    _make_status_changes()
    op.execute(
        "INSERT INTO status_change SELECT event_id, component_id, old, new, effective_on, "
        "recorded_at, decided_by, reason, evidence_url FROM ledger_line "
        "WHERE kind IN ('wijziging', 'correctie')"
    )
    with op.batch_alter_table("status_proposal") as table:
        table.drop_column("effective_on")
    op.drop_index("ix_component_confirm_by", "component")
    with op.batch_alter_table("component") as table:
        for name in ("confirmed_on", "confirm_by", "asked_to_confirm_at"):
            table.drop_column(name)
    for name in ("link_check", "planned_change", "ledger_line", "ledger_head"):
        op.drop_table(name)


def _make_tables() -> None:
    op.create_table(
        "ledger_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_head"),
    )
    op.create_table(
        "ledger_line",
        sa.Column("event_id", _BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("component_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "wijziging",
                "correctie",
                "aankondiging",
                "intrekking",
                "bevestiging",
                name="linekind",
                native_enum=False,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("old", _status(), nullable=True),
        sa.Column("new", _status(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", _MOMENT, nullable=False),
        sa.Column("decided_by", sa.String(length=255), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("evidence_url", sa.String(length=500), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("about", sa.Integer(), nullable=True),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["about"], ["ledger_line.number"], name="fk_ledger_line_about_ledger_line"
        ),
        sa.ForeignKeyConstraint(
            ["component_id"], ["component.id"], name="fk_ledger_line_component_id_component"
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_ledger_line_event_id_event"),
        sa.PrimaryKeyConstraint("event_id", name="pk_ledger_line"),
        sa.UniqueConstraint("hash", name="uq_ledger_line_hash"),
        sa.UniqueConstraint("key", name="uq_ledger_line_key"),
        sa.UniqueConstraint("number", name="uq_ledger_line_number"),
    )
    op.create_index("ix_ledger_line_component_id_number", "ledger_line", ["component_id", "number"])
    op.create_index("ix_ledger_line_effective_on_number", "ledger_line", ["effective_on", "number"])
    op.create_table(
        "planned_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("line_number", sa.Integer(), nullable=False),
        sa.Column("component_id", sa.Integer(), nullable=False),
        sa.Column("new", _status(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("evidence_url", sa.String(length=500), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.String(length=255), nullable=False),
        sa.Column("is_approved", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "gepland",
                "uitgevoerd",
                "ingetrokken",
                "niet_doorgegaan",
                name="planstate",
                native_enum=False,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("settled_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["component_id"], ["component.id"], name="fk_planned_change_component_id_component"
        ),
        sa.ForeignKeyConstraint(
            ["line_number"],
            ["ledger_line.number"],
            name="fk_planned_change_line_number_ledger_line",
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["component.id"], name="fk_planned_change_successor_id_component"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_planned_change"),
        sa.UniqueConstraint("line_number", name="uq_planned_change_line_number"),
        sa.UniqueConstraint("public_id", name="uq_planned_change_public_id"),
    )
    op.create_index("ix_planned_change_component_id", "planned_change", ["component_id"])
    waiting = sa.text("state = 'gepland'")
    op.create_index(
        "ix_planned_change_due",
        "planned_change",
        ["effective_on"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_table(
        "link_check",
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("checked_at", _MOMENT, nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("dead_since", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("url", name="pk_link_check"),
    )
    op.create_index("ix_link_check_checked_at", "link_check", ["checked_at"])


def _make_status_changes() -> None:
    op.create_table(
        "status_change",
        sa.Column("event_id", _BIG, nullable=False),
        sa.Column("component_id", sa.Integer(), nullable=False),
        sa.Column("old", _status(), nullable=True),
        sa.Column("new", _status(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", _MOMENT, nullable=False),
        sa.Column("decided_by", sa.String(length=255), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("evidence_url", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["component_id"],
            ["component.id"],
            name="fk_status_change_component_id_component",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_status_change_event_id_event"),
        sa.PrimaryKeyConstraint("event_id", name="pk_status_change"),
    )
    op.create_index(
        "ix_status_change_component_id_event_id", "status_change", ["component_id", "event_id"]
    )
    op.create_index(
        "ix_status_change_effective_on_event_id", "status_change", ["effective_on", "event_id"]
    )


def _move_lines() -> None:
    """Give the lines a number in their order, and seal each with the one before."""
    connection = op.get_bind()
    component = sa.table(
        "component",
        *(sa.column(name) for name in ("id", "status")),
        sa.column("end_date", sa.Date()),
        sa.column("confirmed_on", sa.Date()),
        sa.column("confirm_by", sa.Date()),
    )
    previous, number = _START, 0
    said: dict[int, date] = {}
    for row in _old_lines(connection):
        number += 1
        line = {**row, "number": number, "kind": "wijziging", "end_date": None, "about": None}
        public_id = line.pop("public_id")
        line["hash"] = _seal(line, public_id, previous)
        line["previous_hash"] = previous
        connection.execute(_lines().insert(), line)
        previous = line["hash"]
        said[row["component_id"]] = row["recorded_at"].date()
    head = sa.table("ledger_head", *(sa.column(name) for name in ("id", "number", "hash")))
    connection.execute(head.insert(), {"id": 1, "number": number, "hash": previous})
    for component_id, status in connection.execute(
        sa.select(component.c.id, component.c.status)
    ).all():
        if component_id in said:
            connection.execute(
                component.update()
                .where(component.c.id == component_id)
                .values(
                    confirmed_on=said[component_id],
                    confirm_by=_confirm_by(status, said[component_id]),
                )
            )


def _old_lines(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    old = sa.table(
        "status_change",
        sa.column("event_id"),
        sa.column("component_id"),
        sa.column("old"),
        sa.column("new"),
        sa.column("effective_on", sa.Date()),
        sa.column("recorded_at", _MOMENT),
        sa.column("decided_by"),
        sa.column("reason"),
        sa.column("evidence_url"),
    )
    event = sa.table("event", sa.column("id"), sa.column("key", sa.Uuid()))
    component = sa.table("component", sa.column("id"), sa.column("public_id", sa.Uuid()))
    rows = connection.execute(
        sa.select(old, event.c.key, component.c.public_id)
        .join(event, event.c.id == old.c.event_id)
        .join(component, component.c.id == old.c.component_id)
        .order_by(old.c.event_id)
    ).mappings()
    for row in rows.all():
        recorded_at: datetime = row["recorded_at"]
        zoned = recorded_at if recorded_at.tzinfo else recorded_at.replace(tzinfo=UTC)
        yield {**row, "recorded_at": zoned}


def _lines() -> sa.TableClause:
    typed = {
        "key": sa.Uuid(),
        "effective_on": sa.Date(),
        "recorded_at": _MOMENT,
        "end_date": sa.Date(),
    }
    names = (
        "event_id number key component_id kind old new effective_on recorded_at decided_by reason "
        "evidence_url end_date about previous_hash hash"
    )
    return sa.table("ledger_line", *(sa.column(each, typed.get(each)) for each in names.split()))


def _seal(line: dict[str, Any], component: object, previous: str) -> str:
    """Return what ``govhub.catalogue.ledger.chain`` makes of the line."""
    guarded = {
        *("number", "key", "kind", "old", "new", "effective_on", "decided_by"),
        *("reason", "evidence_url", "end_date", "about"),
    }
    values = {
        **{name: line[name] for name in guarded},
        "component": component,
        "previous": previous,
        "recorded_at": line["recorded_at"].astimezone(UTC).isoformat(),
    }
    text = json.dumps(
        values, default=str, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _confirm_by(status: str, said: date) -> date | None:
    if status not in _MONTHS:
        return None
    years, month = divmod(said.month - 1 + _MONTHS[status], 12)
    year = said.year + years
    last = monthrange(year, month + 1)[1]
    return said.replace(year=year, month=month + 1, day=min(said.day, last))


def _protect_lines() -> None:
    """Let the database itself refuse to change or delete a line."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER ledger_line_refuses_{verb.lower()} BEFORE {verb} ON ledger_line "
                "BEGIN SELECT RAISE(ABORT, 'ledger lines are only added'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'ledger lines are only added'; END $$"
    )
    op.execute(
        "CREATE TRIGGER ledger_line_refuses_change BEFORE UPDATE OR DELETE ON ledger_line "
        "FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change()"
    )


def _unprotect_lines() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER ledger_line_refuses_{verb}")
        return
    op.execute("DROP TRIGGER ledger_line_refuses_change ON ledger_line")
    op.execute("DROP FUNCTION refuse_ledger_change()")


def _status() -> sa.Enum:
    return sa.Enum(*_STATUSES, name="status", native_enum=False, length=30)
