"""Handing a case to judicial: asked with its packet, decided, received, followed, given back or agreed on."""

from datetime import date

import pytest

from casos.decision import JUDICIAL, Rechazo
from casos.mediacion.hechos.apertura import CasoAbierto
from casos.mediacion.hechos.cierre import (
    CasoDevueltoDeJudicial,
    CasoSuspendido,
    CasoTurnadoAJudicial,
    ConvenioEnJuicio,
    ExpedienteRecibidoPorJudicial,
    TurnoJudicialSolicitado,
)
from casos.mediacion.hechos.documentos import ConvenioRegistrado, DocumentoAnexado, DocumentoRecabado
from casos.mediacion.hechos.sesiones import EstadoDeCuentaEmitido, SesionAgendada
from casos.mediacion.judicial import (
    ConMotivo,
    ConvenioJudicial,
    Recepcion,
    Seguimiento,
    devolver_de_judicial,
    rechazar_turno,
    recibir_expediente,
    registrar_convenio_en_juicio,
    registrar_seguimiento_judicial,
    solicitar_turno,
    turnar_a_judicial,
)
from casos.mediacion.paquete import faltantes, gestiones, paquete
from casos.mediacion.vocabulario import CausaSuspension, Etapa, ResultadoSesion, TipoDocumento
from casos.versiones import BASE
from tests.casos.mediacion.fabrica import CREDITO, ctx, dado, instante, mediado, registrado
from tests.casos.mediacion.fabrica_convenios import convenio_firmado, en_seguimiento, tras
from tests.casos.mediacion.fabrica_seguimiento import (
    R,
    a_las_,
    llamando,
    no_comparecio,
    solicitado,
    turnado,
)

POLITICA = BASE.politica(1)
PIDO = ConMotivo(motivo="No hay otra vía.")
DIA = date(2026, 4, 7)


def recibido():
    return (*turnado(), (ExpedienteRecibidoPorJudicial(numero="J-5"), date(2026, 3, 31)))


def test_el_responsable_lo_pide_y_lo_que_falta_queda_escrito():
    (pedido,) = solicitar_turno(dado(*no_comparecio()), PIDO, ctx(DIA))
    assert isinstance(pedido, TurnoJudicialSolicitado)
    assert pedido.faltan == (
        "constancia del tribunal",
        f"pagaré del crédito {CREDITO}",
        "estado de cuenta",
        "identificación",
        "3 gestiones documentadas",
    )
    assert solicitar_turno(dado(*solicitado()), PIDO, ctx(DIA)) == []


def test_con_todo_el_paquete_no_falta_nada():
    pasos = no_comparecio()
    pasos = (
        *pasos,
        (
            DocumentoRecabado(documento=1, tipo=TipoDocumento.CONSTANCIA_INASISTENCIA, paginas=1, sesion=1),
            DIA,
        ),
        DocumentoRecabado(documento=2, tipo=TipoDocumento.PAGARE, paginas=1, credito=CREDITO),
        DocumentoAnexado(huella="a" * 64, tipo=TipoDocumento.IDENTIFICACION, formato="jpg"),
        EstadoDeCuentaEmitido(corte=DIA, total="20000.00"),
    )
    for hora in (9, 11, 13):
        pasos = llamando(pasos, a_las_(DIA, hora), R.NO_CONTESTA)
    caso = dado(*pasos)
    assert faltantes(caso, POLITICA) == ()
    assert gestiones(caso) == 3
    assert all(pieza.esta for pieza in paquete(caso, POLITICA))


def test_del_convenio_hacen_falta_su_original_y_su_registro():
    assert {"original del convenio", "registro del convenio"} <= set(
        faltantes(dado(*convenio_firmado()), POLITICA)
    )
    pasos = (*en_seguimiento(), ConvenioRegistrado(convenio=1, fecha=DIA, numero="R-1"))
    assert not {"original del convenio", "registro del convenio"} & set(faltantes(dado(*pasos), POLITICA))


def test_el_domicilio_que_falta_se_dice():
    abierto, *resto = registrado()
    hecho = abierto[0]
    assert isinstance(hecho, CasoAbierto)
    sin_domicilio = (hecho.model_copy(update={"faltan": ("domicilio",)}), abierto[1])
    assert "domicilio" in faltantes(dado(sin_domicilio, *resto), POLITICA)


def test_el_coordinador_lo_turna_con_lo_que_tiene_y_lo_que_falta():
    pasos = turnado()
    hecho = pasos[-1][0]
    assert isinstance(hecho, CasoTurnadoAJudicial)
    assert hecho.paquete == ("domicilio",)
    assert "identificación" in hecho.faltan
    assert dado(*pasos).etapa is Etapa.TURNADO_JUDICIAL
    assert turnar_a_judicial(dado(*pasos), None, ctx(DIA)) == []


def test_sin_peticion_no_se_turna_ni_se_rechaza():
    for decision, datos in ((turnar_a_judicial, None), (rechazar_turno, PIDO)):
        with pytest.raises(Rechazo, match="no ha pedido"):
            decision(dado(*no_comparecio()), datos, ctx(DIA))


def test_rechazado_el_caso_sigue_y_puede_volver_a_pedirse():
    pasos = tras(solicitado(), DIA, rechazar_turno, PIDO)
    caso = dado(*pasos)
    assert (caso.etapa, caso.judicial.estado) == (Etapa.NO_COMPARECIO, "")
    assert solicitar_turno(caso, PIDO, ctx(DIA))


@pytest.mark.parametrize("pasos", [registrado(), en_seguimiento(), mediado(ResultadoSesion.CONTINUA)])
def test_solo_se_pide_donde_ya_no_hay_otra_via(pasos):
    with pytest.raises(Rechazo, match="el caso debe estar incumplido, sin acuerdo o no compareció"):
        solicitar_turno(dado(*pasos), PIDO, ctx(DIA))


def test_suspendido_no_se_turna():
    suspendido = CasoSuspendido(causa=CausaSuspension.QUEJA, revisar=date(2026, 5, 4), motivo="queja")
    with pytest.raises(Rechazo, match="suspendido"):
        turnar_a_judicial(dado(*solicitado(), suspendido), None, ctx(DIA))


def test_una_peticion_no_sobrevive_a_que_el_caso_cambie_de_etapa():
    otra = SesionAgendada(sesion=2, inicio=instante(date(2026, 4, 20)), folio="CEJA-2/2026")
    caso = dado(*solicitado(), (otra, DIA))
    assert (caso.etapa, caso.judicial.estado) == (Etapa.AGENDADO, "")


def test_judicial_recibe_sigue_y_devuelve():
    (recibe,) = recibir_expediente(dado(*turnado()), Recepcion(numero="J-5"), ctx(DIA, rol=JUDICIAL))
    assert recibe == ExpedienteRecibidoPorJudicial(numero="J-5")
    assert recibir_expediente(dado(*recibido()), Recepcion(), ctx(DIA, rol=JUDICIAL)) == []
    (sigue,) = registrar_seguimiento_judicial(
        dado(*recibido()), Seguimiento(estado="demanda admitida"), ctx(DIA)
    )
    assert sigue.estado == "demanda admitida"
    devuelve = devolver_de_judicial(dado(*recibido()), PIDO, ctx(DIA, rol=JUDICIAL))
    pasos = (*recibido(), *devuelve)
    assert isinstance(pasos[-1], CasoDevueltoDeJudicial)
    assert dado(*pasos).etapa is Etapa.REGISTRADO
    assert devolver_de_judicial(dado(*pasos), PIDO, ctx(DIA, rol=JUDICIAL)) == []


def test_un_convenio_en_juicio_se_captura_y_se_firma_aqui():
    datos = ConvenioJudicial(juzgado="Segundo Civil", expediente="12/2026")
    (hecho,) = registrar_convenio_en_juicio(dado(*recibido()), datos, ctx(DIA, rol=JUDICIAL))
    assert hecho == ConvenioEnJuicio(juzgado="Segundo Civil", expediente="12/2026")
    caso = dado(*recibido(), hecho)
    assert (caso.etapa, caso.judicial.estado) == (Etapa.TURNADO_JUDICIAL, "convenio_en_juicio")
    assert registrar_convenio_en_juicio(caso, datos, ctx(DIA, rol=JUDICIAL)) == []
    with pytest.raises(Rechazo, match="ya hay un convenio en juicio"):
        recibir_expediente(caso, Recepcion(), ctx(DIA, rol=JUDICIAL))
    with pytest.raises(Rechazo, match="juzgado"):
        registrar_convenio_en_juicio(
            dado(*recibido()), datos.model_copy(update={"juzgado": ""}), ctx(DIA, rol=JUDICIAL)
        )


def test_fuera_de_judicial_nada_de_esto_procede():
    caso = dado(*en_seguimiento())
    for decision, datos in (
        (recibir_expediente, Recepcion()),
        (registrar_seguimiento_judicial, Seguimiento(estado="x")),
        (devolver_de_judicial, PIDO),
        (registrar_convenio_en_juicio, ConvenioJudicial(juzgado="a", expediente="b")),
    ):
        with pytest.raises(Rechazo, match="turnado a judicial"):
            decision(caso, datos, ctx(DIA, rol=JUDICIAL))
