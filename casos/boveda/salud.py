"""What `doctor` says about the vault."""

from casos.boveda import fichas, olvido
from casos.boveda.fichas import DATOS
from casos.boveda.llavero import Llavero
from casos.boveda.maestra import Maestra
from casos.boveda.motores import Almacen

_DE_OTROS = 0o077


def revisar(datos: Almacen, llavero: Llavero, maestra: Maestra) -> list[str]:
    """Warnings: who reads the master, keys it does not open, people without key, forgetting cut short."""
    avisos = []
    if maestra.archivo.stat().st_mode & _DE_OTROS:
        avisos.append(f"Otros usuarios del equipo pueden leer {maestra.archivo}: ejecute chmod 600 sobre él.")
    with datos.leyendo() as conexion:
        en_uso = llavero.maestras_en_uso() | fichas.maestras_en_uso(conexion)
        con_datos = fichas.con_clase(conexion, DATOS)
    if faltan := sorted(en_uso - {g.huella for g in maestra.todas}):
        avisos.append(
            f"Al archivo {maestra.archivo.name} le faltan claves ({', '.join(faltan)}): restáurelo."
        )
    if sin_llave := con_datos - llavero.registradas():
        avisos.append(
            f"{len(sin_llave)} personas no tienen clave y no se pueden leer: "
            "restaure la copia más nueva de las claves."
        )
    if not faltan and olvido.pendientes(datos, llavero):
        avisos.append("Hay olvidos sin terminar: vuelva a ejecutarlos.")
    return avisos
