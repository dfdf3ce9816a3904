"""The ``govhub`` command: everything an operator does."""

from importlib import import_module

import click

from govhub import __version__

_COMMANDS = {
    "serve": "running:serve",
    "work": "running:work",
    "db": "database:database",
    "seed": "catalogue:seed",
    "search": "searching:search",
    "outbox": "delivering:outbox",
    "backup": "keeping:backup",
    "restore": "keeping:restore",
    "users": "users:users",
    "import": "importing:importing",
    "guidance": "guidance:guidance",
    "doctor": "doctor:doctor",
}
"""Where each command is: the module in this package, and its name there."""


class _Commands(click.Group):
    """Imports a command when somebody asks for it: to check a file needs no database."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return sorted({*_COMMANDS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; None when there is none of that name."""
        if cmd_name not in _COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _colon, name = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"govhub.cli.{module}"), name)
        return command


@click.group(cls=_Commands)
@click.version_option(__version__, prog_name="govhub")
def cli() -> None:
    """Draai en onderhoud GovHub."""
    from govhub.platform import log  # noqa: PLC0415  # ``govhub --help`` need not wait for it

    log.configure("text")  # standard output is for answers; the settings may ask for another form
