"""The portfolio: one case per debtor, with its owner, its first contact and its people; and what comes again."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from casos.importacion.vista_previa import Causa, Clase, Eleccion, Situacion
from casos.mediacion.cierre import CierrePorCausa, cerrar_por_causa
from casos.mediacion.vocabulario import CausaCierre, OrigenCaso, RolParte
from tests.casos.importacion.archivos import CARTERA, agenda, cartera, credito, hoja, sesion

C = Clase.CARTERA
BETO = {"nombre": "Ruiz Lara Beto", "curp": "RULB900101HSRZRT03", "telefono": "6620000001"}


def test_los_creditos_de_un_deudor_son_un_solo_caso(imp):
    vista = imp.importar(
        C, cartera(credito("10101"), credito("10201", **BETO), credito("10102", capital="50.50"))
    )
    assert vista.resumen["nueva"] == 3
    assert len(imp.abiertos()) == 2
    caso_id, caso = imp.con_credito("10102")
    assert set(caso.creditos) == {"10101", "10102"}
    saldo = caso.creditos["10102"].saldo
    assert (saldo.corte, saldo.capital, saldo.total) == (
        date(2026, 10, 31),
        Decimal("50.50"),
        Decimal("550.50"),
    )
    assert (caso.apertura.origen, caso.apertura.faltan) == (OrigenCaso.CARTERA, frozenset())
    persona = imp.boveda.leer(caso.apertura.persona_id)
    assert (persona.nombre, persona.curp) == ("Cota Díaz Ana Luz", "COTD900101MSRTZN08")
    assert [t.numero for t in persona.telefonos] == ["+526621234567"]
    assert vista.renglones[0].mensaje == (
        "Se abrió el caso de Cota Díaz Ana Luz con sus 2 créditos (debe $2,050.50). Lo lleva "
        f"{imp.oficina.equipo.nombre(caso.apertura.responsable)}; primer contacto: martes 24 de noviembre."
    )
    assert vista.renglones[2].mensaje == "El crédito 10102 ($550.50) quedó en el mismo caso que la fila 2."
    assert {r.caso_id for r in (vista.renglones[0], vista.renglones[2])} == {caso_id}


def test_sin_curp_los_une_el_nombre_con_el_telefono(imp):
    imp.importar(
        C,
        cartera(
            credito("10101", curp="", telefono="662 123 4567"),
            credito("10102", curp="", telefono="044 662 123 4567"),
            credito("10103", curp="", telefono="6629999999"),
        ),
    )
    assert sorted(sorted(c.creditos) for c in imp.abiertos().values()) == [["10101", "10102"]]


def test_un_tocayo_sin_curp_es_duda_y_se_resuelve_para_todos_sus_creditos(imp):
    imp.importar(C, cartera(credito("10101", curp="")))
    archivo = cartera(
        credito("10103", curp="", telefono="6629999999"), credito("10104", curp="", telefono="6629999999")
    )
    vista = imp.importar(C, archivo)
    assert [(r.situacion, r.causa) for r in vista.renglones] == [(Situacion.DUDA, Causa.HOMONIMO)] * 2
    imp.resolver(C, archivo, 3, Eleccion(nuevo=True))
    assert set(imp.con_credito("10103")[1].creditos) == {"10103", "10104"}
    assert imp.lote(vista).por_resolver == {}


def test_el_aval_y_el_estudiante_son_personas_del_caso(imp):
    fila = (*credito("10101", aval="Cota Díaz Elena", curp_aval="COTE800101HSRTZN07"), "Hija Cota Ana")
    imp.importar(C, hoja((*CARTERA, "Estudiante"), [fila]))
    _, caso = imp.con_credito("10101")
    nombres = {p.rol: imp.boveda.leer(p.persona_id).nombre for p in caso.partes}
    assert nombres == {
        RolParte.ACREDITADO: "Cota Díaz Ana Luz",
        RolParte.AVAL: "Cota Díaz Elena",
        RolParte.ESTUDIANTE: "Hija Cota Ana",
    }


def test_quien_es_aval_de_uno_y_acreditado_de_otro_es_una_sola_persona(imp):
    imp.importar(
        C,
        cartera(
            credito("10101", aval=BETO["nombre"], curp_aval=BETO["curp"]),
            credito("10201", **BETO, aval="Cota Díaz Ana Luz", curp_aval="COTD900101MSRTZN08"),
        ),
    )
    _, ana = imp.con_credito("10101")
    _, beto = imp.con_credito("10201")
    assert ana.persona(RolParte.AVAL) == beto.apertura.persona_id
    assert beto.persona(RolParte.AVAL) == ana.apertura.persona_id


# ---------------------------------------------------------------------------------- owners and first contact


def varios(n: int, **otros: str) -> list[tuple[object, ...]]:
    return [
        credito(f"2{k:04}", f"Persona Número {_letras(k)}", curp="", telefono=f"66{k:08}", **otros)
        for k in range(n)
    ]


def _letras(n: int) -> str:
    return "".join(chr(97 + int(cifra)) for cifra in str(n)) * 3


def test_el_reparto_es_por_turnos_y_por_oficina(imp):
    imp.importar(C, cartera(*varios(10), credito("30001", sede="Cd. Obregón")))
    llevan = Counter(c.apertura.responsable for c in imp.abiertos().values())
    assert llevan == {"maria": 5, "pedro": 5, "olga": 1}


def test_la_columna_manda_y_un_nombre_desconocido_se_avisa(imp):
    vista = imp.importar(
        C,
        cartera(
            credito("10101", responsable="Olga Soto Ruiz"),
            credito("10201", **BETO, responsable="pedro"),
            *varios(1, responsable="Quién Sabe Quién"),
        ),
    )
    assert imp.con_credito("10101")[1].apertura.responsable == "olga"
    assert imp.con_credito("10201")[1].apertura.responsable == "pedro"
    assert "No hay una cuenta de responsable «Quién Sabe Quién»" in vista.renglones[2].mensaje


def test_una_oficina_sin_responsables_deja_el_caso_a_quien_importa(imp):
    vista = imp.importar(C, cartera(credito("10101", sede="Nogales")))
    assert imp.con_credito("10101")[1].apertura.responsable == "ana"
    assert "no tiene responsables activos" in vista.renglones[0].mensaje


def test_los_primeros_contactos_se_reparten_por_cuota_y_dia_habil(imp):
    imp.importar(C, cartera(*varios(62)))
    dias = Counter((c.apertura.responsable, c.apertura.primer_contacto) for c in imp.abiertos().values())
    assert dias == {
        (quien, dia): cuantos
        for quien in ("maria", "pedro")
        for dia, cuantos in ((date(2026, 11, 24), 15), (date(2026, 11, 25), 15), (date(2026, 11, 26), 1))
    }
    imp.importar(C, cartera(*[(f"9{n:04}", *fila[1:]) for n, fila in enumerate(varios(2, sede="Hermosillo"))][:0], *[
        credito(f"5000{n}", f"Otra Gente {_letras(n)}", curp="", telefono=f"64{n:08}") for n in range(4)
    ]))  # fmt: skip
    ultimos = [imp.con_credito(f"5000{n}")[1].apertura.primer_contacto for n in range(4)]
    assert set(ultimos) == {date(2026, 11, 26)}


# ------------------------------------------------------------------------------------------- what comes again


def test_la_misma_cartera_otra_vez_no_cambia_nada(imp):
    archivo = cartera(credito("10101"), credito("10201", **BETO))
    imp.importar(C, archivo)
    antes = imp.hechos()
    assert imp.importar(C, archivo).resumen["ya_estaba"] == 2
    otra_copia = cartera(credito("10201", **BETO), credito("10101"))
    assert imp.importar(C, otra_copia).resumen["ya_estaba"] == 2
    assert len(imp.abiertos()) == 2
    assert imp.hechos() == antes + 2  # the second batch: that it came in, and its rows


def test_un_saldo_nuevo_se_recibe_y_uno_mas_viejo_no(imp):
    imp.importar(C, cartera(credito("10101"), credito("10102")))
    nuevo = cartera(
        credito("10101", capital="900", corte="20/11/2026"), credito("10102", corte="30/09/2026", capital="1")
    )
    vista = imp.importar(C, nuevo)
    assert vista.renglones[0].mensaje == (
        "El saldo del crédito 10101 pasó de $1,500.00 a $1,400.00 (corte al 20/11/2026)."
    )
    assert (vista.renglones[0].situacion, vista.renglones[1].situacion) == (
        Situacion.CAMBIA,
        Situacion.YA_ESTABA,
    )
    _, caso = imp.con_credito("10101")
    assert caso.creditos["10101"].saldo.corte == date(2026, 11, 20)
    assert caso.creditos["10102"].saldo.total == Decimal("1500.00")


def test_un_credito_mas_se_agrega_al_caso(imp):
    imp.importar(C, cartera(credito("10101")))
    vista = imp.importar(C, cartera(credito("10101"), credito("10105", capital="10")))
    assert vista.renglones[1].mensaje == "Se agregó al caso el crédito 10105, con saldo de $510.00."
    assert set(imp.con_credito("10105")[1].creditos) == {"10101", "10105"}


def test_los_datos_de_contacto_se_suman_en_la_boveda(imp):
    imp.importar(C, cartera(credito("10101", telefono="1234567")))
    _caso_id, caso = imp.con_credito("10101")
    vista = imp.importar(C, cartera(credito("10101", telefono="6621234567", corte="31/10/2026")))
    assert (vista.renglones[0].situacion, "Se agregó teléfono" in vista.renglones[0].mensaje) == (
        Situacion.CAMBIA,
        True,
    )
    telefonos = imp.boveda.leer(caso.apertura.persona_id).telefonos
    assert [t.numero for t in telefonos] == [
        "+526621234567"
    ]  # the complete one replaces the one without LADA
    assert imp.con_credito("10101")[1].contacto.datos.version > 0
    assert imp.importar(C, cartera(credito("10101", telefono="1234567"))).resumen["ya_estaba"] == 1


def test_un_domicilio_que_ya_se_habia_cambiado_no_regresa(imp):
    con_domicilio = (*CARTERA, "Domicilio")
    for calle in ("Rosales 10", "Juárez 20", "Rosales 10"):
        imp.importar(C, hoja(con_domicilio, [(*credito("10101"), calle)]))
    _, caso = imp.con_credito("10101")
    assert imp.boveda.leer(caso.apertura.persona_id).domicilio.calle == "Juárez 20"


def test_el_credito_de_otra_persona_se_pregunta(imp):
    imp.importar(C, cartera(credito("10101")))
    vista = imp.importar(C, cartera(credito("10101", **BETO), credito("10201", **BETO)))
    assert {(r.situacion, r.causa) for r in vista.renglones} == {(Situacion.DUDA, Causa.CREDITO_DE_OTRO)}
    assert "está en el caso de Cota Díaz Ana Luz, con otra CURP" in vista.renglones[0].mensaje


def test_los_creditos_de_una_persona_en_dos_casos_se_preguntan(imp):
    imp.importar(C, cartera(credito("10101"), credito("10201", **BETO)))
    vista = imp.ver(C, cartera(credito("10101"), credito("10201")))
    assert {r.causa for r in vista.renglones} == {Causa.VARIOS_CASOS}


def test_un_caso_cerrado_se_pregunta_y_no_se_abre_otro_solo(imp):
    imp.importar(C, cartera(credito("10101")))
    caso_id, _ = imp.con_credito("10101")
    cierre = CierrePorCausa(causa=CausaCierre.INCOBRABLE, motivo="Dictamen", soporte="Oficio 5")
    imp.decidir(caso_id, cerrar_por_causa, cierre, rol="coordinador")
    vista = imp.importar(C, cartera(credito("10101", capital="1")))
    assert (vista.renglones[0].situacion, vista.renglones[0].causa) == (Situacion.DUDA, Causa.CASO_CERRADO)


def test_una_curp_con_dos_nombres_es_duda(imp):
    vista = imp.importar(C, cartera(credito("10101"), credito("10102", "Nombre Muy Distinto Soto")))
    assert {r.causa for r in vista.renglones} == {Causa.REVISAR}
    assert imp.abiertos() == {}


def test_quien_no_debe_nada_no_abre_un_caso(imp):
    vista = imp.importar(C, cartera(credito("10101", capital="0", ordinario="0", moratorio="0")))
    assert vista.resumen["ya_estaba"] == 1
    assert imp.abiertos() == {}


def test_la_cartera_completa_al_caso_que_abrio_la_agenda(imp):
    imp.importar(Clase.AGENDA, agenda(sesion(credito="10101")))
    caso_id, _ = imp.con_credito("10101")
    imp.importar(C, cartera(credito("10101"), credito("10102")))
    otro_id, caso = imp.con_credito("10102")
    assert otro_id == caso_id
    assert caso.creditos["10101"].saldo.total == Decimal("1500.00")
    assert imp.boveda.leer(caso.apertura.persona_id).curp == "COTD900101MSRTZN08"
    assert caso.apertura.faltan == frozenset()


@pytest.mark.parametrize("rol", ["responsable", "contabilidad"])
def test_cada_decision_pregunta_quien(imp, rol):
    vista = imp.ver(C, cartera(credito("10101")), rol=rol)
    esperada = Situacion.NUEVA if rol == "responsable" else Situacion.DUDA
    assert vista.renglones[0].situacion is esperada
