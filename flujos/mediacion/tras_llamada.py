"""Next actions that a call's coded result asks for: what somebody would expect to happen after it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from casos.decision import COORDINADOR, RESPONSABLE
from casos.mediacion.estado import Caso, Llamada, Marca
from casos.mediacion.permiso_de_llamar import quien_hablo
from casos.mediacion.vocabulario import NUMERO_MALO, CausaConclusion, ResultadoLlamada
from casos.versiones import Versiones
from flujos.mediacion.apertura import ABIERTAS
from flujos.mediacion.contacto import A_QUIEN, SE_COBRA
from flujos.mediacion.generadores import fila, genera
from flujos.pendiente import Pendiente


class Consecuencia(NamedTuple):
    """A row, and what tells that its work was done since the call."""

    tipo: str
    titulo: str
    acciones: tuple[str, ...]
    quita: str
    hecha: Callable[[Caso, Llamada], bool]
    regla: str = "llamadas.atender_resultado_dias_habiles"
    rol: str = RESPONSABLE


def _despues(marca: Marca, llamada: Llamada) -> bool:
    return marca.version > llamada.marca.version


def _verificado(caso: Caso, ll: Llamada) -> bool:
    marcas = [*(r.marca for r in caso.reportes.values()), *(p.marca for p in caso.pagos.values())]
    return any(_despues(marca, ll) for marca in marcas)


def _ofrecido(caso: Caso, ll: Llamada) -> bool:
    convenios = (c.marca for c in caso.convenios.values())
    return _despues(caso.contacto.opciones, ll) or any(_despues(marca, ll) for marca in convenios)


def _aclarado(caso: Caso, ll: Llamada) -> bool:
    contacto = caso.contacto
    marcas = [contacto.atendida, contacto.estado_de_cuenta, *(c.marca for c in contacto.cartas)]
    return any(_despues(marca, ll) for marca in (*marcas, caso.suspendido))


def _con_datos(caso: Caso, ll: Llamada) -> bool:
    return _despues(caso.contacto.datos, ll)


def _con_telefono(caso: Caso, ll: Llamada) -> bool:
    """New data, or a later call to that person on a number that is good."""
    return _con_datos(caso, ll) or any(
        otra.a is ll.a and _despues(otra.marca, ll) and otra.resultado not in NUMERO_MALO
        for otra in caso.contacto.llamadas
    )


def _decidido(caso: Caso, ll: Llamada) -> bool:
    """The coordinator let the case rest or go on, the mechanism ended for it, the death is on record, or the person is
    alive."""
    concluido = caso.mecanismo.concluido is CausaConclusion.FALLECIMIENTO and _despues(caso.mecanismo.fin, ll)
    vive = any(quien_hablo(otra) is ll.a and _despues(otra.marca, ll) for otra in caso.contacto.llamadas)
    del_papel = (caso.fallecidas.get(p.persona_id) for p in caso.partes if p.rol is ll.a)
    consta = any(marca is not None and _despues(marca, ll) for marca in del_papel)
    return _despues(caso.suspendido, ll) or concluido or vive or consta


def _con_otra_via(caso: Caso, ll: Llamada) -> bool:
    contacto = caso.contacto
    marcas = [*(c.marca for c in contacto.cartas), *(vi.marca for vi in contacto.visitas.values())]
    marcas += [*(s.marca for s in caso.sesiones.values()), caso.judicial.marca, contacto.opciones]
    marcas += [otra.marca for otra in contacto.llamadas if quien_hablo(otra) is ll.a]
    return any(_despues(marca, ll) for marca in marcas)


_OFRECER = Consecuencia(
    "presentar_opciones", "Presentar opciones de pago a quien las necesita",
    ("presentar_opciones", "elaborar_convenio"),
    "Se quita cuando se presentan opciones o se elabora un convenio.", _ofrecido,
)  # fmt: skip
_BUSCAR = Consecuencia(
    "buscar_telefono", "Buscar otro teléfono: el número no sirve", ("actualizar_contacto",),
    "Se quita cuando se actualizan los datos de contacto o se llama a otro número.", _con_telefono,
    "sesiones.actualizar_domicilio_dias_habiles",
)  # fmt: skip
CONSECUENCIAS: dict[ResultadoLlamada, Consecuencia] = {
    ResultadoLlamada.YA_PAGO: Consecuencia(
        "verificar_pago", "Verificar el pago que dicen haber hecho", ("reportar_pago",),
        "Se quita cuando se reporta o se confirma un pago.", _verificado,
    ),
    ResultadoLlamada.SOLICITA_CONVENIO: _OFRECER._replace(titulo="Ofrecer el convenio que se pidió"),
    ResultadoLlamada.NO_PUEDE_PAGAR: _OFRECER,
    ResultadoLlamada.SOLICITA_ACLARACION: Consecuencia(
        "atender_aclaracion", "Atender la aclaración que se pidió",
        ("registrar_atencion", "emitir_estado_de_cuenta", "enviar_carta"),
        "Se quita cuando se registra la atención, se emite el estado de cuenta o se suspende el caso.",
        _aclarado,
    ),
    ResultadoLlamada.SE_NIEGA: Consecuencia(
        "responder_negativa", "Decidir la siguiente vía: se niega a pagar",
        ("enviar_carta", "programar_visita", "agendar_sesion", "solicitar_turno"),
        "Se quita con una carta, una visita, otra sesión, nuevas opciones o el turno a judicial.",
        _con_otra_via,
    ),
    ResultadoLlamada.CAMBIO_DOMICILIO: Consecuencia(
        "actualizar_domicilio", "Actualizar el domicilio", ("actualizar_contacto",),
        "Se quita cuando se actualizan los datos de contacto.", _con_datos,
        "sesiones.actualizar_domicilio_dias_habiles",
    ),
    ResultadoLlamada.NUMERO_EQUIVOCADO: _BUSCAR,
    ResultadoLlamada.NUMERO_INEXISTENTE: _BUSCAR,
    ResultadoLlamada.FALLECIDO: Consecuencia(
        "decidir_fallecimiento", "Decidir qué sigue: informan que la persona falleció",
        ("suspender", "registrar_fallecimiento", "concluir_mecanismo", "cerrar_por_causa"),
        "Se quita cuando se suspende o se cierra el caso, cuando el fallecimiento de quien no es el acreditado se "
        "registra con su acta, o cuando se habla con la persona.", _decidido,
        "llamadas.fallecimiento_dias_habiles", COORDINADOR,
    ),
}  # fmt: skip
EN_TODO_CASO = frozenset({"decidir_fallecimiento", "actualizar_domicilio", "buscar_telefono"})
"""What matters even where nothing is collected any more, or since the case was asked for or held by judicial."""


@genera(*ABIERTAS)
def tras_la_llamada(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """What the last call of each kind and person asks for, while nobody has done it."""
    ultimas = {(CONSECUENCIAS[ll.resultado].tipo, ll.a): ll for ll in _con_consecuencia(caso)}
    for (tipo, rol), llamada in ultimas.items():
        consecuencia = CONSECUENCIAS[llamada.resultado]
        en_otra_via = caso.etapa not in SE_COBRA or _despues(caso.judicial.marca, llamada)
        if consecuencia.hecha(caso, llamada) or (en_otra_via and tipo not in EN_TODO_CASO):
            continue
        yield fila(
            caso, v, llamada.marca, consecuencia.regla, tipo=tipo, clave=f"llamada/{rol.value}",
            titulo=consecuencia.titulo, acciones=consecuencia.acciones, quita=consecuencia.quita,
            rol=consecuencia.rol, detalle=f"Llamada {A_QUIEN.get(rol, '')}".strip() + ".",
            prioridad=20 if consecuencia.rol == COORDINADOR else 50,
        )  # fmt: skip


def _con_consecuencia(caso: Caso) -> Iterator[Llamada]:
    return (ll for ll in caso.contacto.llamadas if ll.resultado in CONSECUENCIAS)
