"""A person's record as a form: what the law asks of whoever signs (LGMASC 94.II), written, checked and compared."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from casos.boveda.persona import Domicilio, Identificacion, Persona, Telefono, TipoIdentificacion
from casos.identidad import (
    Revision,
    revisar_codigo_postal,
    revisar_correo,
    revisar_curp,
    revisar_rfc,
    revisar_telefono,
)
from web.campos import Fecha, Linea, Parrafo
from web.formularios import Campos, Formulario

TELEFONOS = ("telefono_1", "telefono_2", "telefono_3")
DEL_DOMICILIO = tuple(Domicilio.model_fields)
GENERALES = ("nacimiento", "nacionalidad", "estado_civil", "ocupacion")
REVISAN: Mapping[str, Callable[[str], Revision]] = {
    "curp": revisar_curp,
    "rfc": revisar_rfc,
    "correo": revisar_correo,
    "codigo_postal": revisar_codigo_postal,
    **dict.fromkeys(TELEFONOS, revisar_telefono),
}


class Ficha(Campos):
    """What a form tells of somebody. `asi_es`: a datum that looks wrong is kept, and `por_que`."""

    nombre: Linea
    telefono_1: Linea = ""
    telefono_2: Linea = ""
    telefono_3: Linea = ""
    correo: Linea = ""
    curp: Linea = ""
    rfc: Linea = ""
    calle: Linea = ""
    exterior: Linea = ""
    interior: Linea = ""
    colonia: Linea = ""
    codigo_postal: Linea = ""
    municipio: Linea = ""
    entidad: Linea = ""
    referencias: Linea = ""
    nacimiento: Fecha | None = None
    nacionalidad: Linea = ""
    estado_civil: Linea = ""
    ocupacion: Linea = ""
    identificacion: TipoIdentificacion | None = None
    ultimos_4: Linea = ""
    vigencia: Linea = ""
    asi_es: bool = False
    por_que: Parrafo = ""


def valores_de(persona: Persona) -> dict[str, Any]:
    """The form as the record has it."""
    domicilio = persona.domicilio or Domicilio()
    hallado = persona.identificacion
    numeros = [t.numero for t in persona.telefonos[: len(TELEFONOS)]]
    return {
        "nombre": persona.nombre,
        "curp": persona.curp,
        "rfc": persona.rfc,
        "correo": next(iter(persona.correos), ""),
        **dict(zip(TELEFONOS, numeros, strict=False)),
        **domicilio.model_dump(),
        **{campo: getattr(persona, campo) for campo in GENERALES},
        "identificacion": hallado.tipo if hallado else None,
        "ultimos_4": hallado.ultimos_4 if hallado else "",
        "vigencia": str(hallado.vigencia or "") if hallado else "",
    }


def persona_de(form: Formulario[Any], persona_id: UUID, antes: Persona | None) -> Persona:
    """The record that a form asks for; what is doubtful in it, and was not so before, is noted in the form."""
    datos = form.datos
    escritos = {campo: _escrito(form, campo, antes) for campo in REVISAN}
    domicilio = Domicilio.model_validate(
        {c: escritos.get(c, getattr(datos, c)) for c in DEL_DOMICILIO if getattr(datos, c)}
    )
    base = antes or Persona(persona_id=persona_id, nombre=datos.nombre)
    if base.nombre != datos.nombre:
        base = base.model_copy(update={"nombres": "", "apellido_paterno": "", "apellido_materno": ""})
    return base.model_copy(
        update={
            "nombre": datos.nombre,
            "curp": escritos["curp"],
            "rfc": escritos["rfc"],
            "telefonos": tuple(_telefonos(base, [escritos[campo] for campo in TELEFONOS])),
            "correos": tuple(dict.fromkeys(c for c in (escritos["correo"], *base.correos[1:]) if c)),
            "domicilio": domicilio if domicilio != Domicilio() else None,
            **{campo: getattr(datos, campo) for campo in GENERALES},
            "identificacion": _identificacion(form),
        }
    )


def _escrito(form: Formulario[Any], campo: str, antes: Persona | None) -> str:
    """A datum written one way; one that looks wrong is refused unless it was so before or is said to be right."""
    texto: str = getattr(form.datos, campo)
    anterior = valores_de(antes).get(campo, "") if antes else ""
    if not texto or texto == anterior:
        return texto
    revision = REVISAN[campo](texto)
    if not revision.valido and not form.datos.asi_es:
        form.rechazar(" ".join(revision.avisos), campo)
    return revision.valor_normalizado


def _telefonos(base: Persona, numeros: list[str]) -> Iterator[Telefono]:
    """Those of the form in its order, and the ones for which it has no room."""
    conocidos = {t.numero: t for t in base.telefonos}
    for numero in dict.fromkeys(n for n in numeros if n):
        yield conocidos.get(numero) or Telefono(numero=numero)
    yield from base.telefonos[len(TELEFONOS) :]


def _identificacion(form: Formulario[Any]) -> Identificacion | None:
    datos = form.datos
    if datos.identificacion is None:
        return None
    if not (datos.ultimos_4.isalnum() and 1 <= len(datos.ultimos_4) <= 4):
        form.rechazar("Escriba los últimos cuatro caracteres de la identificación.", "ultimos_4")
    if datos.vigencia and not (datos.vigencia.isdecimal() and len(datos.vigencia) == 4):
        form.rechazar("Escriba el año en que vence, por ejemplo 2031.", "vigencia")
    if form.errores:
        return None
    vigencia = int(datos.vigencia) if datos.vigencia else None
    return Identificacion(tipo=datos.identificacion, ultimos_4=datos.ultimos_4, vigencia=vigencia)


def lo_que_cambia(antes: Persona | None, despues: Persona) -> tuple[str, ...]:
    """The names of the data that differ, as facts and lists of what is missing call them."""
    vacia = antes or Persona(persona_id=despues.persona_id, nombre="-")
    nombres = {"telefonos": "telefono", "correos": "correo"}
    return tuple(
        nombres.get(campo, campo)
        for campo in Persona.model_fields
        if getattr(vacia, campo) != getattr(despues, campo)
    )


def lo_que_tiene(persona: Persona) -> frozenset[str]:
    """Which of the data that a case may lack a person has."""
    dado: dict[str, object] = {
        "telefono": persona.telefonos,
        "correo": persona.correos,
        "curp": persona.curp,
        "rfc": persona.rfc,
        "domicilio": persona.domicilio,
        "nacimiento": persona.nacimiento,
        "nacionalidad": persona.nacionalidad,
        "estado_civil": persona.estado_civil,
        "ocupacion": persona.ocupacion,
        "identificacion": persona.identificacion,
    }
    return frozenset(que for que, valor in dado.items() if valor)
