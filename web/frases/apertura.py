"""Sentences of opening, people, contracts and housekeeping."""

from casos.hecho import Anulado
from casos.mediacion.hechos.apertura import (
    CasoAbierto,
    CasoReasignado,
    CasoRevisado,
    CreditoDesvinculado,
    CreditoVinculado,
    DatosDeContactoActualizados,
    FallecimientoRegistrado,
    NotaAgregada,
    PendienteDescartado,
    PendientePospuesto,
    PersonaDesvinculada,
    PersonaOlvidada,
    PersonaVinculada,
    SaldoRecibido,
)
from web.formato import fecha_completa, pesos
from web.frases import Lector, frase
from web.frases.palabras import dicho, y


@frase(CasoAbierto, relevante=True)
def _abierto(h: CasoAbierto, lector: Lector) -> str:
    origenes = {"agenda": "la agenda del tribunal", "cartera": "la cartera", "ventanilla": "la ventanilla"}
    return (
        f"abrió el caso de {lector.nombre(h.persona_id)} desde {origenes[h.origen]}; "
        f"responsable: {lector.cuenta(h.responsable)}"
    )


@frase(CreditoVinculado)
def _credito(h: CreditoVinculado, lector: Lector) -> str:
    cuando = f", del contrato del {fecha_completa(h.fecha_contrato)}" if h.fecha_contrato else ""
    return f"agregó el crédito {h.credito}{cuando}"


@frase(CreditoDesvinculado)
def _sin_credito(h: CreditoDesvinculado, lector: Lector) -> str:
    return f"quitó el crédito {h.credito}{lector.comillas(h, 'motivo')}"


@frase(SaldoRecibido)
def _saldo(h: SaldoRecibido, lector: Lector) -> str:
    total = h.capital + h.ordinario + h.moratorio + h.gastos
    return f"recibió el saldo del crédito {h.credito}: {pesos(total)} al {fecha_completa(h.corte)}"


@frase(PersonaVinculada)
def _persona(h: PersonaVinculada, lector: Lector) -> str:
    return f"agregó a {lector.nombre(h.persona_id)} como {dicho(h.rol)}"


@frase(PersonaDesvinculada)
def _sin_persona(h: PersonaDesvinculada, lector: Lector) -> str:
    return f"quitó a {lector.nombre(h.persona_id)} como {dicho(h.rol)}{lector.comillas(h, 'motivo')}"


@frase(FallecimientoRegistrado, relevante=True)
def _fallecida(h: FallecimientoRegistrado, lector: Lector) -> str:
    return f"registró que {lector.nombre(h.persona_id)}, {dicho(h.rol)}, falleció ({h.soporte})"


CAMPOS = {
    "telefono": "teléfono", "curp": "CURP", "rfc": "RFC", "nacimiento": "fecha de nacimiento",
    "estado_civil": "estado civil", "ocupacion": "ocupación", "identificacion": "identificación",
}  # fmt: skip
"""The data that the fact names without accents, as people write them."""


@frase(DatosDeContactoActualizados)
def _datos(h: DatosDeContactoActualizados, lector: Lector) -> str:
    campos = y([CAMPOS.get(campo, campo) for campo in h.campos])
    return f"actualizó {campos or 'los datos'} de {lector.nombre(h.persona_id)}"


@frase(CasoReasignado, relevante=True)
def _reasignado(h: CasoReasignado, lector: Lector) -> str:
    return f"pasó el caso de {lector.cuenta(h.antes)} a {lector.cuenta(h.responsable)}{lector.comillas(h, 'motivo')}"


@frase(NotaAgregada)
def _nota(h: NotaAgregada, lector: Lector) -> str:
    return f"anotó{lector.comillas(h, 'texto')}"


@frase(CasoRevisado)
def _revisado(h: CasoRevisado, lector: Lector) -> str:
    return f"revisó lo registrado hasta el asiento {h.hasta}{lector.comillas(h, 'observacion')}"


@frase(PendienteDescartado)
def _descartado(h: PendienteDescartado, lector: Lector) -> str:
    return f"descartó el pendiente «{dicho(h.tipo)}»{lector.comillas(h, 'motivo')}"


@frase(PendientePospuesto)
def _pospuesto(h: PendientePospuesto, lector: Lector) -> str:
    return f"pospuso «{dicho(h.tipo)}» hasta el {fecha_completa(h.hasta)}{lector.comillas(h, 'motivo')}"


@frase(PersonaOlvidada)
def _olvidada(h: PersonaOlvidada, lector: Lector) -> str:
    return "destruyó la llave de los datos de una persona; ya nadie puede leerlos"


@frase(Anulado)
def _anulado(h: Anulado, lector: Lector) -> str:
    que = "el registro" if len(h.versiones) == 1 else "los registros"
    return f"anuló {que} {y(str(v) for v in h.versiones)}{lector.comillas(h, 'motivo')}"
