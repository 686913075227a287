"""The command line `mediacion`: Flask's own group, with the click commands found in `web/ordenes/`."""

import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import click
from flask.cli import AppGroup, ScriptInfo

from web import ordenes
from web.cli_textos import Ayuda, en_espanol


class ErrorDeUso(click.ClickException):
    """The input or the call is wrong: the message goes to stderr, nothing changed, exit 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print it as it is."""
        click.echo(self.message, file=file or sys.stderr)


class HayDiferencias(click.exceptions.Exit):
    """A check found differences: exit 1."""

    def __init__(self) -> None:
        super().__init__(1)


class Ordenes(AppGroup):
    """Looks for `respaldo-verificar` in `web/ordenes/respaldo_verificar.py` first, so that it starts fast.

    A command whose module has another name is found too, by importing them all.
    """

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, importing as little as possible."""
        modulo = f"web.ordenes.{cmd_name.replace('-', '_')}"
        if cmd_name.replace("-", "").isidentifier() and find_spec(modulo):
            encontrada = _ordenes_de(modulo).get(cmd_name)
            if encontrada:
                return encontrada
        return self._todas().get(cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, for the help."""
        return sorted(self._todas())

    def _todas(self) -> dict[str, click.Command]:
        todas: dict[str, click.Command] = {}
        for modulo in pkgutil.iter_modules(ordenes.__path__, "web.ordenes."):
            todas.update(_ordenes_de(modulo.name))
        return todas


def _ordenes_de(modulo: str) -> dict[str, click.Command]:
    """The click commands that a module defines at its top, without those that belong to a group of it."""
    valores = [valor for valor in vars(import_module(modulo)).values() if isinstance(valor, click.Command)]
    hijas = {
        id(hija) for grupo in valores if isinstance(grupo, click.Group) for hija in grupo.commands.values()
    }
    return {orden.name: orden for orden in valores if orden.name and id(orden) not in hijas}


def _app() -> Any:
    from web.app import crear_app

    return crear_app()


def principal(args: Sequence[str] | None = None) -> None:
    """Entry point. Exit 0 done, 1 a check found differences, 2 wrong input or call."""
    click.Context.formatter_class = Ayuda
    grupo = Ordenes(
        name="mediacion",
        help="Seguimiento de mediación, convenios y pagos. Cada orden explica lo suyo con --help.",
        no_args_is_help=True,
        context_settings={"max_content_width": 100},
    )
    try:
        salida = grupo.main(args, "mediacion", standalone_mode=False, obj=ScriptInfo(create_app=_app))
    except click.ClickException as error:
        click.echo(en_espanol(error), err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrumpido; no se hizo nada más.", err=True)
        sys.exit(130)
    except _de_las_personas() as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    sys.exit(salida if isinstance(salida, int) else 0)


def _de_las_personas() -> tuple[type[Exception], ...]:
    """What a person can mend, loaded only once something has failed."""
    from casos.decision import Rechazo
    from web.ajustes import AjustesInvalidos
    from web.claves import ClaveDebil
    from web.cuentas import CuentaInvalida

    return (AjustesInvalidos, CuentaInvalida, ClaveDebil, Rechazo)
