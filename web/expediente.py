"""What every page about one case needs: opening it (and noting who looked), its context, the bar after an act."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from flask import abort, request

from casos.asiento import Asiento, Historia
from casos.casos import Resultado
from casos.decision import Contexto
from casos.hecho import Hecho, TextoPrivado
from flujos import pendientes
from web import frases, personas
from web.actual import almacen, cuenta, instancia, presente
from web.almacen import bitacora
from web.almacen.bitacora import Consulta
from web.avisos import Aviso, Deshacer
from web.formato import fecha
from web.frases import Lector

NO_DESHACE = frozenset({"Anulado"})


def abrir_expediente(caso_id: UUID, accion: str = "ver expediente", proposito: str = "") -> Historia:
    """A case's history, 404 if there is none; a reading is noted in the access log (LGPDPPSO, security measures)."""
    historia = instancia().casos.historia(caso_id)
    if historia is None:
        abort(404)
    if request.method == "GET":
        quien = cuenta()
        bitacora.anotar(
            almacen(),
            Consulta(
                en=presente(), usuario=quien.usuario, rol=quien.rol, accion=accion, caso=str(caso_id),
                proposito=proposito, ruta=request.url_rule.rule if request.url_rule else "",
                direccion=request.remote_addr or "",
            ),
        )  # fmt: skip
    return historia


def contexto(historia: Historia) -> Contexto:
    """What guards may ask, for the account that looks."""
    abierta, quien = instancia(), cuenta()
    versiones, ahora = abierta.casos.versiones(), presente()
    return Contexto(
        ahora,
        ahora,
        quien.usuario,
        quien.rol,
        quien.sede,
        versiones.politica_en(ahora)[1],
        versiones,
        lambda: historia,
    )


def lector(historia: Historia, asientos: Sequence[Asiento]) -> Lector:
    """Names and private texts of these entries; the vault is asked once for the names."""
    ids = {v for a in asientos for _, v in a.hecho if isinstance(v, UUID)}
    conocidas = personas.personas(ids)
    versiones = {id(a.hecho): a.version for a in asientos}
    return Lector(
        {i: personas.nombre_de(conocidas, i) for i in ids}, _abridor(historia, versiones)
    )  # fmt: skip


def _abridor(historia: Historia, versiones: dict[int, int]) -> Callable[[Hecho, str], str]:
    from casos.tipo import tipo_de

    dueno = tipo_de(historia.asientos).persona(historia.caso) if historia.asientos else None
    boveda = instancia().boveda

    def abre(hecho: Hecho, campo: str) -> str:
        texto = getattr(hecho, campo, None)
        if not texto:
            return ""
        if not TextoPrivado(texto).esta_cifrado:
            return str(texto)
        version = versiones.get(id(hecho), 0)
        if dueno is None:
            return ""
        claro = boveda.descifrar_texto(dueno, texto, f"{historia.caso_id}/{version}/{campo}")
        return claro if claro is not None else "(texto olvidado)"

    return abre


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


def aviso_de(caso_id: UUID, resultado: Resultado, titulo: str) -> Aviso:
    """The bar after an act: what was done, what follows, what others did meanwhile, and the way back."""
    historia = instancia().casos.historia(caso_id)
    if historia is None or not resultado.asientos:
        return Aviso("Ya estaba registrado; no se cambió nada.")
    primero = resultado.asientos[0]
    dicho = frases.contar(primero.hecho, lector(historia, resultado.asientos))
    siguen = [p for p in pendientes(historia, instancia().casos.versiones()) if not p.escala]
    sigue = f"Siguiente: {siguen[0].titulo.lower()}, {fecha(siguen[0].vence)}." if siguen else ""
    if resultado.entretanto:
        otros = " ".join(
            f"Entretanto {a.autor} {frases.contar(a.hecho, lector(historia, resultado.entretanto))}."
            for a in resultado.entretanto[:2]
        )
        sigue = f"{otros} {sigue}"
    return Aviso(
        f"{titulo}: {dicho}." if not dicho.startswith(titulo.lower()) else f"{dicho.capitalize()}.",
        sigue,
        deshacer=_deshacer(caso_id, resultado),
    )


def _deshacer(caso_id: UUID, resultado: Resultado) -> Deshacer | None:
    propios: list[Any] = [a for a in resultado.asientos if a.hecho.nombre() not in NO_DESHACE]
    if resultado.repetido or not propios:
        return None
    from flask import url_for

    versiones = ",".join(str(a.version) for a in propios)
    return Deshacer(
        url_for("caso.deshacer", caso_id=caso_id), {"versiones": versiones, "visto": resultado.version}
    )
