"""What limits the list: read from the address, shown as chips that take themselves away, kept for the next time."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import request

from casos.mediacion.vocabulario import Etapa
from proyecciones.consultas.bandeja import Filtro, Urgencia
from web.actual import almacen, cuenta
from web.almacen import vistas
from web.almacen.vistas import VistaGuardada
from web.cuentas import SEDES
from web.formato import con_mayuscula
from web.frases.palabras import dicho
from web.plantillas import direccion_con
from web.reloj import ahora

PANTALLA = "pendientes"
ULTIMA = ""
"""The name under which the filters of the last visit are kept."""
SE_GUARDAN = ("tipo", "sede", "etapa", "hacer")
PARAMETROS = (*SE_GUARDAN, "u", "equipo")
LLAMADAS = "llamadas"
_ACENTOS = {
    "aclaracion": "aclaración", "anulacion": "anulación", "atencion": "atención", "buro": "buró",
    "concentracion": "concentración", "condonacion": "condonación", "ejecucion": "ejecución",
    "limite": "límite", "mediacion": "mediación", "pagares": "pagarés", "prevencion": "prevención",
    "sesion": "sesión", "subsanacion": "subsanación", "suspension": "suspensión", "telefono": "teléfono",
    "via": "vía",
}  # fmt: skip


class Puestos(NamedTuple):
    """The filters in force: as parameters of the address, as a query, and the views that were saved."""

    parametros: dict[str, str]
    filtro: Filtro
    equipo: bool
    guardadas: Sequence[VistaGuardada]

    def url(self, **cambios: Any) -> str:
        """The list with these filters but for some; with none left, the list without filters."""
        quedan = {**self.parametros, **cambios}
        if not any(quedan.get(nombre) for nombre in SE_GUARDAN):
            quedan["todo"] = 1
        return direccion_con("pendientes.ver", quedan)

    @property
    def fichas(self) -> list[tuple[str, str]]:
        """Each filter as (what it says, the address without it)."""
        return [(self._dicho(n), self.url(**{n: None})) for n in PARAMETROS if self._dicho(n)]

    def _dicho(self, nombre: str) -> str:
        valor = self.parametros.get(nombre, "")
        match nombre:
            case "tipo":
                return titulo_de_tipo(valor)
            case "sede":
                return SEDES.get(valor, valor)
            case "etapa":
                return con_mayuscula(dicho(valor)) if valor else ""
            case "u":
                return self.filtro.urgencia.value if self.filtro.urgencia else ""
            case "hacer":
                return "Llamadas" if valor == LLAMADAS else ""
        return ""


def puestos() -> Puestos:
    """The filters of this address; without any, those of the last visit. They are kept for the next one."""
    todas = vistas.listar(almacen(), cuenta().usuario, PANTALLA)
    ultima = next((dict(v.parametros) for v in todas if v.nombre == ULTIMA), {})
    pedidos = {n: v for n in PARAMETROS if (v := request.args.get(n, "")[:60])}
    if not any(n in SE_GUARDAN for n in pedidos) and "todo" not in request.args:
        pedidos = {**ultima, **pedidos}
    por_guardar = {n: v for n, v in pedidos.items() if n in SE_GUARDAN}
    if por_guardar != ultima:
        vistas.guardar(almacen(), cuenta().usuario, PANTALLA, ULTIMA, por_guardar, ahora())
    filtro = Filtro(
        tipo=pedidos.get("tipo"),
        sede=pedidos.get("sede"),
        etapa=pedidos.get("etapa"),
        urgencia=Urgencia.__members__.get(pedidos.get("u", "")),
        accion="registrar_llamada" if pedidos.get("hacer") == LLAMADAS else None,
    )
    guardadas = [v for v in todas if v.nombre != ULTIMA]
    return Puestos(pedidos, filtro, pedidos.get("equipo") == "1", guardadas)


def titulo_de_tipo(tipo: str) -> str:
    """A kind of row in words."""
    return " ".join(_ACENTOS.get(palabra, palabra) for palabra in tipo.split("_")).capitalize()


def etapas() -> list[tuple[str, str]]:
    """The stages that a list can be limited to."""
    return [(etapa.value, con_mayuscula(dicho(etapa))) for etapa in Etapa if etapa is not Etapa.CERRADO]


def misma_vista(guardada: Mapping[str, str], parametros: Mapping[str, str]) -> bool:
    """Whether a saved view is what is on screen."""
    return {n: v for n, v in parametros.items() if n in SE_GUARDAN} == dict(guardada)
