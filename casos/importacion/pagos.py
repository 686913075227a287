"""Accounting's payments against what is known: to an agreement, to a contract, or to be identified."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import NamedTuple
from uuid import UUID, uuid5

from casos.asiento import Acto
from casos.boveda.persona import Persona
from casos.dinero.pesos import en_cifras
from casos.hecho import TextoPrivado
from casos.identidad.nombres import normalizar
from casos.importacion.conocido import Conocido
from casos.importacion.directorio import Oficina
from casos.importacion.ensayo import ensayar, sin_repetir, ya_llevada
from casos.importacion.mesa import Mesa
from casos.importacion.palabras import dia, lista, tiempos
from casos.importacion.referencia import Referencia, lecturas, parecidos
from casos.importacion.vista_previa import (
    Causa,
    Clase,
    Eleccion,
    Paso,
    Renglon,
    Situacion,
    id_de_lote,
)
from casos.lectura.pagos import PagosLeidos, RenglonPago
from casos.lectura.renglones import RenglonMalo
from casos.lote import Lote
from casos.mediacion.estado import Caso
from casos.mediacion.pagos import PagoBancario, confirmar_pago, folio_de
from casos.mediacion.vocabulario import Canal, Etapa, RolParte
from casos.pago_por_identificar import NuevoSinIdentificar, id_de_pago, recibir_sin_identificar
from casos.tiempo import a_las

MEDIODIA = time(12)
"""Files of payments say the day only."""
_CANALES = {
    "spei": Canal.SPEI, "transferencia": Canal.SPEI, "tef": Canal.SPEI, "ventanilla": Canal.VENTANILLA,
    "sucursal": Canal.VENTANILLA, "deposito": Canal.VENTANILLA, "efectivo": Canal.VENTANILLA,
    "oxxo": Canal.OXXO, "tienda": Canal.OXXO, "caja": Canal.CAJA, "nomina": Canal.NOMINA,
}  # fmt: skip
_LETRAS_DE_CLAVE = 4
SIN_NOMBRE = "Ordenante sin nombre en el archivo"


def planear_pagos(
    leida: PagosLeidos,
    oficina: Oficina,
    acto: Acto,
    hoy: date,
    lote: Lote,
    elecciones: Mapping[int, Eleccion] | None = None,
) -> list[Renglon]:
    """One line per row; what cannot be given to a case waits to be identified."""
    plan = _Plan(leida, oficina, acto, hoy, lote, elecciones or {})
    return [plan.renglon(leido) for leido in leida.renglones]


def canal_de(texto: str | None) -> Canal:
    """The channel that a file means."""
    llano = normalizar(texto or "")
    return next((canal for palabra, canal in _CANALES.items() if palabra in llano), Canal.OTRO)


def folio_de_renglon(r: RenglonPago, *, otro: int = 0) -> str:
    """The identity of a row's payment; `otro` tells apart an equal one without operation number."""
    resto = [r.referencia, r.concepto, r.num_credito, r.ordenante, str(otro) if otro else None]
    distingue = hashlib.sha256("|".join(x or "" for x in resto).encode()).hexdigest()[:12]
    return folio_de(r.banco or r.canal or "", r.fecha, r.importe, r.folio_operacion, distingue)


class _Destino(NamedTuple):
    """The case and contract of a payment, or why it is not known."""

    caso_id: UUID | None = None
    credito: str | None = None
    convenio: int | None = None
    razon: str = ""
    aviso: str = ""
    candidatos: tuple[UUID, ...] = ()


class _Plan:
    """What is looked up once for the whole file."""

    def __init__(
        self,
        leida: PagosLeidos,
        oficina: Oficina,
        acto: Acto,
        hoy: date,
        lote: Lote,
        elecciones: Mapping[int, Eleccion],
    ) -> None:
        self.casos, self.hoy, self.lote, self.elecciones = oficina.casos, hoy, lote, elecciones
        self.lote_id, self.sha256 = id_de_lote(Clase.PAGOS, leida.sha256), leida.sha256
        self.mesa = Mesa(oficina.casos, acto)
        por_ver = [r for r in leida.buenos if ya_llevada(lote, r.fila) is None]
        creditos = {x.credito for r in por_ver for x in lecturas(r.referencia)}
        creditos |= {r.num_credito for r in por_ver if r.num_credito}
        nombres = {r.ordenante for r in por_ver if r.ordenante}
        self.conocido = Conocido(oficina, self.mesa, creditos=creditos, nombres=nombres)
        perdidos = {x.credito for r in por_ver if not self._halladas(r) for x in lecturas(r.referencia)}
        dudosos = {p for credito in perdidos for p in parecidos(credito)}
        self.parecidos = Conocido(oficina, self.mesa, creditos=dudosos)

    def renglon(self, leido: RenglonPago | RenglonMalo) -> Renglon:
        """The line of one row."""
        if isinstance(leido, RenglonMalo):
            return Renglon(
                fila=leido.fila, situacion=Situacion.ERROR, mensaje=leido.motivo, quien=leido.texto
            )
        linea = ya_llevada(self.lote, leido.fila) or self._repetido(leido) or self._planear(leido)
        return replace(linea, quien=linea.quien or leido.ordenante or "")

    def _repetido(self, r: RenglonPago) -> Renglon | None:
        if r.repite is None or r.fila in self.elecciones:
            return None
        if r.folio_operacion:
            dicho = f"Es el mismo pago que la fila {r.repite} (mismo folio, día e importe): no se cuenta dos veces."
            return Renglon(fila=r.fila, situacion=Situacion.YA_ESTABA, mensaje=dicho)
        dicho = (
            f"Es igual a la fila {r.repite} y no trae folio de operación. Si fueron dos pagos, acéptelo; si no, "
            "descarte el renglón."
        )
        return Renglon(fila=r.fila, situacion=Situacion.DUDA, mensaje=dicho, causa=Causa.REPETIDO)

    def _planear(self, r: RenglonPago) -> Renglon:
        folio = folio_de_renglon(r, otro=r.fila if r.repite is not None else 0)
        if (caso_id := self.casos.registro.reserva("pago", folio)) is not None:
            dicho = f"Ya estaba confirmado: {self._que(r)}, de {self.conocido.acreditado(caso_id)}."
            return Renglon(fila=r.fila, situacion=Situacion.YA_ESTABA, mensaje=dicho, caso_id=caso_id)
        destino = self._destino(r)
        if destino.caso_id is None:
            return self._por_identificar(r, folio, destino)
        return self._confirmar(r, folio, destino, destino.caso_id)

    # --- whose it is ---

    def _halladas(self, r: RenglonPago) -> list[tuple[Referencia, UUID]]:
        """The readings of a row's reference that name a contract of an open case."""
        halladas = []
        for lectura in lecturas(r.referencia):
            abiertos, _ = self.conocido.de_credito(lectura.credito)
            halladas += [(lectura, caso_id) for caso_id in abiertos]
        return halladas

    def _destino(self, r: RenglonPago) -> _Destino:
        halladas = self._halladas(r)
        firmadas = [x for x in halladas if self._firmado(x[1], x[0].convenio)]
        elegidas = firmadas or halladas
        por_referencia = dict.fromkeys(caso_id for _, caso_id in elegidas)
        por_credito = self.conocido.de_credito(r.num_credito)[0] if r.num_credito else []
        if len(por_referencia) > 1:
            return _Destino(
                razon="La referencia puede ser de más de un crédito.", candidatos=tuple(por_referencia)
            )
        if por_referencia and por_credito and por_credito[0] not in por_referencia:
            return _Destino(
                razon="La referencia y el crédito del renglón son de personas distintas.",
                candidatos=(*por_referencia, *por_credito),
            )
        if elegidas:
            lectura, caso_id = elegidas[0]
            return self._con_convenio(lectura, caso_id)
        if por_credito:
            return _Destino(por_credito[0], r.num_credito)
        return self._sin_caso(r)

    def _firmado(self, caso_id: UUID, convenio: int | None) -> bool:
        suyo = self.mesa.caso(caso_id).convenios.get(convenio or 0)
        return suyo is not None and suyo.firmado.version > 0

    def _con_convenio(self, lectura: Referencia, caso_id: UUID) -> _Destino:
        if lectura.convenio is None or self._firmado(caso_id, lectura.convenio):
            return _Destino(caso_id, lectura.credito, lectura.convenio)
        return _Destino(caso_id, lectura.credito)

    def _sin_caso(self, r: RenglonPago) -> _Destino:
        """Nobody's reference: perhaps a closed case's, a slip of the finger, or somebody of that name."""
        leidos = [x.credito for x in lecturas(r.referencia)] + ([r.num_credito] if r.num_credito else [])
        cerrados = [caso for numero in leidos for caso in self.conocido.de_credito(numero)[1]]
        if cerrados:
            return _Destino(razon="El crédito es de un caso cerrado.", candidatos=tuple(cerrados))
        errados = [c for x in leidos for p in parecidos(x) for c in self.parecidos.de_credito(p)[0]]
        tocayos, _ = self.conocido.casos_de(self.conocido.con_nombre(r.ordenante), RolParte.ACREDITADO)
        razon = (
            "No trae referencia."
            if not r.referencia and not r.num_credito
            else ("La referencia no es de ningún crédito.")
        )
        return _Destino(razon=razon, candidatos=tuple(dict.fromkeys([*tocayos, *errados])))

    # --- what is done with it ---

    def _que(self, r: RenglonPago) -> str:
        via = r.banco or r.canal
        detalles = lista([x for x in (via, r.folio_operacion) if x]).replace(" y ", ", ")
        return f"{en_cifras(r.importe)} del {dia(r.fecha, self.hoy)}{f' ({detalles})' if detalles else ''}"

    def _confirmar(self, r: RenglonPago, folio: str, d: _Destino, caso_id: UUID) -> Renglon:
        caso = self.mesa.caso(caso_id)
        if caso.etapa is Etapa.LIQUIDADO:
            razon = "El adeudo de ese crédito ya está liquidado."
            return self._por_identificar(r, folio, _Destino(razon=razon, candidatos=(caso_id,)))
        if folio in caso.pagos:
            dicho = f"Ese pago se revirtió en el caso de {self.conocido.acreditado(caso_id)}; no se vuelve a aplicar."
            return Renglon(fila=r.fila, situacion=Situacion.YA_ESTABA, mensaje=dicho, caso_id=caso_id)
        datos = PagoBancario(
            folio=folio, importe=r.importe, fecha=r.fecha, canal=canal_de(r.canal or r.banco),
            banco=r.banco, operacion=_operacion(r.folio_operacion), referencia=_clave(r.referencia),
            convenio=d.convenio, credito=d.credito,
        )  # fmt: skip
        ocurrido = min(a_las(r.fecha, MEDIODIA), self.mesa.ctx.ahora)
        paso = Paso("pago", caso_id, confirmar_pago, datos, ocurrido)
        antes, despues = tiempos(
            "Se {confirmará|confirmó} el pago de %s al %s de %s.%s",
            self._que(r),
            _a_que(caso, d),
            self.conocido.acreditado(caso_id),
            _reportado(caso, r),
        )
        linea = Renglon(
            fila=r.fila, situacion=Situacion.NUEVA, mensaje=antes, hecho=despues, caso_id=caso_id, pasos=(paso,),
            quien=self.conocido.acreditado(caso_id),
        )  # fmt: skip
        linea = sin_repetir(linea, self.mesa.pedidos(caso_id), self.lote_id, self.lote.vuelta)
        linea = ensayar(linea, self.mesa)
        if linea.situacion is Situacion.DUDA:
            return self._por_identificar(r, folio, _Destino(razon=linea.mensaje, candidatos=(caso_id,)))
        return self._con_lo_que_sobra(linea, folio, caso_id)

    def _con_lo_que_sobra(self, linea: Renglon, folio: str, caso_id: UUID) -> Renglon:
        """The line, saying what of the payment is beyond the debt: money in favour, or a slip in the file."""
        pago = self.mesa.caso(caso_id).pagos.get(folio)
        if pago is None or not pago.a_favor:
            return linea
        dicho = f" Es más de lo que se debe: {en_cifras(pago.a_favor)} quedan como saldo a favor."
        return replace(linea, mensaje=linea.mensaje + dicho, hecho=linea.hecho + dicho if linea.hecho else "")

    def _por_identificar(self, r: RenglonPago, folio: str, d: _Destino) -> Renglon:
        pago_id = id_de_pago(folio)
        if self.casos.historia(pago_id) is not None:
            dicho = f"Ya está entre los pagos por identificar: {self._que(r)}."
            return Renglon(fila=r.fila, situacion=Situacion.YA_ESTABA, mensaje=dicho, caso_id=pago_id)
        ordenante = Persona(persona_id=uuid5(pago_id, "ordenante"), nombre=r.ordenante or SIN_NOMBRE)
        texto = ". ".join(filter(None, (None if _clave(r.referencia) else r.referencia, r.concepto)))
        nuevo = NuevoSinIdentificar(
            folio=folio, importe=r.importe, fecha=r.fecha, canal=canal_de(r.canal or r.banco), banco=r.banco,
            operacion=_operacion(r.folio_operacion), referencia=_clave(r.referencia), razon=d.razon,
            creditos=tuple(n for c in d.candidatos for n in tuple(self.mesa.caso(c).creditos)[:1]),
            ordenante_id=ordenante.persona_id, concepto=TextoPrivado(texto) if texto else None,
            archivo=self.sha256, fila=r.fila,
        )  # fmt: skip
        candidatos = self.conocido.candidatos(d.candidatos)
        quiza = f" Puede ser de {lista([c.nombre for c in candidatos], 3)}." if candidatos else ""
        antes, despues = tiempos("{Quedará|Quedó} por identificar: %s. %s%s", self._que(r), d.razon, quiza)
        return Renglon(
            fila=r.fila, situacion=Situacion.DUDA, mensaje=antes, hecho=despues, causa=Causa.POR_IDENTIFICAR,
            caso_id=pago_id, candidatos=candidatos, personas=(ordenante,),
            pasos=(Paso("pago", pago_id, recibir_sin_identificar, nuevo),),
        )  # fmt: skip


def _a_que(caso: Caso, d: _Destino) -> str:
    """To what the payment goes: the agreement in force, also when its reference is of an earlier one."""
    if d.convenio is None or caso.convenio is None:
        return f"crédito {d.credito}"
    if caso.convenio.numero == d.convenio:
        return f"convenio {d.convenio}"
    return f"convenio {caso.convenio.numero} (la referencia es del {d.convenio}, que ya no está en vigor)"


def _reportado(caso: Caso, r: RenglonPago) -> str:
    iguales = [p for p in caso.reportes.values() if p.estado == "pendiente" and p.importe == r.importe]
    return " Cierra el pago que se había reportado." if any(p.fecha == r.fecha for p in iguales) else ""


def _clave(texto: str | None) -> str | None:
    """A reference as facts may keep it; free text, which may name a person, is left out."""
    if texto is None or not any(x.isdigit() for x in texto):
        return None
    return texto if sum(x.isalpha() for x in texto) <= _LETRAS_DE_CLAVE else None


def _operacion(texto: str | None) -> str | None:
    """An operation number: one word."""
    return texto if texto and not any(x.isspace() for x in texto.strip()) else None
