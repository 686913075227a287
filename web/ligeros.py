"""What the screens of light cases share: ids that a form sent twice gives again, people of the vault, colleagues."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from casos.asiento import Historia
from casos.boveda.persona import Persona, Telefono
from casos.identidad.telefono import revisar_telefono
from casos.mediacion.expediente import CON_BANDEJA
from casos.mediacion.vocabulario import Medio
from casos.tiempo import dia_local, inicio_del_dia
from web.actual import almacen, cuenta, hoy, instancia
from web.almacen import cuentas
from web.almacen.cuentas import Cuenta
from web.ausencias import en_nombre_de, fuera, nombre_de_cuenta
from web.cuentas import SEDES
from web.formato import fecha, hora
from web.formularios import Formulario, FormularioInvalido

MEDIOS = (
    (Medio.PRESENCIAL.value, "En ventanilla"), (Medio.TELEFONO.value, "Por teléfono"),
    (Medio.CORREO.value, "Por correo"), (Medio.WHATSAPP.value, "Por WhatsApp o redes"),
)  # fmt: skip
"""How people come to the office, as forms offer it."""
ANONIMO = "Anónimo"
SIN_NOMBRE = "Sin nombre"


def caso_de(pedido: UUID, tipo: str) -> UUID:
    """The light case that a form opens: sending it twice opens one."""
    return uuid5(pedido, tipo)


def guardar_persona(pedido: UUID, nombre: str, telefono: str = "", correo: str = "") -> UUID:
    """Keep in the vault whoever a form tells of, under an id that sending it twice gives again."""
    persona = Persona(
        persona_id=uuid5(pedido, "persona"),
        nombre=nombre or ANONIMO,
        telefonos=(Telefono(numero=telefono),) if telefono else (),
        correos=(correo,) if correo else (),
    )
    instancia().boveda.guardar(persona, instancia().ahora())
    return persona.persona_id


def guardar_a_quien_sea(pedido: UUID, texto: str) -> UUID:
    """The same, of somebody told by their name or by their telephone, whichever was written."""
    if any(letra.isalpha() for letra in texto) or not texto:
        return guardar_persona(pedido, texto)
    return guardar_persona(pedido, SIN_NOMBRE, revisar_telefono(texto).valor_normalizado)


def puede_ver(historia: Historia, puede_leer: Callable[[Any, str, str], bool]) -> bool:
    """Whether the account that asks may read a light case: by itself, or in the name of whom it covers."""
    yo, ausente = cuenta(), en_nombre_de(historia.caso_id)
    if puede_leer(historia.caso, yo.usuario, yo.rol):
        return True
    suyo = fuera().get(ausente) if ausente else None
    return suyo is not None and puede_leer(historia.caso, suyo.usuario, suyo.rol)


def personal() -> list[Cuenta]:
    """The accounts that have an inbox, those of one's own office first, by name."""
    yo = cuenta()
    todas = [c for c in cuentas.listar(almacen()) if c.activa and c.rol in CON_BANDEJA]
    return sorted(todas, key=lambda c: (c.sede != yo.sede, c.nombre))


def companeros() -> list[Cuenta]:
    """The others of them."""
    return [c for c in personal() if c.usuario != cuenta().usuario]


def para_elegir(quienes: Iterable[Cuenta]) -> list[tuple[str, str]]:
    """Accounts as a list of a form offers them: their office and, when they are away, until when."""
    return [
        (c.usuario, " · ".join(p for p in (c.nombre, SEDES.get(c.sede, ""), no_esta(c.usuario)) if p))
        for c in quienes
    ]


def no_esta(usuario: str) -> str:
    """«no está hasta el 5 de dic.» of whoever is away now, else nothing."""
    ausente = fuera().get(usuario)
    return f"no está {hasta_cuando(ausente.hasta)}" if ausente else ""


def hasta_cuando(hasta: datetime) -> str:
    """How long somebody is away whose absence ends at an instant: «hasta el 5 de dic.», «hasta las 13:00»."""
    local = dia_local(hasta)
    if hasta == inicio_del_dia(local):
        return f"hasta el {fecha(local - timedelta(days=1))}"
    return f"hasta las {hora(hasta)}" if local == hoy() else f"hasta el {fecha(local)} a las {hora(hasta)}"


def elegida(form: Formulario[Any], campo: str, falta: str) -> Cuenta:
    """The account that a form's list names; FormularioInvalido, with the error noted, when there is none."""
    hallada = next((c for c in personal() if c.usuario == form.valor(campo)), None)
    if hallada is None:
        form.rechazar(falta, campo)
        raise FormularioInvalido
    return hallada


_CUENTA = re.compile(r"@([\w.-]*\w)")


def con_nombres(texto: str) -> str:
    """A row's text with the people's names in place of their accounts («@ana»)."""
    return _CUENTA.sub(lambda hallado: nombre_de_cuenta(hallado[1]), texto) if "@" in texto else texto


def nombres_de_cuentas() -> dict[str, str]:
    """What each account's person is called."""
    return {c.usuario: c.nombre for c in cuentas.listar(almacen())}
