"""Complaints are answered, praise is acknowledged, and a denuncia is read by nobody but who turns it over."""

from datetime import date, datetime
from uuid import UUID

import pytest

from casos.asiento import Asiento
from casos.decision import ADMINISTRADOR, AUDITOR, COORDINADOR, RESPONSABLE, Rechazo
from casos.manifestacion import (
    TIPO,
    Acuse,
    Clase,
    DenunciaTurnada,
    Manifestacion,
    ManifestacionRecibida,
    ManifestacionRespondida,
    Nueva,
    OtroEncargado,
    ReciboAcusado,
    Respuesta,
    Turno,
    acusar_recibo,
    compartir_reconocimiento,
    pasar_denuncia,
    puede_leer,
    recibir_manifestacion,
    responder_queja,
    turnar_denuncia,
)
from casos.mediacion.vocabulario import Medio
from casos.tiempo import ZONA
from casos.versiones import BASE
from flujos.manifestacion import pendientes
from tests.casos.mediacion.fabrica import LUNES, ctx

ACUSE = ReciboAcusado(medio=Medio.CORREO)
RESPUESTA = ManifestacionRespondida(respuesta="Se corrigió", medio=Medio.CORREO)


def nueva(clase=Clase.QUEJA, **cambios):
    datos = {
        "folio": "Q26-1",
        "medio": Medio.PRESENCIAL,
        "persona_id": UUID(int=5),
        "texto": "Esperé dos horas",
    }
    return Nueva(clase=clase, **datos | cambios)


def recibida(clase=Clase.QUEJA, **cambios):
    return ManifestacionRecibida(**nueva(clase, **cambios).model_dump())


def dado(*hechos):
    dia = datetime(2026, 3, 2, 9, tzinfo=ZONA)
    return TIPO.plegar(Asiento(n, h, dia, dia, "maria", RESPONSABLE, "HMO") for n, h in enumerate(hechos, 1))


def de(usuario, rol=RESPONSABLE):
    return ctx(LUNES)._replace(autor=usuario, rol=rol)


def renglones(*hechos):
    return [(p.tipo, p.vence, p.rol, p.usuario) for p in pendientes(dado(*hechos), BASE)]


def test_la_queja_se_acusa_el_mismo_dia_y_se_responde_en_cinco():
    assert renglones(recibida()) == [
        ("acusar_recibo", date(2026, 3, 2), COORDINADOR, None),
        ("responder_queja", date(2026, 3, 9), COORDINADOR, None),
    ]
    *_, responder = pendientes(dado(recibida()), BASE)
    assert responder.detalle.startswith("Límite: 17 de marzo")  # the 16th is a day off
    assert [r[0] for r in renglones(recibida(), ACUSE)] == ["responder_queja"]
    assert renglones(recibida(), RESPUESTA) == []


def test_la_sugerencia_se_responde_y_el_reconocimiento_se_da_a_conocer():
    assert [r[0] for r in renglones(recibida(Clase.SUGERENCIA), ACUSE)] == ["responder_queja"]
    respuesta = Respuesta(respuesta="Se adopta", medio=Medio.CORREO)
    [hecho] = responder_queja(dado(recibida(Clase.SUGERENCIA)), respuesta, de("rosa", COORDINADOR))
    assert renglones(recibida(Clase.SUGERENCIA), hecho) == []
    elogio = recibida(Clase.RECONOCIMIENTO, sobre="maria")
    assert renglones(elogio, ACUSE) == [("compartir_reconocimiento", date(2026, 3, 9), COORDINADOR, None)]
    [hecho] = compartir_reconocimiento(dado(elogio), None, de("rosa", COORDINADOR))
    assert renglones(elogio, ACUSE, hecho) == []
    with pytest.raises(Rechazo, match="Solo las quejas y las sugerencias"):
        responder_queja(dado(elogio), respuesta, de("rosa", COORDINADOR))
    with pytest.raises(Rechazo, match="Solo los reconocimientos"):
        compartir_reconocimiento(dado(recibida()), None, de("rosa", COORDINADOR))


def test_se_recibe_una_vez_con_su_texto():
    assert len(recibir_manifestacion(Manifestacion(), nueva(), de("maria"))) == 1
    assert recibir_manifestacion(dado(recibida()), nueva(), de("maria")) == []
    with pytest.raises(Rechazo, match="Escriba lo que"):
        recibir_manifestacion(Manifestacion(), nueva(texto="  "), de("maria"))


def test_la_queja_no_la_recibe_ni_responde_ni_lee_de_quien_se_queja():
    with pytest.raises(Rechazo, match="pida a otra persona"):
        recibir_manifestacion(Manifestacion(), nueva(sobre="maria"), de("maria"))
    queja = dado(recibida(sobre="rosa"))
    with pytest.raises(Rechazo, match="Se refiere a usted"):
        responder_queja(queja, Respuesta(respuesta="x", medio=Medio.CORREO), de("rosa", COORDINADOR))
    assert not puede_leer(queja, "rosa", COORDINADOR)
    assert puede_leer(queja, "otra", COORDINADOR)
    assert puede_leer(dado(recibida(Clase.RECONOCIMIENTO, sobre="rosa")), "rosa", COORDINADOR)


def test_la_denuncia_solo_la_lee_y_turna_su_encargado():
    denuncia = dado(recibida(Clase.DENUNCIA, sobre="luis", encargado="rosa"))
    quienes = {
        "rosa": COORDINADOR,
        "luis": COORDINADOR,
        "maria": RESPONSABLE,
        "aud": AUDITOR,
        "admin": ADMINISTRADOR,
    }
    leen = [u for u, rol in quienes.items() if puede_leer(denuncia, u, rol)]
    assert leen == ["rosa"]
    assert turnar_denuncia(denuncia, Turno(oficio="DM/12/2026"), de("rosa", COORDINADOR)) == [
        DenunciaTurnada(oficio="DM/12/2026")
    ]
    with pytest.raises(Rechazo, match="la turna otra persona"):
        turnar_denuncia(denuncia, Turno(oficio="DM/12/2026"), de("luis", COORDINADOR))
    with pytest.raises(Rechazo, match="aquí solo se turna"):
        acusar_recibo(denuncia, Acuse(medio=Medio.CORREO), de("rosa", COORDINADOR))


def test_el_renglon_de_la_denuncia_es_de_su_encargado_y_no_del_equipo():
    suya = recibida(Clase.DENUNCIA, sobre="luis", encargado="rosa")
    [(tipo, vence, rol, usuario)] = renglones(suya)
    assert (tipo, vence, usuario) == ("turnar_denuncia", date(2026, 3, 3), "rosa")
    assert rol != COORDINADOR
    assert renglones(suya, DenunciaTurnada(oficio="1")) == []


@pytest.mark.parametrize(
    ("cambios", "dice"),
    [
        ({"clase": Clase.DENUNCIA}, "Elija quién turna"),
        ({"clase": Clase.DENUNCIA, "sobre": "luis", "encargado": "luis"}, "en manos de quien es denunciado"),
        ({"clase": Clase.QUEJA, "encargado": "rosa"}, "Solo las denuncias"),
    ],
)
def test_quien_turna_una_denuncia_se_elige_y_no_es_el_denunciado(cambios, dice):
    with pytest.raises(Rechazo, match=dice):
        recibir_manifestacion(Manifestacion(), nueva(**cambios), de("maria"))


def test_lo_concluido_no_se_vuelve_a_abrir():
    with pytest.raises(Rechazo, match="ya está concluido"):
        responder_queja(
            dado(recibida(), RESPUESTA), Respuesta(respuesta="x", medio=Medio.CORREO), de("rosa", COORDINADOR)
        )
    assert acusar_recibo(dado(recibida(), ACUSE), Acuse(medio=Medio.CORREO), de("maria")) == []
    with pytest.raises(Rechazo, match="No existe"):
        acusar_recibo(Manifestacion(), Acuse(medio=Medio.CORREO), de("maria"))


SUYA = recibida(Clase.DENUNCIA, sobre="luis", encargado="rosa")
A_ADMIN = OtroEncargado(encargado="admin", motivo="Incapacidad")


def el(dia: int, usuario: str, rol: str = COORDINADOR, en_nombre_de: str | None = None):
    quien = ctx(datetime(2026, 3, dia, 12, tzinfo=ZONA))
    return quien._replace(autor=usuario, rol=rol, en_nombre_de=en_nombre_de)


@pytest.mark.parametrize(
    ("quien", "pasa"),
    [
        (el(2, "rosa"), True),
        (el(3, "otra"), False),  # the last day on which it is in time
        (el(4, "otra"), True),
        (el(2, "otra", en_nombre_de="rosa"), True),
        (el(4, "luis"), False),
        (el(4, "luis", en_nombre_de="rosa"), False),
    ],
)
def test_la_denuncia_detenida_pasa_a_otra_persona_y_nunca_por_mano_de_quien_es_denunciado(quien, pasa):
    if not pasa:
        with pytest.raises(Rechazo):
            pasar_denuncia(dado(SUYA), A_ADMIN, quien)
        return
    [hecho] = pasar_denuncia(dado(SUYA), A_ADMIN, quien)
    despues = dado(SUYA, hecho)
    assert puede_leer(despues, "admin", ADMINISTRADOR)
    assert not puede_leer(despues, "rosa", COORDINADOR)
    assert [r[3] for r in renglones(SUYA, hecho)] == ["admin"]
    assert pasar_denuncia(despues, A_ADMIN, el(9, "otra")) == []


def test_la_denuncia_no_pasa_a_quien_es_denunciado_ni_sin_motivo_ni_ya_turnada():
    for otro, dice in (
        (OtroEncargado(encargado="luis", motivo="x"), "elija a otra"),
        (OtroEncargado(encargado="admin", motivo=" "), "por qué"),
    ):
        with pytest.raises(Rechazo, match=dice):
            pasar_denuncia(dado(SUYA), otro, el(2, "rosa"))
    with pytest.raises(Rechazo, match="ya está concluido"):
        pasar_denuncia(dado(SUYA, DenunciaTurnada(oficio="1")), A_ADMIN, el(2, "rosa"))
    with pytest.raises(Rechazo, match="Solo las denuncias"):
        pasar_denuncia(dado(recibida()), A_ADMIN, el(2, "rosa"))
