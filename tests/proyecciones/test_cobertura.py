"""The inbox of who covers somebody, on both engines: rows are lent while it lasts and go back without a trace."""

from datetime import date, time, timedelta
from uuid import UUID, uuid4

from casos.ausencia import (
    Clase,
    NuevaAusencia,
    OtrasFechas,
    Regreso,
    cambiar_ausencia,
    cancelar_ausencia,
    declarar_ausencia,
    regresar,
)
from casos.boveda.persona import Persona
from casos.cobertura import cubiertos_por
from casos.comision import NuevaComision, Programa, ordenar_comision
from casos.decision import COORDINADOR, RESPONSABLE
from casos.manifestacion import Clase as Que
from casos.manifestacion import Nueva, recibir_manifestacion
from casos.mediacion.vocabulario import Medio
from casos.recado import NuevoRecado, tomar_recado
from casos.tiempo import a_las, dia_local
from proyecciones.consultas import ausencias, bandeja, ligeros
from proyecciones.consultas.bandeja import De, por_ausencia_de
from tests.instancias import Prueba

GENTE = (
    ("ana", RESPONSABLE, "HMO"),
    ("karla", RESPONSABLE, "HMO"),
    ("gil", RESPONSABLE, "OBR"),
    ("martha", COORDINADOR, ""),
    ("lidia", COORDINADOR, ""),
)
MARTHA = {"autor": "martha", "rol": COORDINADOR, "sede": ""}


def de(prueba: Prueba, usuario: str) -> De:
    _, rol, sede = next(quien for quien in GENTE if quien[0] == usuario)
    with prueba.abierta.almacen.leer() as conexion:
        fuera = ausencias.fuera_ahora(conexion, prueba.ahora)
    return De(usuario, rol, sede, cubre=tuple(cubiertos_por(usuario, rol, sede, fuera)))


def ve(prueba: Prueba, usuario: str) -> list[tuple[UUID, str, str, str | None]]:
    """The rows of an account as its inbox has them: case, kind, key, and for whose absence it sees them."""
    suya, hoy = de(prueba, usuario), dia_local(prueba.ahora) + timedelta(days=60)
    k = bandeja.cortes(
        hoy, prueba.abierta.casos.versiones().calendarios[0].calendarios.calendario("INSTITUTO", "HMO")
    )
    with prueba.abierta.almacen.leer() as conexion:
        filas = bandeja.filas(conexion, suya, bandeja.Filtro(), k, limite=500)
    return [(f.caso_id, f.tipo, f.clave, por_ausencia_de(f, suya)) for f in filas]


def todo(prueba: Prueba) -> dict[str, list[tuple[UUID, str, str, str | None]]]:
    return {usuario: ve(prueba, usuario) for usuario, _, _ in GENTE}


def ausentar(prueba: Prueba, usuario: str, cubre: str | None, *, dias: int = 5, empieza: int = 0) -> UUID:
    _, rol, sede = next(quien for quien in GENTE if quien[0] == usuario)
    desde = dia_local(prueba.ahora) + timedelta(days=empieza)
    nueva = NuevaAusencia(
        usuario=usuario, rol=rol, sede=sede, clase=Clase.VACACIONES, desde=desde,
        hasta=desde + timedelta(days=dias - 1),
        cubre=cubre, cubre_rol=next((r for u, r, _ in GENTE if u == cubre), ""),
    )  # fmt: skip
    caso = uuid4()
    prueba.decidir(caso, declarar_ausencia, nueva, **MARTHA)
    return caso


def alguien(prueba: Prueba) -> UUID:
    persona = Persona(persona_id=uuid4(), nombre="Quien sea")
    prueba.abierta.boveda.guardar(persona, prueba.ahora)
    return persona.persona_id


def con_casos(prueba: Prueba) -> tuple[UUID, UUID]:
    return (
        prueba.abrir_caso(responsable="ana"),
        prueba.abrir_caso("Óscar Gutiérrez", responsable="gil", sede="OBR"),
    )


def casos_vistos(prueba: Prueba, usuario: str, por: str | None) -> set[UUID]:
    return {caso for caso, _, _, ausente in ve(prueba, usuario) if ausente == por}


def test_quien_cubre_ve_los_pendientes_del_ausente_y_al_cancelar_todo_queda_como_estaba(
    prueba: Prueba,
) -> None:
    de_ana, de_gil = con_casos(prueba)
    antes, asientos = todo(prueba), len(prueba.abierta.casos.asientos(de_ana))
    ausencia = ausentar(prueba, "ana", "karla")
    assert casos_vistos(prueba, "karla", "ana") == {de_ana}
    assert casos_vistos(prueba, "ana", None) == {de_ana}
    assert de_gil not in casos_vistos(prueba, "karla", "ana")
    despues = todo(prueba)
    assert {u for u in despues if despues[u] != antes[u]} == {"karla"}
    prueba.decidir(ausencia, cancelar_ausencia, None, **MARTHA)
    assert todo(prueba) == antes
    assert len(prueba.abierta.casos.asientos(de_ana)) == asientos


def test_al_terminar_o_al_acortarse_no_queda_nada(prueba: Prueba) -> None:
    de_ana, _ = con_casos(prueba)
    antes = todo(prueba)
    ausencia = ausentar(prueba, "ana", "karla", dias=10)
    prueba.pasar(days=3)
    assert casos_vistos(prueba, "karla", "ana") == {de_ana}
    prueba.decidir(ausencia, regresar, Regreso(dia=dia_local(prueba.ahora)), **MARTHA)
    assert todo(prueba) == antes
    ausentar(prueba, "ana", "karla", dias=2)
    assert casos_vistos(prueba, "karla", "ana") == {de_ana}
    prueba.pasar(days=2)
    assert todo(prueba) == antes


def test_cambiar_quien_cubre_pasa_la_vista_a_otra_persona(prueba: Prueba) -> None:
    de_ana, _ = con_casos(prueba)
    ausencia = ausentar(prueba, "ana", "karla")
    hoy = dia_local(prueba.ahora)
    otras = OtrasFechas(desde=hoy, hasta=hoy + timedelta(days=4), cubre="gil", cubre_rol=RESPONSABLE)
    prueba.decidir(ausencia, cambiar_ausencia, otras, **MARTHA)
    assert casos_vistos(prueba, "karla", "ana") == set()
    assert casos_vistos(prueba, "gil", "ana") == {de_ana}


def test_la_cadena_y_lo_que_nadie_cubre_llegan_a_alguien(prueba: Prueba) -> None:
    de_ana, de_gil = con_casos(prueba)
    ausentar(prueba, "ana", "karla")
    ausentar(prueba, "karla", "martha")
    ausentar(prueba, "martha", "lidia")
    assert casos_vistos(prueba, "lidia", "ana") == {de_ana}
    assert casos_vistos(prueba, "martha", "ana") == set()
    ausentar(prueba, "gil", None)
    assert casos_vistos(prueba, "lidia", "gil") == {de_gil}
    assert casos_vistos(prueba, "martha", "gil") == {de_gil}


def test_la_que_todavia_no_empieza_no_presta_nada(prueba: Prueba) -> None:
    con_casos(prueba)
    antes = todo(prueba)
    ausentar(prueba, "ana", "karla", empieza=3)
    assert todo(prueba) == antes


def test_una_comision_presta_los_pendientes_solo_a_sus_horas(prueba: Prueba) -> None:
    de_ana, _ = con_casos(prueba)
    hoy = dia_local(prueba.ahora)
    nueva = NuevaComision(
        usuario="ana", rol=RESPONSABLE, sede="HMO", persona_id=uuid4(), evento="Feria de becas",
        programa=Programa.BECAS, lugar="Etchojoa", desde=hoy, hasta=hoy, inicio=time(9), fin=time(13),
        ordena="Dirección", oficio="D-4", cubre="karla", cubre_rol=RESPONSABLE,
    )  # fmt: skip
    prueba.decidir(uuid4(), ordenar_comision, nueva, **MARTHA)
    assert de_ana in casos_vistos(prueba, "karla", "ana")
    prueba.ahora = a_las(hoy, time(13))
    assert casos_vistos(prueba, "karla", "ana") == set()


def test_el_recado_para_un_ausente_lo_tiene_quien_lo_cubre(prueba: Prueba) -> None:
    ausentar(prueba, "ana", "karla")
    recado = uuid4()
    nuevo = NuevoRecado(
        para="ana", rol=RESPONSABLE, sede="HMO", persona_id=alguien(prueba), motivo="Que le llame"
    )
    prueba.decidir(recado, tomar_recado, nuevo, autor="gil", rol=RESPONSABLE, sede="OBR")
    assert recado in casos_vistos(prueba, "karla", "ana")
    with prueba.abierta.almacen.leer() as conexion:
        hoy = dia_local(prueba.ahora)
        assert ligeros.cuantos_mios(conexion, "recado", hoy, de(prueba, "karla")) == 1
        assert ligeros.que_esperan(conexion, "recado", hoy, de(prueba, "karla")) == [recado]
        assert ausencias.dueno_ausente(conexion, recado, "karla", ["ana"]) == "ana"
        assert ausencias.dueno_ausente(conexion, recado, "karla", []) is None


def test_una_denuncia_no_pasa_a_quien_cubre_al_encargado(prueba: Prueba) -> None:
    denuncia = uuid4()
    nueva = Nueva(
        folio="D26-1", clase=Que.DENUNCIA, medio=Medio.PRESENCIAL, persona_id=alguien(prueba), texto="x", sobre="lidia",
        encargado="martha",
    )  # fmt: skip
    prueba.decidir(denuncia, recibir_manifestacion, nueva)
    assert denuncia in casos_vistos(prueba, "martha", None)
    ausentar(prueba, "martha", "lidia")
    assert denuncia not in {caso for caso, *_ in ve(prueba, "lidia")}


def test_el_dueno_del_caso_no_cambia_y_lo_de_su_puesto_se_ve_donde_nadie_mas_lo_tiene(prueba: Prueba) -> None:
    de_ana, de_gil = con_casos(prueba)
    ausentar(prueba, "gil", "ana")
    with prueba.abierta.almacen.leer() as conexion:
        assert ausencias.dueno_ausente(conexion, de_gil, "ana", ["gil"]) == "gil"
        assert ausencias.dueno_ausente(conexion, de_ana, "ana", ["gil"]) is None
        filas = ausencias.entre(conexion, prueba.ahora, prueba.ahora + timedelta(days=1))
    assert [(f.usuario, f.cubre, f.caso_tipo) for f in filas] == [("gil", "ana", "ausencia")]
    assert date(2026, 10, 5) == dia_local(prueba.ahora)
    caso = prueba.abierta.casos.historia(de_gil)
    assert caso is not None
    assert caso.caso.apertura.responsable == "gil"
