"""`mediacion iniciar` and `migrar`: create an instance, or bring one up to the program's version."""

import click

from web.ajustes import leer_ajustes


@click.command()
def iniciar() -> None:
    """Crea la instancia: registro, bóveda de personas, vistas y claves."""
    from web import almacen
    from web import instancia as instancias

    ajustes = leer_ajustes()
    existia = ajustes.archivo_clave_registro.exists()
    instancias.iniciar(ajustes)
    almacen.abrir(ajustes).crear()
    instancias.abrir(ajustes).cerrar()
    if existia:
        click.echo(f"La instancia {ajustes.instancia} ya estaba creada; no se cambió nada.")
        return
    click.echo(f"Instancia creada en {ajustes.instancia}.")
    click.echo("Siguiente: «mediacion usuarios crear USUARIO --nombre … --rol administrador».")


@click.command()
def migrar() -> None:
    """Pone al día las tablas, las vistas y los documentos de una instancia que ya existe."""
    from web import almacen, documentos
    from web import instancia as instancias

    ajustes = leer_ajustes()
    if not ajustes.archivo_clave_registro.exists():
        raise instancias.InstanciaInexistente(ajustes.instancia)
    instancias.iniciar(ajustes)
    almacen.abrir(ajustes).crear()
    instancia = instancias.abrir(ajustes)
    try:
        cifrados = documentos.migrar(instancia)
    finally:
        instancia.cerrar()
    if cifrados:
        click.echo(f"Se cifraron {cifrados} documentos que estaban en claro.")
    click.echo("La instancia está al día.")
