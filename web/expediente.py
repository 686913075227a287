"""What every page about one case needs: opening it (and noting who looked), its context, the bar after an act."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from flask import abort, request

from casos.asiento import Asiento, Historia
from casos.casos import Resultado
from casos.decision import Contexto
from casos.registro.mapper import HechoIlegible
from casos.tiempo import dia_local
from flujos import pendientes
from web import ausencias, frases, sensible
from web.actual import almacen, cuenta, hoy, instancia, presente
from web.almacen import bitacora
from web.almacen.bitacora import Consulta
from web.avisos import Aviso, Deshacer
from web.formato import fecha, plural
from web.frases import Lector
from web.lectura_privada import lector_de
from web.ligeros import nombres_de_cuentas, puede_ver

EN_REVISION = "Este expediente está en revisión técnica: por ahora no se puede abrir ni registrar nada en él."
NO_DESHACE = frozenset({"Anulado"})


def abrir_expediente(caso_id: UUID, accion: str = bitacora.VER, proposito: str = "") -> Historia:
    """A case's history, 404 if there is none; a reading is noted in the access log (LGPDPPSO, security measures).

    Whoever did not say today what they open a sensitive case for is asked first, and nothing of it is shown.
    """
    historia = instancia().casos.historia(caso_id)
    if historia is None:
        abort(404)
    if request.method == "GET":
        quien, proposito = cuenta(), proposito or sensible.proposito_o_preguntar(historia)
        bitacora.anotar(
            almacen(),
            Consulta(
                en=presente(), usuario=quien.usuario, rol=quien.rol, accion=accion, caso=str(caso_id),
                proposito=proposito, ruta=request.url_rule.rule if request.url_rule else "",
                direccion=request.remote_addr or "",
            ),
        )  # fmt: skip
    return historia


L = TypeVar("L")


def abrir_ligero(
    caso_id: UUID,
    tipo: type[L],
    accion: str,
    puede_leer: Callable[[Any, str, str], bool],
    *,
    prestado: bool = True,
) -> tuple[Historia, L]:
    """A light case of a type and its state; 404 if it is another's, 403 for whoever may not read it.

    `prestado`: what somebody may read, whoever covers them may read too.
    """
    historia = abrir_expediente(caso_id, accion)
    if not isinstance(historia.caso, tipo):
        abort(404)
    quien = cuenta()
    puede = (
        puede_ver(historia, puede_leer) if prestado else puede_leer(historia.caso, quien.usuario, quien.rol)
    )
    if not puede:
        abort(403)
    return historia, historia.caso


def historia_legible(caso_id: UUID) -> Historia | None:
    """A case's history for a list, which goes on without the one that cannot be read; its own page says why."""
    try:
        return instancia().casos.historia(caso_id)
    except HechoIlegible:
        return None


def contexto(historia: Historia, antes: datetime | None = None) -> Contexto:
    """What guards may ask, for the account that looks; as it would have been at an earlier instant."""
    abierta, quien = instancia(), cuenta()
    versiones, ahora = abierta.casos.versiones(), antes or presente()
    versiones = versiones.conocidas_al(ahora)
    return Contexto(
        ahora,
        ahora,
        quien.usuario,
        quien.rol,
        quien.sede,
        versiones.politica_en(ahora)[1],
        versiones,
        lambda: historia,
        ausencias.en_nombre_de(historia.caso_id),
    )


def lector(historia: Historia, asientos: Sequence[Asiento]) -> Lector:
    """Names and private texts of these entries, for the request's instance."""
    return lector_de(instancia().boveda, historia, asientos)._replace(cuenta=ausencias.nombre_de_cuenta)


def sujeto(asiento: Asiento, nombres: dict[str, str]) -> str:
    """Who the sentence of an entry is about."""
    if asiento.origen == "reloj":
        return "El sistema"
    quien = nombres.get(asiento.autor, asiento.autor)
    return (
        f"{quien} (en nombre de {nombres.get(asiento.en_nombre_de, asiento.en_nombre_de)})"
        if (asiento.en_nombre_de)
        else quien
    )


def aviso_de(caso_id: UUID, resultado: Resultado, titulo: str, regreso: str = "") -> Aviso:
    """The bar after an act: what was done, what follows, what others did meanwhile, and the way back.

    `regreso` is the page of ours on which somebody is who undoes it (without it, the case's)."""
    historia = instancia().casos.historia(caso_id)
    if historia is None or not resultado.asientos:
        return Aviso("Ya estaba registrado; no se cambió nada.")
    primero = resultado.asientos[0]
    dicho = frases.contar(primero.hecho, lector(historia, resultado.asientos))
    siguen = [p for p in pendientes(historia, instancia().casos.versiones()) if not p.escala]
    sigue = f"Siguiente: {siguen[0].titulo.lower()}, {fecha(siguen[0].vence)}." if siguen else ""
    if resultado.entretanto:
        sigue = f"Entretanto {entretanto(historia, resultado.entretanto)} {sigue}"
    return Aviso(
        f"{titulo}: {dicho}." if not dicho.startswith(titulo.lower()) else f"{dicho.capitalize()}.",
        sigue,
        deshacer=deshacer(caso_id, resultado, regreso),
    )


def entretanto(historia: Historia, asientos: Sequence[Asiento]) -> str:
    """What was captured while somebody had the case open, in a sentence: the last two acts and how many more."""
    nombres, lee = nombres_de_cuentas(), lector(historia, asientos)
    dichos = [f"{sujeto(a, nombres)} {frases.contar(a.hecho, lee)}" for a in asientos[-2:]]
    antes = f" (y antes, {plural(len(asientos) - 2, 'acto más', 'actos más')})" if len(asientos) > 2 else ""
    return f"{'; '.join(dichos)}{antes}."


def deshacer_de(historia: Historia) -> Deshacer | None:
    """The way back from all of a light case that oneself captured today, while nobody else added anything."""
    mios = all(a.autor == cuenta().usuario and dia_local(a.registrado_en) == hoy() for a in historia.asientos)
    hecho = Resultado(historia.caso_id, historia.version, historia.vigentes)
    return deshacer(historia.caso_id, hecho) if mios else None


def deshacer(caso_id: UUID, resultado: Resultado, regreso: str = "") -> Deshacer | None:
    """The button that annuls what a decision just did; `regreso` as in `aviso_de`."""
    propios: list[Any] = [a for a in resultado.asientos if a.hecho.nombre() not in NO_DESHACE]
    if resultado.repetido or not propios:
        return None
    from flask import url_for

    versiones = ",".join(str(a.version) for a in propios)
    campos: dict[str, str | int] = {"versiones": versiones, "visto": resultado.version}
    if regreso:
        campos["de"] = regreso
    return Deshacer(url_for("caso.deshacer", caso_id=caso_id), campos)
