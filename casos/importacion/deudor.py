"""Whose case a debtor of the portfolio is: by contract, then CURP, then name with a way to reach the person."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from casos.boveda.persona import Persona
from casos.identidad import normalizar_correo, solo_digitos
from casos.importacion.conocido import Conocido
from casos.importacion.fichas import Ficha, con_curp
from casos.importacion.identificar import Duda
from casos.importacion.nombres_parecidos import es_la_misma
from casos.importacion.palabras import creditos as con_creditos
from casos.importacion.palabras import lista
from casos.importacion.vista_previa import Causa
from casos.lectura.cartera import RenglonCartera
from casos.lectura.nombres import clave_persona
from casos.mediacion.vocabulario import RolParte

_CIFRAS_COMUNES = 7


class Suyo(NamedTuple):
    """The open case of a debtor; None for a new one."""

    caso_id: UUID | None


def hallar_deudor(ficha: Ficha, renglones: Sequence[RenglonCartera], c: Conocido) -> Suyo | Duda:
    """The debtor's open case, or what must be asked before touching anything of theirs."""
    abiertos: dict[UUID, str] = {}
    cerrados: dict[UUID, str] = {}
    for r in renglones:
        suyos, pasados = c.de_credito(r.num_credito)
        for caso_id in suyos:
            abiertos.setdefault(caso_id, r.num_credito)
        if not suyos:
            for caso_id in pasados:
                cerrados.setdefault(caso_id, r.num_credito)
    if len(abiertos) > 1:
        duenos = lista([f"{n} está en el de {c.acreditado(caso)}" for caso, n in abiertos.items()])
        return Duda(
            Causa.VARIOS_CASOS,
            f"Los créditos de {ficha.nombre} están en casos distintos: el {duenos}. Revise cuál es el bueno.",
            c.candidatos(abiertos),
        )
    if abiertos:
        ((caso_id, numero),) = abiertos.items()
        return _distinta(ficha, c, caso_id, numero) or Suyo(caso_id)
    if cerrados:
        ((caso_id, numero), *_) = cerrados.items()
        return Duda(
            Causa.CASO_CERRADO,
            f"El crédito {numero} es de un caso cerrado, el de {c.acreditado(caso_id)}. Si todavía se debe, pida al "
            "coordinador que lo reabra.",
            c.candidatos(cerrados),
        )
    return _por_persona(ficha, c)


def _distinta(ficha: Ficha, c: Conocido, caso_id: UUID, numero: str) -> Duda | None:
    persona = c.persona(c.mesa.caso(caso_id).apertura.persona_id)
    if not isinstance(persona, Persona):
        return None
    una, otra = con_curp(ficha.curp), con_curp(persona.curp)
    if una and otra and una != otra:
        que = f"con otra CURP ({otra})"
    elif (una and una == otra) or es_la_misma(persona.nombre, ficha.nombre):
        return None
    else:
        que = "con otro nombre"
    return Duda(
        Causa.CREDITO_DE_OTRO,
        f"El crédito {numero} está en el caso de {persona.nombre}, {que}, y el archivo dice que es de "
        f"{ficha.nombre}. Confirme de quién es.",
        c.candidatos([caso_id]),
    )


def _por_persona(ficha: Ficha, c: Conocido) -> Suyo | Duda:
    abiertos, cerrados = c.casos_de(c.con_curp(con_curp(ficha.curp)), RolParte.ACREDITADO)
    if len(abiertos) > 1:
        dicho = f"Hay {len(abiertos)} casos abiertos con la CURP {ficha.curp}: diga en cuál van sus créditos."
        return Duda(Causa.VARIOS_CASOS, dicho, c.candidatos(abiertos))
    if abiertos:
        return Suyo(abiertos[0])
    if cerrados:
        dicho = (
            f"{ficha.nombre} tiene un caso cerrado. Si debe algo más, pida al coordinador que lo reabra, o abra "
            "uno nuevo."
        )
        return Duda(Causa.CASO_CERRADO, dicho, c.candidatos(cerrados))
    if con_curp(ficha.curp):
        return Suyo(None)
    return _por_nombre(ficha, c)


def _por_nombre(ficha: Ficha, c: Conocido) -> Suyo | Duda:
    """Same name and a telephone or e-mail in common: the same person. The name alone: a question."""
    tocayos, _ = c.casos_de(c.con_nombre(ficha.nombre), RolParte.ACREDITADO)
    iguales = [
        caso_id
        for caso_id in tocayos
        if _se_localizan_igual(ficha, c.persona(c.mesa.caso(caso_id).apertura.persona_id))
    ]
    if len(iguales) == 1:
        return Suyo(iguales[0])
    if not tocayos:
        return Suyo(None)
    suyos = "; ".join(con_creditos(tuple(c.mesa.caso(t).creditos)) for t in tocayos[:3])
    que = "Hay un caso" if len(tocayos) == 1 else f"Hay {len(tocayos)} casos"
    return Duda(
        Causa.HOMONIMO,
        f"{que} a nombre de {ficha.nombre} ({suyos}) y el archivo no trae CURP: confirme si es la misma persona.",
        c.candidatos(tocayos),
    )


def _se_localizan_igual(ficha: Ficha, persona: object) -> bool:
    if not isinstance(persona, Persona) or clave_persona(persona.nombre) != clave_persona(ficha.nombre):
        return False
    suyos = {solo_digitos(t.numero)[-_CIFRAS_COMUNES:] for t in persona.telefonos}
    mismos = {solo_digitos(t.numero)[-_CIFRAS_COMUNES:] for t in ficha.telefonos} & suyos
    return bool(mismos or set(ficha.correos) & set(map(normalizar_correo, persona.correos)))
