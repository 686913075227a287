"""How opening, people, contracts and housekeeping change the state."""

from casos.hecho import Anulado
from casos.mediacion.estado import Apartado, Apertura, Caso, Credito, Marca, Parte, Saldo
from casos.mediacion.evolucion import APLICA, al, con, nada, pasar_a
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
from casos.mediacion.vocabulario import Etapa, RolParte


@al(CasoAbierto)
def _abierto(caso: Caso, h: CasoAbierto, m: Marca) -> Caso:
    apertura = Apertura(
        h.persona_id, h.responsable, h.sede, h.via, h.origen, h.primer_contacto, frozenset(h.faltan),
        marca=m, asignado=m, deudor=m, faltan_desde=m,
    )  # fmt: skip
    partes = (*caso.partes, Parte(h.persona_id, RolParte.ACREDITADO))
    return pasar_a(caso, Etapa.REGISTRADO, m, apertura=apertura, partes=partes)


@al(CreditoVinculado)
def _credito(caso: Caso, h: CreditoVinculado, m: Marca) -> Caso:
    previo = caso.creditos.get(h.credito)
    credito = (previo or Credito(h.credito))._replace(fecha_contrato=h.fecha_contrato)
    faltan = caso.apertura.faltan - {"credito"}
    return caso._replace(
        creditos=con(caso.creditos, h.credito, credito), apertura=caso.apertura._replace(faltan=faltan)
    )


@al(CreditoDesvinculado)
def _sin_credito(caso: Caso, h: CreditoDesvinculado, m: Marca) -> Caso:
    creditos = {n: c for n, c in caso.creditos.items() if n != h.credito}
    if creditos:
        return caso._replace(creditos=creditos)
    apertura = caso.apertura._replace(faltan=caso.apertura.faltan | {"credito"}, faltan_desde=m)
    return caso._replace(creditos=creditos, apertura=apertura)


@al(SaldoRecibido)
def _saldo(caso: Caso, h: SaldoRecibido, m: Marca) -> Caso:
    credito = caso.creditos.get(h.credito, Credito(h.credito))
    saldo = Saldo(h.corte, h.capital, h.ordinario, h.moratorio, h.gastos)
    credito = credito._replace(saldo=saldo, saldo_recibido=m)
    return caso._replace(creditos=con(caso.creditos, h.credito, credito))


@al(PersonaVinculada)
def _persona(caso: Caso, h: PersonaVinculada, m: Marca) -> Caso:
    parte = Parte(h.persona_id, h.rol)
    if parte in caso.partes:
        return caso
    faltan = caso.apertura.faltan - {h.rol.value}
    apertura = caso.apertura._replace(faltan=faltan)
    if h.rol is RolParte.ACREDITADO:
        apertura = apertura._replace(persona_id=h.persona_id, deudor=m)
    return caso._replace(partes=(*caso.partes, parte), apertura=apertura)


@al(PersonaDesvinculada)
def _sin_persona(caso: Caso, h: PersonaDesvinculada, m: Marca) -> Caso:
    sesiones = {
        n: s._replace(notificados=s.notificados - {h.rol}) if s is caso.sesion else s
        for n, s in caso.sesiones.items()
    }  # whoever takes this part from now on was not invited
    return caso._replace(
        partes=tuple(p for p in caso.partes if p != (h.persona_id, h.rol)), sesiones=sesiones
    )


@al(FallecimientoRegistrado)
def _fallecida(caso: Caso, h: FallecimientoRegistrado, m: Marca) -> Caso:
    return caso._replace(fallecidas=con(caso.fallecidas, h.persona_id, m))


@al(DatosDeContactoActualizados)
def _datos(caso: Caso, h: DatosDeContactoActualizados, m: Marca) -> Caso:
    faltan = caso.apertura.faltan - set(h.completos)
    return caso._replace(
        apertura=caso.apertura._replace(faltan=faltan), contacto=caso.contacto._replace(datos=m)
    )


@al(CasoReasignado)
def _reasignado(caso: Caso, h: CasoReasignado, m: Marca) -> Caso:
    por_recibir = None if m.autor == h.responsable else m
    apertura = caso.apertura._replace(
        responsable=h.responsable, sede=h.sede, asignado=m, por_recibir=por_recibir
    )
    return caso._replace(apertura=apertura)


@al(PendienteDescartado)
def _descartado(caso: Caso, h: PendienteDescartado, m: Marca) -> Caso:
    return caso._replace(apartados=con(caso.apartados, (h.tipo, h.clave), Apartado(m, None)))


@al(PendientePospuesto)
def _pospuesto(caso: Caso, h: PendientePospuesto, m: Marca) -> Caso:
    return caso._replace(apartados=con(caso.apartados, (h.tipo, h.clave), Apartado(m, h.hasta)))


@al(CasoRevisado)
def _revisado(caso: Caso, h: CasoRevisado, m: Marca) -> Caso:
    return caso._replace(revisado_hasta=max(h.hasta, caso.revisado_hasta))


@al(Anulado)
def _anulado(caso: Caso, h: Anulado, m: Marca) -> Caso:
    """What was annulled is no longer among the entries folded; that it was, the coordinator must know."""
    return caso._replace(anulado=m)


APLICA[NotaAgregada] = nada


@al(PersonaOlvidada)
def _olvidada(caso: Caso, h: PersonaOlvidada, m: Marca) -> Caso:
    return caso._replace(olvidadas=caso.olvidadas | {h.persona_id})
