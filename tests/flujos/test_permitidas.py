"""What may be done now, and why not the rest."""

from casos.decision import CONTABILIDAD, COORDINADOR, RELOJ, RESPONSABLE, declaradas
from casos.mediacion.estado import Caso
from flujos.permitidas import Permitida, permitidas
from tests.casos.mediacion.fabrica import LUNES, agendado, ctx, dado, registrado


def ofrecidas(caso: Caso, rol: str) -> dict[str, Permitida]:
    return {p.decision: p for p in permitidas(caso, rol, ctx(LUNES))}


def test_lo_permitido_va_sin_motivo_y_lo_demas_con_el():
    suyas = ofrecidas(dado(*agendado()), RESPONSABLE)
    assert suyas["reagendar_sesion"] == Permitida("reagendar_sesion", "Reagendar sesión", True)
    assert suyas["agendar_sesion"].motivo.startswith("Ya hay una sesión agendada para el lunes 23 de marzo")
    assert suyas["celebrar_sesion"].motivo.startswith("La sesión empieza el lunes 23 de marzo de 2026")


def test_lo_de_otro_rol_dice_a_quien_le_corresponde():
    caso = dado(*registrado())
    assert ofrecidas(caso, RESPONSABLE)["confirmar_pago"].motivo == "Le corresponde a Contabilidad."
    assert ofrecidas(caso, CONTABILIDAD)["agregar_nota"].permitida
    assert ofrecidas(caso, CONTABILIDAD)["agendar_sesion"].motivo == (
        "Le corresponde al responsable del caso o al coordinador."
    )


def test_lo_que_solo_decide_el_reloj_no_se_ofrece_a_nadie():
    del_reloj = {d.nombre for d in declaradas(Caso) if d.quien == {RELOJ}}
    assert "omitir_resultado" in del_reloj
    assert not del_reloj & set(ofrecidas(dado(*agendado()), COORDINADOR))


def test_en_un_caso_que_no_existe_solo_se_puede_abrir():
    assert [p.decision for p in ofrecidas(Caso(), RESPONSABLE).values() if p.permitida] == ["abrir_caso"]
