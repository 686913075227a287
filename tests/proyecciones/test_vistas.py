"""What the rows of the views say, case by case."""

from datetime import date
from uuid import uuid4

from sqlalchemy import select

from casos.manifestacion import Clase, Nueva, recibir_manifestacion
from casos.mediacion.expediente import Posposicion, posponer_pendiente
from casos.mediacion.vocabulario import Medio
from flujos import pendientes
from proyecciones.consultas import expedientes
from proyecciones.vistas.actos import Actos
from tests.instancias import Prueba


def test_lo_pospuesto_no_vence_antes_de_volver(prueba: Prueba) -> None:
    pospuesto, otro = prueba.abrir_caso(credito="301"), prueba.abrir_caso(credito="302")
    hasta = date(2027, 1, 11)
    historia = prueba.abierta.casos.historia(pospuesto)
    assert historia is not None
    for p in pendientes(historia, prueba.abierta.casos.versiones()):
        datos = Posposicion(
            tipo=p.tipo, clave=p.clave, causa=max(p.causa), motivo="Está de viaje", hasta=hasta
        )
        prueba.decidir(pospuesto, posponer_pendiente, datos)
    with prueba.abierta.almacen.leer() as conexion:
        filas = expedientes.lista(conexion, expedientes.Filtro(), "vence", limite=10, desde=0)
    assert [f.caso_id for f in filas] == [otro, pospuesto]
    assert filas[1].vence == hasta


def test_los_actos_distinguen_las_clases_de_manifestacion(prueba: Prueba) -> None:
    abierto = prueba.abrir_caso()
    historia = prueba.abierta.casos.historia(abierto)
    assert historia is not None
    quien = historia.caso.apertura.persona_id
    for clase in (Clase.QUEJA, Clase.RECONOCIMIENTO):
        nueva = Nueva(
            folio=f"M-{clase}", clase=clase, medio=Medio.PRESENCIAL, persona_id=quien, texto="Lo que dijo"
        )
        prueba.decidir(uuid4(), recibir_manifestacion, nueva)
    with prueba.abierta.almacen.leer() as conexion:
        filas = conexion.execute(select(Actos.tabla.c.clase, Actos.tabla.c.caso_id)).all()
    assert {f.clase for f in filas if f.caso_id != abierto} == {"QUEJA", "RECONOCIMIENTO"}
    assert {f.clase for f in filas if f.caso_id == abierto} == {None}
