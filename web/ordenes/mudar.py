"""`mediacion mudar URL`: from SQLite to PostgreSQL, or back."""

from datetime import UTC

import click

from web.ajustes import leer_ajustes
from web.cli import ErrorDeUso
from web.ordenes._comun import con_instancia, progreso

A_SQLITE = ("sqlite", "sqlite:", "sqlite://")


@click.command()
@click.argument("direccion", metavar="URL")
def mudar(direccion: str) -> None:
    """Lleva la instancia a otro motor: URL es postgresql://… (una base vacía), o sqlite para volver a archivos.

    Detenga antes «mediacion servir». Los documentos y las claves se quedan en la carpeta de la instancia.
    """
    from web import mudanza

    ajustes = leer_ajustes()
    base_datos = "" if direccion in A_SQLITE else direccion
    if base_datos and not base_datos.startswith("postgresql://"):
        raise ErrorDeUso("Dé una dirección postgresql://usuario@equipo/base, o la palabra sqlite.")
    if base_datos == ajustes.base_datos:
        raise ErrorDeUso("La instancia ya está ahí; no se cambió nada.")
    with con_instancia() as instancia, progreso("Llevando el registro") as avance:
        cuando = f"{instancia.ahora().astimezone(UTC):%Y%m%dT%H%M%SZ}"
        try:
            hay = mudanza.mudar(instancia, base_datos, avance)
        except mudanza.MudanzaImposible as error:
            raise ErrorDeUso(str(error)) from error
    click.echo(f"Se llevaron {hay.hechos} hechos de {hay.casos} casos; origen y destino son iguales.")
    if base_datos:
        aparte = mudanza.apartar_sqlite(ajustes, cuando)
        click.echo(f"Los archivos anteriores quedaron en {ajustes.instancia / aparte}.")
        click.echo("Desde ahora abra la instancia con MEDIACION_BASE_DATOS en esa dirección.")
    else:
        click.echo(
            "Desde ahora abra la instancia sin MEDIACION_BASE_DATOS. La base anterior quedó como estaba."
        )
