"""What click says by itself, in Spanish: headings of the help and errors of use."""

from collections.abc import Iterable

import click

TITULOS = {"Options": "Opciones", "Commands": "Órdenes", "Arguments": "Argumentos"}
FRASES = {
    "Show this message and exit.": "Muestra esta ayuda.",
    "Show the version and exit.": "Muestra la versión.",
}


class Ayuda(click.HelpFormatter):
    """The help page with Spanish headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Uso: mediacion ORDEN …"""
        args = args.replace("[OPTIONS]", "[OPCIONES]").replace("COMMAND [ARGS]...", "ORDEN [ARGUMENTOS]...")
        super().write_usage(prog, args, prefix or "Uso: ")

    def write_heading(self, heading: str) -> None:
        """Opciones, Órdenes."""
        super().write_heading(TITULOS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """The list of options or commands."""
        dichas = [
            (orden.replace("TEXT", "TEXTO").replace("INTEGER", "NÚMERO"), _dicho(texto))
            for orden, texto in rows
        ]
        super().write_dl(dichas, col_max, col_spacing)


def _dicho(texto: str) -> str:
    frase = FRASES.get(texto, texto).replace("[required]", "[obligatoria]")
    return frase.replace("[default: ", "[si no se dice: ")


def en_espanol(error: click.ClickException) -> str:
    """One sentence about a wrong call, and where to find help."""
    ayuda = ""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.message
    if isinstance(error, click.UsageError) and error.ctx is not None:
        ayuda = f"\nVea «{error.ctx.command_path} --help»."
    return _frase(error) + ayuda


def _frase(error: click.ClickException) -> str:
    match error:
        case click.MissingParameter():
            return f"Falta {_de_que(error)}."
        case click.NoSuchOption():
            parecidas = f" ¿Quiso decir {', '.join(error.possibilities)}?" if error.possibilities else ""
            return f"No existe la opción {error.option_name}.{parecidas}"
        case click.BadOptionUsage():
            return f"La opción {error.option_name} necesita un valor, o no lleva ninguno."
        case click.BadParameter():
            return f"No sirve {_de_que(error)}: {_motivo(error)}"
        case click.FileError():
            return f"No se puede abrir {error.ui_filename}."
        case click.UsageError():
            return _de_uso(error)
    return error.format_message()


def _de_que(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else "un dato"
    clase = "la opción" if isinstance(error.param, click.Option) else "el argumento"
    return f"{clase} {error.param.get_error_hint(error.ctx) if error.ctx else error.param.name}"


def _motivo(error: click.BadParameter) -> str:
    tipo = error.param.type if error.param else None
    match tipo:
        case click.Choice():
            return f"use uno de estos valores: {', '.join(map(str, tipo.choices))}."
        case click.IntRange() | click.FloatRange():
            return f"debe ser un número en {tipo._describe_range()}."
        case click.types.IntParamType():
            return "debe ser un número entero."
        case click.Path():
            return "esa ruta no existe o no se puede leer."
        case click.DateTime():
            return f"escriba la fecha así: {', '.join(tipo.formats)}."
    return error.message


def _de_uso(error: click.UsageError) -> str:
    mensaje = error.message
    if mensaje.startswith("No such command"):
        return f"No existe la orden {mensaje.split(maxsplit=3)[3].rstrip('.')}."
    if mensaje.startswith("Got unexpected extra argument"):
        return f"Sobra esto: {mensaje.partition('(')[2].rstrip(').')}."
    return mensaje
