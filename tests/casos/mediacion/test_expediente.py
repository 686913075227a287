"""Who owns a file, notes, review, next actions put away, a person forgotten."""

from datetime import timedelta
from uuid import UUID

import pytest

from casos.decision import COORDINADOR, TRANSPARENCIA, Rechazo
from casos.mediacion.expediente import (
    Descarte,
    Nota,
    Olvido,
    Posposicion,
    Reasignacion,
    Revision,
    agregar_nota,
    descartar_pendiente,
    olvidar_persona,
    posponer_pendiente,
    reasignar,
    revisar,
)
from casos.mediacion.hechos.apertura import (
    CasoReasignado,
    CasoRevisado,
    NotaAgregada,
    PendienteDescartado,
    PendientePospuesto,
    PersonaOlvidada,
)
from casos.mediacion.hechos.cierre import CasoCerrado
from casos.mediacion.vocabulario import CausaCierre
from tests.casos.mediacion.fabrica import ACREDITADO, LUNES, ctx, dado, registrado

MARTES = LUNES + timedelta(days=1)


def test_el_caso_cambia_de_responsable_con_su_motivo():
    caso = dado(*registrado())
    nueva = Reasignacion(responsable="luis", motivo="Vacaciones")
    assert reasignar(caso, nueva, ctx(rol=COORDINADOR)) == [
        CasoReasignado(responsable="luis", antes="maria", sede="HMO", motivo="Vacaciones")
    ]
    assert reasignar(caso, Reasignacion(responsable="maria", motivo="x"), ctx()) == []
    with pytest.raises(Rechazo, match="por qué"):
        reasignar(caso, Reasignacion(responsable="luis", motivo="  "), ctx())
    with pytest.raises(Rechazo, match="sede"):
        reasignar(caso, Reasignacion(responsable="luis", sede="XXX", motivo="x"), ctx())


def test_una_nota_se_puede_escribir_aun_en_un_caso_cerrado():
    cerrado = dado(*registrado(), CasoCerrado(causa=CausaCierre.DUPLICADO))
    assert agregar_nota(cerrado, Nota(texto=" Llegó por correo "), ctx()) == [
        NotaAgregada(texto="Llegó por correo")
    ]
    with pytest.raises(Rechazo, match="Escriba la nota"):
        agregar_nota(cerrado, Nota(texto=""), ctx())


def test_revisar_marca_hasta_donde_y_no_mas_alla_de_lo_registrado():
    pasos = registrado()
    contexto = ctx(rol=COORDINADOR, pasos=pasos)
    hechos = revisar(dado(*pasos), Revision(hasta=4), contexto)
    assert hechos == [CasoRevisado(hasta=4)]
    assert revisar(dado(*pasos, *hechos), Revision(hasta=3), contexto) == []
    with pytest.raises(Rechazo, match="recargue"):
        revisar(dado(*pasos), Revision(hasta=5), contexto)


def descarte(**cambios: object) -> Descarte:
    base = {"tipo": "primer_contacto", "clave": "acreditado", "causa": 1, "motivo": "Ya vino"}
    return Descarte.model_validate(base | cambios)


def test_un_pendiente_descartado_dos_veces_no_cambia_nada_si_su_causa_es_la_misma():
    hechos = descartar_pendiente(dado(*registrado()), descarte(), ctx())
    assert hechos == [PendienteDescartado(tipo="primer_contacto", clave="acreditado", motivo="Ya vino")]
    caso = dado(*registrado(), *hechos)
    assert descartar_pendiente(caso, descarte(), ctx()) == []
    assert descartar_pendiente(caso, descarte(causa=9), ctx()) == hechos


@pytest.mark.parametrize(
    ("tipo", "clave"), [("decidir_inasistencias", "x"), ("recabar_documento", "sesion-1/escala")]
)
def test_lo_que_decide_el_coordinador_solo_el_lo_aparta(tipo, clave):
    caso = dado(*registrado())
    with pytest.raises(Rechazo, match="del coordinador"):
        descartar_pendiente(caso, descarte(tipo=tipo, clave=clave), ctx())
    assert descartar_pendiente(caso, descarte(tipo=tipo, clave=clave), ctx(rol=COORDINADOR))


def test_un_pendiente_se_pospone_a_un_dia_que_no_ha_llegado():
    caso = dado(*registrado())
    pospuesto = Posposicion(**descarte().model_dump(), hasta=MARTES)
    hechos = posponer_pendiente(caso, pospuesto, ctx())
    assert hechos == [
        PendientePospuesto(tipo="primer_contacto", clave="acreditado", hasta=MARTES, motivo="Ya vino")
    ]
    assert posponer_pendiente(dado(*registrado(), *hechos), pospuesto, ctx()) == []
    with pytest.raises(Rechazo, match="posterior a hoy"):
        posponer_pendiente(caso, pospuesto.model_copy(update={"hasta": LUNES}), ctx())


def test_olvidar_a_quien_debe_necesita_una_resolucion_mientras_el_caso_siga_abierto():
    contexto = ctx(rol=TRANSPARENCIA)
    caso = dado(*registrado())
    with pytest.raises(Rechazo, match="LGPDPPSO"):
        olvidar_persona(caso, Olvido(persona_id=ACREDITADO), contexto)
    hechos = olvidar_persona(caso, Olvido(persona_id=ACREDITADO, por_resolucion=True), contexto)
    assert hechos == [PersonaOlvidada(persona_id=ACREDITADO)]
    assert olvidar_persona(dado(*registrado(), *hechos), Olvido(persona_id=ACREDITADO), contexto) == []
    with pytest.raises(Rechazo, match="no participa"):
        olvidar_persona(caso, Olvido(persona_id=UUID(int=7)), contexto)
