"""One decision inside a write transaction: look up the request, bring the case forward, decide, append, remember."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from pydantic import BaseModel, TypeAdapter

from casos.asiento import Asiento, Historia
from casos.decision import Contexto, Decision, Desfase, NoAutorizado, PedidoRepetido, Rechazo, declarada
from casos.hecho import Anulado, Hecho, TextoPrivado, campos_privados
from casos.peticion import Peticion, Resultado
from casos.registro.base import PRIMER_ENLACE, Escritura, Fila, FilaNueva, Pedido, autenticar, enlazar
from casos.registro.mapper import escribir, leer
from casos.tipo import TipoCaso, hacer_historia, historia_hasta, tipo_de, tipo_de_estado
from casos.versiones import Versiones

if TYPE_CHECKING:
    from casos.casos import Casos


class Vivo(NamedTuple):
    """A case as the writer keeps it: state, last version, last link, and when its last entry was captured."""

    caso: Any
    version: int
    enlace: bytes
    registrado_en: datetime


PRIMER_INSTANTE = datetime(1, 1, 1, tzinfo=UTC)


@dataclass
class Paso:
    """One decision inside a write transaction; `vivos` holds what this transaction already brought forward."""

    casos: "Casos"
    tx: Escritura
    vivos: dict[UUID, Vivo]
    versiones: Versiones

    def decidir(self, p: Peticion) -> Resultado:
        """Take it; what it changed is in the transaction and in `vivos`."""
        declarado = declarada(p.decision)
        if p.acto.rol not in declarado.quien:
            raise NoAutorizado(f"Su cuenta ({p.acto.rol}) no puede: {declarado.titulo.lower()}.")
        huella = _huella(self.casos.clave, p.datos)
        previo = self.tx.pedido(p.acto.pedido)
        if previo is not None:
            return self._mismo(p, declarado, huella, previo)
        tipo = self._tipo(p.caso_id, declarado)
        vivo = self._vivo(p.caso_id, tipo)
        ctx = self._contexto(p, tipo, vivo)
        entretanto: Sequence[Asiento] = ()
        if p.visto is not None and p.visto != vivo.version:
            hechos, entretanto = self._con_lo_visto(p, declarado, tipo, vivo, ctx)
        else:
            hechos = declarado.funcion(vivo.caso, p.datos, ctx)
        asientos = self._agregar(p, tipo, vivo, ctx, hechos) if hechos else []
        hasta = vivo.version + len(asientos)
        self.tx.recordar(
            p.acto.pedido, Pedido(p.acto.autor, declarado.nombre, huella, p.caso_id, vivo.version + 1, hasta)
        )
        return Resultado(p.caso_id, hasta, asientos, entretanto)

    def _mismo(self, p: Peticion, declarado: Decision, huella: bytes, previo: Pedido) -> Resultado:
        if (previo.autor, previo.decision, previo.huella, previo.caso_id) != (
            p.acto.autor, declarado.nombre, huella, p.caso_id,
        ):  # fmt: skip
            raise PedidoRepetido
        filas = self.tx.desde(p.caso_id, previo.desde - 1)
        asientos = [leer(f.version, f.tema, f.estado) for f in filas if f.version <= previo.hasta]
        return Resultado(p.caso_id, previo.hasta, asientos, repetido=True)

    def _tipo(self, caso_id: UUID, declarado: Decision) -> TipoCaso:
        """The case type that a decision names; the case's own where it serves them all (`object`)."""
        if declarado.tipo is not object:
            return tipo_de_estado(declarado.tipo)
        filas = self.tx.desde(caso_id, 0)
        if not filas:
            raise Rechazo("Ese caso no existe; revise la dirección de la página.")
        return tipo_de(_leidas(filas[:1]))

    def _vivo(self, caso_id: UUID, tipo: TipoCaso) -> Vivo:
        vivo = self.vivos.get(caso_id)
        if vivo is not None:
            return vivo
        vivo = self.casos.recientes.get(caso_id) or Vivo(tipo.inicial, 0, PRIMER_ENLACE, PRIMER_INSTANTE)
        filas = self.tx.desde(caso_id, vivo.version)
        if filas:
            nuevos = _leidas(filas)
            if any(type(a.hecho) is Anulado for a in nuevos) and vivo.version:
                filas = self.tx.desde(caso_id, 0)
                nuevos = _leidas(filas)
                vivo = Vivo(tipo.inicial, 0, PRIMER_ENLACE, PRIMER_INSTANTE)
            caso = tipo.plegar(nuevos, vivo.caso) if vivo.version else hacer_historia(caso_id, nuevos).caso
            vivo = Vivo(caso, filas[-1].version, filas[-1].enlace, nuevos[-1].registrado_en)
        self.vivos[caso_id] = vivo
        return vivo

    def _contexto(self, p: Peticion, tipo: TipoCaso, vivo: Vivo) -> Contexto:
        ahora = max(self.casos.ahora(), vivo.registrado_en)
        ocurrido = p.acto.ocurrido_en or ahora
        if ocurrido > ahora:
            raise Rechazo("La fecha y hora en que ocurrió está en el futuro; corríjala.")
        _, politica = self.versiones.politica_en(ocurrido)

        def historia() -> Historia:
            asientos = _leidas(self.tx.desde(p.caso_id, 0))
            return (
                hacer_historia(p.caso_id, asientos) if asientos else Historia(p.caso_id, (), (), tipo.inicial)
            )

        return Contexto(
            ahora, ocurrido, p.acto.autor, p.acto.rol, p.acto.sede, politica, self.versiones, historia,
            p.acto.en_nombre_de,
        )  # fmt: skip

    def _con_lo_visto(
        self, p: Peticion, declarado: Decision, tipo: TipoCaso, vivo: Vivo, ctx: Contexto
    ) -> tuple[list[Hecho], Sequence[Asiento]]:
        visto = p.visto or 0
        historia = ctx.historia()
        if visto > vivo.version:
            raise Desfase(visto, vivo.version, None, None)
        antes_caso = historia_hasta(historia, visto).caso if visto else tipo.inicial
        antes = _intentar(
            declarado, antes_caso, p.datos, ctx._replace(historia=lambda: historia_hasta(historia, visto))
        )
        ahora = _intentar(declarado, vivo.caso, p.datos, ctx)
        if isinstance(ahora, Rechazo):
            raise (
                ahora if isinstance(antes, Rechazo) else Desfase(visto, vivo.version, antes, None, str(ahora))
            )
        if isinstance(antes, Rechazo) or antes != ahora:
            raise Desfase(visto, vivo.version, None if isinstance(antes, Rechazo) else antes, ahora)
        return ahora, [a for a in historia.asientos if a.version > visto]

    def _agregar(
        self, p: Peticion, tipo: TipoCaso, vivo: Vivo, ctx: Contexto, hechos: Sequence[Hecho]
    ) -> list[Asiento]:
        politica, _ = self.versiones.politica_en(ctx.ocurrido_en)
        _, calendario = self.versiones.sello()
        borrador = Asiento(
            0, hechos[0], ctx.ocurrido_en, ctx.ahora, p.acto.autor, p.acto.rol, p.acto.sede, p.acto.origen.value,
            str(p.acto.pedido), politica, calendario, p.acto.en_nombre_de, None, p.acto.causa,
        )  # fmt: skip
        numero, enlace = vivo.version, vivo.enlace
        asientos: list[Asiento] = []
        for hecho in hechos:
            numero += 1
            asientos.append(borrador._replace(version=numero, hecho=hecho))
        caso = self._plegado(p.caso_id, tipo, vivo, asientos)
        persona = tipo.persona(caso) or tipo.persona(vivo.caso)
        asientos = [self._proteger(p, persona, a) for a in asientos]
        self._reservar(p.caso_id, tipo, vivo.caso, caso)
        filas = []
        for a in asientos:
            tema, estado = a.hecho.tema(), escribir(a)
            enlace = enlazar(enlace, p.caso_id, a.version, tema, estado)
            filas.append(FilaNueva(a.version, tema, estado, enlace, autenticar(self.casos.clave, enlace)))
        self.tx.agregar(p.caso_id, filas)
        self.vivos[p.caso_id] = Vivo(caso, numero, enlace, ctx.ahora)
        return asientos

    def _plegado(self, caso_id: UUID, tipo: TipoCaso, vivo: Vivo, nuevos: Sequence[Asiento]) -> Any:
        if any(type(a.hecho) is Anulado for a in nuevos):
            return hacer_historia(caso_id, [*_leidas(self.tx.desde(caso_id, 0)), *nuevos]).caso
        return tipo.plegar(nuevos, vivo.caso)

    def _proteger(self, p: Peticion, persona: UUID | None, a: Asiento) -> Asiento:
        cifrar = self.casos.cifrar
        motivo = p.acto.motivo
        if cifrar is None or persona is None:
            return a._replace(motivo=motivo) if motivo else a
        contexto = f"{p.caso_id}/{a.version}"
        cambios = {}
        for campo in _privados(type(a.hecho)):
            texto = getattr(a.hecho, campo)
            if texto and not texto.esta_cifrado:
                cambios[campo] = TextoPrivado(cifrar(persona, texto, f"{contexto}/{campo}"))
        if motivo:
            motivo = TextoPrivado(cifrar(persona, motivo, f"{contexto}/sello"))
        hecho = a.hecho.model_copy(update=cambios) if cambios else a.hecho
        return a._replace(hecho=hecho, motivo=motivo) if cambios or motivo else a

    def _reservar(self, caso_id: UUID, tipo: TipoCaso, antes: Any, despues: Any) -> None:
        viejas, nuevas = tipo.reservas(antes), tipo.reservas(despues)
        if viejas == nuevas:
            return
        ajenas = self.tx.reservar(caso_id, nuevas - viejas)
        if ajenas:
            clave, valor, _ = ajenas[0]
            raise Rechazo(f"Otro caso abierto ya tiene {clave} {valor}; ábralo en lugar de repetirlo.")
        self.tx.liberar(caso_id, viejas - nuevas)


_PRIVADOS: dict[type[Hecho], tuple[str, ...]] = {}


def _privados(clase: type[Hecho]) -> tuple[str, ...]:
    campos = _PRIVADOS.get(clase)
    if campos is None:
        campos = _PRIVADOS[clase] = campos_privados(clase)
    return campos


def _leidas(filas: Sequence[Fila]) -> list[Asiento]:
    return [leer(f.version, f.tema, f.estado) for f in filas]


def _intentar(declarado: Decision, caso: Any, datos: Any, ctx: Contexto) -> list[Hecho] | Rechazo:
    try:
        return declarado.funcion(caso, datos, ctx)
    except Rechazo as rechazo:
        return rechazo


_CUALQUIERA: TypeAdapter[Any] = TypeAdapter(Any)


def _huella(clave: bytes, datos: Any) -> bytes:
    """A keyed hash of the data of a decision: a short private text must not be guessable from it."""
    crudo = datos.model_dump_json() if isinstance(datos, BaseModel) else _CUALQUIERA.dump_json(datos).decode()
    return autenticar(clave, crudo.encode())
