"""Views: what was done is seen at once, delivery may repeat, a rebuild changes nothing, one bad case stops alone."""

from datetime import date
from time import monotonic, sleep
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from casos.mediacion.expediente import Nota, Reasignacion, agregar_nota, reasignar
from casos.registro.base import FilaNueva
from casos.reglas import REGLAS_ID, publicar_politica
from proyecciones.almacen import VIGENTE
from proyecciones.proyector import filas_de
from proyecciones.reconstruir import reconstruir
from proyecciones.vista import VISTAS
from tests.instancias import Prueba


def guardadas(prueba: Prueba, vista: str, caso_id: UUID) -> list[dict[str, Any]]:
    tabla = next(v for v in VISTAS if v.nombre == vista).tabla
    with prueba.abierta.almacen.leer() as conexion:
        filas = conexion.execute(select(tabla).where(tabla.c.caso_id == caso_id)).mappings().all()
    return [dict(f) for f in filas]


def ordenadas(filas: list[dict[str, Any]]) -> list[str]:
    return sorted(str(sorted((k, str(v)) for k, v in f.items() if k not in {"ocurrido_en", "registrado_en", "ultimo", "instante", "inicio"})) for f in filas)  # fmt: skip  # noqa: E501


def ponerse_al_dia(prueba: Prueba, cuantos: int) -> None:
    """Catch up with so many cases; on PostgreSQL others' open transactions may hide new entries for a while."""
    limite = monotonic() + 20
    while cuantos > 0 and monotonic() < limite:
        cuantos -= prueba.abierta.proyector.ponerse_al_dia()
        sleep(0.01)
    assert cuantos <= 0


def test_lo_que_se_hizo_se_ve_al_momento(prueba: Prueba) -> None:
    caso = prueba.abrir_caso()
    (ficha,) = guardadas(prueba, "fichas", caso)
    assert (ficha["etapa"], ficha["responsable"], str(ficha["saldo"])) == ("registrado", "ana", "12000.00")
    (contacto,) = [f for f in guardadas(prueba, "bandeja", caso) if f["tipo"] == "primer_contacto"]
    assert (contacto["usuario"], contacto["vence"]) == ("ana", date(2026, 10, 8))
    assert {p["rol"] for p in guardadas(prueba, "partes", caso)} == {"acreditado", "aval"}


def test_cada_fila_es_la_que_da_la_historia(prueba: Prueba) -> None:
    caso = prueba.abrir_caso()
    prueba.decidir(caso, agregar_nota, Nota(texto="Llegó a ventanilla"))
    historia = prueba.abierta.casos.historia(caso)
    assert historia is not None
    for vista, filas in filas_de(historia, prueba.abierta.casos.versiones()).items():
        assert ordenadas(guardadas(prueba, vista, caso)) == ordenadas(filas), vista


def test_una_entrega_vieja_o_repetida_no_cambia_nada(prueba: Prueba) -> None:
    caso = prueba.abrir_caso()
    prueba.decidir(caso, reasignar, Reasignacion(responsable="karla", motivo="por carga"), rol="coordinador")
    antes = guardadas(prueba, "fichas", caso)
    prueba.abierta.al_dia(caso)
    prueba.abierta.al_dia(caso, caso)
    assert guardadas(prueba, "fichas", caso) == antes
    assert antes[0]["responsable"] == "karla"


def test_quien_llega_despues_se_pone_al_dia_leyendo(prueba: Prueba) -> None:
    casos = [prueba.abrir_caso() for _ in range(3)]
    with prueba.abierta.almacen.escribir() as conexion:
        vigente = prueba.abierta.almacen.vigente(conexion)
        for tabla in (*vigente.tablas.values(), vigente.proyectado):
            conexion.execute(tabla.delete())
        conexion.execute(update(VIGENTE).values(transaccion=0, numero=0))
    assert guardadas(prueba, "fichas", casos[0]) == []
    ponerse_al_dia(prueba, 3)
    assert all(guardadas(prueba, "fichas", caso) for caso in casos)
    assert prueba.abierta.proyector.ponerse_al_dia() == 0


def test_reconstruir_da_lo_mismo_y_lo_dice(prueba: Prueba) -> None:
    casos = [prueba.abrir_caso() for _ in range(5)]
    antes = [guardadas(prueba, "bandeja", c) for c in casos]
    hecha = reconstruir(prueba.abierta.casos, prueba.abierta.almacen)
    assert (hecha.casos, hecha.diferencias) == (5, 0)
    assert [guardadas(prueba, "bandeja", c) for c in casos] == antes


def test_entre_varios_procesos_sale_lo_mismo_y_lo_ilegible_se_aparta(prueba: Prueba) -> None:
    casos = [prueba.abrir_caso() for _ in range(5)]
    malo = prueba.abrir_caso()
    with prueba.abierta.casos.registro.escribir() as tx:
        version = len(prueba.abierta.casos.asientos(malo)) + 1
        tx.agregar(malo, [FilaNueva(version, "HechoDelFuturo", b"{}", bytes(32), bytes(32))])
    antes = {v.nombre: [ordenadas(guardadas(prueba, v.nombre, c)) for c in casos] for v in VISTAS}
    vistos: list[tuple[int, int]] = []
    hecha = reconstruir(
        prueba.abierta.casos, prueba.abierta.almacen, procesos=2, avance=lambda c, h: vistos.append((c, h))
    )
    assert (hecha.casos, hecha.procesos) == (6, 2)
    assert vistos[-1] == (6, hecha.hechos)
    despues = {v.nombre: [ordenadas(guardadas(prueba, v.nombre, c)) for c in casos] for v in VISTAS}
    assert despues == antes
    assert [p.caso_id for p in prueba.abierta.proyector.cuarentena()] == [malo]


def test_una_fila_alterada_se_encuentra_y_se_repone(prueba: Prueba) -> None:
    caso = prueba.abrir_caso()
    prueba.abrir_caso()
    with prueba.abierta.almacen.escribir() as conexion:
        fichas = prueba.abierta.almacen.vigente(conexion).tablas["fichas"]
        conexion.execute(update(fichas).where(fichas.c.caso_id == caso).values(responsable="nadie"))
    comparada = reconstruir(prueba.abierta.casos, prueba.abierta.almacen, solo_comparar=True)
    assert comparada.casos_distintos == (caso,)
    assert guardadas(prueba, "fichas", caso)[0]["responsable"] == "nadie"
    assert reconstruir(prueba.abierta.casos, prueba.abierta.almacen).diferencias == 1
    assert guardadas(prueba, "fichas", caso)[0]["responsable"] == "ana"


def test_un_caso_que_no_se_puede_leer_se_aparta_solo(prueba: Prueba) -> None:
    bueno, malo = prueba.abrir_caso(), prueba.abrir_caso()
    with prueba.abierta.casos.registro.escribir() as tx:
        version = len(prueba.abierta.casos.asientos(malo)) + 1
        tx.agregar(malo, [FilaNueva(version, "HechoDelFuturo", b"{}", bytes(32), bytes(32))])
    prueba.abierta.al_dia(malo)
    (parado,) = prueba.abierta.proyector.cuarentena()
    assert parado.caso_id == malo
    assert "desconocido" in parado.motivo
    prueba.decidir(bueno, agregar_nota, Nota(texto="sigue"))
    assert guardadas(prueba, "fichas", bueno)[0]["version"] > guardadas(prueba, "fichas", malo)[0]["version"]


def test_publicar_una_regla_mueve_lo_que_viene(prueba: Prueba) -> None:
    caso = prueba.abrir_caso()
    documento = "vigente_desde = 2026-10-01\n[caso]\ncompletar_datos_dias_habiles = 5\n"
    prueba.decidir(REGLAS_ID, publicar_politica, documento, rol="administrador")
    assert not prueba.abierta.proyector.al_corriente()
    reconstruir(prueba.abierta.casos, prueba.abierta.almacen)
    assert prueba.abierta.proyector.al_corriente()
    assert guardadas(prueba, "fichas", caso)
    assert prueba.abierta.casos.versiones().sello() == (2, 1)
