"""Find the same repository at once; keep how lookalikes are related, and where a file was read.

Revision: 7be41f0c52d6
Follows: 5d0a7c3e91b2
"""

import re
from urllib.parse import urlsplit

import sqlalchemy as sa
from alembic import op

revision = "7be41f0c52d6"
down_revision = "5d0a7c3e91b2"
branch_labels = None
depends_on = None

RELATIONS = ("vereist", "optioneel", "vervangt", "alternatief", "variant", "onderdeel")
OVER_SSH = re.compile(r"(?:ssh://)?(?:[\w.-]+@)([\w.-]+):(?!//)/?(.+)")
INSIDE = re.compile(r"/(?:-/|(?:src|tree|blob)/)")
OWNER_AND_NAME = ("github.com", "bitbucket.org", "codeberg.org")


def upgrade() -> None:
    with op.batch_alter_table("component", schema=None) as batch_op:
        batch_op.add_column(sa.Column("repository_key", sa.String(length=500), nullable=True))
        batch_op.add_column(sa.Column("publiccode_url", sa.String(length=500), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_component_repository_key"), ["repository_key"], unique=False
        )
    with op.batch_alter_table("lookalike_answer", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "relation",
                sa.Enum(*RELATIONS, name="relationtype", native_enum=False, length=30),
                nullable=True,
            )
        )
    component = sa.table(
        "component", sa.column("id"), sa.column("repository_url"), sa.column("repository_key")
    )
    connection = op.get_bind()
    for key, address in connection.execute(
        sa.select(component.c.id, component.c.repository_url).where(
            component.c.repository_url.is_not(None)
        )
    ).all():
        connection.execute(
            sa.update(component)
            .where(component.c.id == key)
            .values(repository_key=normalised(address))
        )


def downgrade() -> None:
    with op.batch_alter_table("lookalike_answer", schema=None) as batch_op:
        batch_op.drop_column("relation")
    with op.batch_alter_table("component", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_component_repository_key"))
        batch_op.drop_column("publiccode_url")
        batch_op.drop_column("repository_key")


def normalised(address: str) -> str | None:
    """Return the address as ``govhub.catalogue.repository`` wrote it at this revision."""
    text = address.strip().lower()
    if over_ssh := OVER_SSH.fullmatch(text):
        text = f"https://{over_ssh[1]}/{over_ssh[2]}"
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = re.sub(r"/{2,}", "/", parts.path)
    if host in OWNER_AND_NAME:
        path = "/".join(path.strip("/").split("/")[:2])
    else:
        path = INSIDE.split(path, maxsplit=1)[0]
    path = path.strip("/").removesuffix(".git").strip("/")
    return f"{host}/{path}"[:500] if host and path else None
