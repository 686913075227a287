"""Whose session a row of the agenda is: by contract, then CURP, then folio; a name alone only raises a question."""

from typing import NamedTuple
from uuid import UUID

from casos.identidad import revisar_curp
from casos.importacion.conocido import Conocido
from casos.importacion.palabras import creditos as con_creditos
from casos.importacion.palabras import lista
from casos.importacion.vista_previa import Candidato, Causa
from casos.lectura.sesion import RenglonAgenda
from casos.mediacion.vocabulario import RolParte

_DUENO = (RolParte.ACREDITADO, RolParte.ESTUDIANTE)
NO_ES_NUESTRO = "Si no es nuestro, descarte el renglón."


class DeQuien(NamedTuple):
    """The case of a row; or None for somebody unknown, who gets a new one. `nuevos`: its contracts not yet there."""

    caso_id: UUID | None
    nuevos: tuple[str, ...] = ()
    aviso: str = ""


class Duda(NamedTuple):
    """Why it is not known whose the row is, and which cases it may be."""

    causa: Causa
    mensaje: str
    candidatos: tuple[Candidato, ...] = ()


def identificar(r: RenglonAgenda, c: Conocido) -> DeQuien | Duda:
    """The case that a row names, or what must be asked. Two keys that contradict each other are a question."""
    abiertos: dict[UUID, str] = {}
    cerrados: dict[UUID, str] = {}
    nuevos = []
    for numero in r.creditos:
        suyos, pasados = c.de_credito(numero)
        abiertos |= {caso: numero for caso in suyos if caso not in abiertos}
        if not suyos:
            nuevos.append(numero)
            cerrados |= dict.fromkeys(pasados, numero)
    if len(abiertos) > 1:
        duenos = lista([f"{n} es de {c.acreditado(caso)}" for caso, n in abiertos.items()])
        return Duda(
            Causa.VARIOS_CASOS,
            f"Los créditos son de casos distintos: el {duenos}. Diga de quién es la sesión.",
            c.candidatos(abiertos),
        )
    if abiertos:
        (caso_id,) = abiertos
        return _contradicciones(r, c, caso_id, f"El crédito {abiertos[caso_id]}") or DeQuien(
            caso_id, tuple(nuevos), _aviso_de_curp(r, c, caso_id)
        )
    if cerrados:
        return Duda(Causa.CASO_CERRADO, _cerrado(r, c, next(iter(cerrados))), c.candidatos(cerrados))
    return (
        _por_curp(r, c, tuple(nuevos)) or _por_folio(r, c, tuple(nuevos)) or _por_nombre(r, c, tuple(nuevos))
    )


def _contradicciones(r: RenglonAgenda, c: Conocido, caso_id: UUID, clave: str) -> Duda | None:
    """What the row says against the case that one of its keys gave."""
    del_folio = c.de_folio(r.folio)
    if del_folio not in (None, caso_id):
        return Duda(
            Causa.FOLIO_DE_OTRO,
            f"{clave} es de {c.acreditado(caso_id)}, pero el folio {r.folio} es del caso de "
            f"{c.acreditado(del_folio)}. Diga de quién es la sesión.",
            c.candidatos([caso_id, del_folio]),
        )
    de_otro, _ = c.casos_de(c.con_curp(r.curp), *_DUENO)
    if de_otro and caso_id not in de_otro and not c.casos_de(c.con_curp(r.curp))[0].count(caso_id):
        return Duda(
            Causa.CREDITO_DE_OTRO,
            f"{clave} es de {c.acreditado(caso_id)} y la CURP es de {c.acreditado(de_otro[0])}. "
            "Diga de quién es la sesión.",
            c.candidatos([caso_id, *de_otro]),
        )
    if r.invitado and not c.es_parte(caso_id, r.invitado):
        return Duda(
            Causa.PERSONA_DISTINTA,
            f"{clave} es de {c.acreditado(caso_id)} y la agenda invita a {r.invitado}. "
            "Confirme si es su caso o el de otra persona.",
            c.candidatos([caso_id, *c.casos_de(c.con_nombre(r.invitado), *_DUENO)[0]]),
        )
    return None


def _aviso_de_curp(r: RenglonAgenda, c: Conocido, caso_id: UUID) -> str:
    suya = getattr(c.persona(c.mesa.caso(caso_id).apertura.persona_id), "curp", "")
    if r.curp and suya and r.curp != suya and not c.con_curp(r.curp):
        return "La CURP del archivo no es la que se tiene; se conserva la del caso."
    return ""


def _por_curp(r: RenglonAgenda, c: Conocido, nuevos: tuple[str, ...]) -> DeQuien | Duda | None:
    personas = c.con_curp(r.curp)
    abiertos, cerrados = c.casos_de(personas, *_DUENO)
    if len(abiertos) > 1:
        return Duda(
            Causa.VARIOS_CASOS,
            f"Hay {len(abiertos)} casos abiertos con esa CURP: diga cuál.",
            c.candidatos(abiertos),
        )
    if abiertos:
        return _contradicciones(r, c, abiertos[0], "La CURP") or DeQuien(abiertos[0], nuevos)
    if cerrados:
        return Duda(Causa.CASO_CERRADO, _cerrado(r, c, cerrados[0]), c.candidatos(cerrados))
    como_aval, _ = c.casos_de(personas, RolParte.AVAL)
    if como_aval and not nuevos:
        return Duda(
            Causa.PERSONA_DISTINTA,
            f"Esa CURP es del aval de {lista([c.acreditado(caso) for caso in como_aval])}. Confirme en qué "
            f"caso va la sesión. {NO_ES_NUESTRO}",
            c.candidatos(como_aval),
        )
    return None


def _por_folio(r: RenglonAgenda, c: Conocido, nuevos: tuple[str, ...]) -> DeQuien | Duda | None:
    caso_id = c.de_folio(r.folio)
    if caso_id is None:
        return None
    if not c.mesa.caso(caso_id).abierto:
        return Duda(Causa.CASO_CERRADO, _cerrado(r, c, caso_id), c.candidatos([caso_id]))
    return _contradicciones(r, c, caso_id, f"El folio {r.folio}") or DeQuien(caso_id, nuevos)


def _por_nombre(r: RenglonAgenda, c: Conocido, nuevos: tuple[str, ...]) -> DeQuien | Duda:
    """Nobody is known by a key: a question about namesakes, or a new debtor."""
    tocayos, _ = c.casos_de(c.con_nombre(r.invitado), *_DUENO)
    curp = revisar_curp(r.curp) if r.curp else None
    mala = f" La CURP {r.curp} está mal escrita." if curp and not curp.valido else ""
    if tocayos:
        suyos = "; ".join(con_creditos(tuple(c.mesa.caso(t).creditos)) for t in tocayos[:3])
        if len(tocayos) == 1:
            dicho = f"Hay un caso con ese nombre ({suyos}): confirme si es la misma persona.{mala}"
        else:
            dicho = f"Hay {len(tocayos)} personas con ese nombre ({suyos}): confirme cuál por crédito o CURP.{mala}"
        return Duda(Causa.HOMONIMO, dicho, c.candidatos(tocayos))
    if r.invitado is None:
        que = f"El {con_creditos(nuevos)} no está en el sistema" if nuevos else "No hay nadie con esos datos"
        return Duda(Causa.SIN_CREDITO, f"{que} y el renglón no trae nombre: busque el caso. {NO_ES_NUESTRO}")
    if nuevos or (curp and curp.valido):
        return DeQuien(None, nuevos)
    return Duda(
        Causa.SIN_CREDITO,
        f"No trae crédito ni CURP con qué saber de quién es, y nadie se llama así: busque el caso o abra uno "
        f"nuevo. {NO_ES_NUESTRO}{mala}",
    )


def _cerrado(r: RenglonAgenda, c: Conocido, caso_id: UUID) -> str:
    return (
        f"El caso de {c.acreditado(caso_id)} está cerrado; si la sesión es suya, pida al coordinador que lo "
        "reabra y vuelva a intentarlo."
    )
