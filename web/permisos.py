"""Who may open each route. Every route says it, or the application does not start."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from flask import Flask, abort, current_app, request

from casos.decision import ROLES
from web.actual import cuenta_o_nadie

Vista = TypeVar("Vista", bound=Callable[..., Any])


class Permiso(NamedTuple):
    """Roles that may open a route. `publico`: anyone. `renueva`: opening it counts as being there."""

    roles: frozenset[str]
    publico: bool = False
    renueva: bool = True


class RutaSinPermiso(RuntimeError):
    """Some route does not say who may open it."""


def permiso(*roles: str, renueva: bool = True) -> Callable[[Vista], Vista]:
    """Declare the roles that may open a route; none named: anyone with an account.

    It only marks the function, so it stands above or below the route's decorator alike. Routes that the page
    asks for by itself (every 20 s) say `renueva=False`, or nobody's session would ever end.
    """
    if desconocidos := set(roles) - set(ROLES):
        raise ValueError(f"roles desconocidos: {sorted(desconocidos)}")
    return _marcar(Permiso(frozenset(roles or ROLES), renueva=renueva))


def publico(vista: Vista) -> Vista:
    """Declare that a route is open to anyone, logged in or not."""
    return _marcar(Permiso(frozenset(), publico=True, renueva=False))(vista)


def _marcar(cual: Permiso) -> Callable[[Vista], Vista]:
    def marca(vista: Vista) -> Vista:
        vista.permiso = cual  # type: ignore[attr-defined]
        return vista

    return marca


def abrir_a_todos(app: Flask, endpoint: str) -> None:
    """Mark as public a route that a library made."""
    publico(app.view_functions[endpoint])


def permiso_de(app: Flask, endpoint: str | None) -> Permiso | None:
    """The declaration of a route, or None if it has none."""
    return getattr(app.view_functions.get(endpoint or ""), "permiso", None)


def revisar_rutas(app: Flask) -> None:
    """Raise RutaSinPermiso naming every route that declares nothing."""
    sueltas = {
        regla.endpoint for regla in app.url_map.iter_rules() if permiso_de(app, regla.endpoint) is None
    }
    if sueltas:
        raise RutaSinPermiso(f"rutas sin @permiso ni @publico: {', '.join(sorted(sueltas))}")


def exigir() -> None:
    """Before each request: 401 without a session, 403 without the role."""
    declarado = permiso_de(current_app, request.endpoint)
    if declarado is None or declarado.publico:  # no declaration: no such route, and 404 or 405 follows
        return
    quien = cuenta_o_nadie()
    if quien is None:
        abort(401)
    if quien.rol not in declarado.roles:
        abort(403)


def puede_abrir(endpoint: str) -> bool:
    """Whether the account that asks may open a route that exists: for menus and buttons."""
    declarado, quien = permiso_de(current_app, endpoint), cuenta_o_nadie()
    if declarado is None:
        return False
    return declarado.publico or (quien is not None and quien.rol in declarado.roles)
