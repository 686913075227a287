"""The fields of a form, read off the data model of a decision and the case it is about."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, create_model
from pydantic.fields import FieldInfo

from casos.mediacion.escaneos import Escaneo
from casos.mediacion.estado import Caso, EstadoSesion
from casos.mediacion.hechos.convenios import Firma
from casos.mediacion.vocabulario import FormaFirma, RolParte
from casos.tiempo import a_las
from web.acciones.etiquetas import AYUDAS, LARGOS, SIN_CAMPO, etiqueta
from web.campos import Fecha, Hora, Importe, ImporteOCero, Linea, Parrafo, Porcentaje
from web.cuentas import SEDES
from web.escaneos.recibido import EscaneoRecibido
from web.formato import con_mayuscula, fecha, hora
from web.formularios import Campos
from web.frases.palabras import dicho

MUCHAS = 7
Opcion = tuple[str, str]
Nombra = Callable[[UUID], str]


class CampoDeAccion(NamedTuple):
    """One field: what kind of input it is, its label and help, its choices, and its first value."""

    nombre: str
    clase: str
    etiqueta: str
    tipo: Any
    opcional: bool
    opciones: tuple[Opcion, ...] = ()
    valor: Any = None
    ayuda: str = ""


def campos_de(
    modelo: Any,
    caso: Any,
    nombra: Nombra,
    telefonos: tuple[Opcion, ...] = (),
    originales: tuple[Opcion, ...] = (),
) -> tuple[CampoDeAccion, ...]:
    """The fields of a decision's data, those that must be filled in first; none for one without data.

    `nombra` gives a person's name; `telefonos` are the numbers that may be dialled, with how facts name each;
    `originales` those of the folder that the act may be about.
    """
    if not (isinstance(modelo, type) and issubclass(modelo, BaseModel)):
        if modelo is str:
            return (CampoDeAccion("valor", "parrafo", etiqueta("motivo"), Parrafo, opcional=False),)
        return ()
    campos = [_telefono(_original(c, originales), telefonos) for c in _de_modelo(modelo, caso, nombra)]
    return tuple(
        sorted((c for c in campos if c is not None), key=lambda c: c.opcional and 1 + (c.clase != "archivo"))
    )


def _original(campo: CampoDeAccion, originales: tuple[Opcion, ...]) -> CampoDeAccion:
    """The paper that is filed, lent or back, with where it is."""
    if campo.nombre != "documento" or not originales:
        return campo
    clase = "oculto" if len(originales) == 1 else "opciones" if len(originales) <= MUCHAS else "seleccion"
    return campo._replace(clase=clase, opciones=originales, valor=originales[0][0])


def _telefono(campo: CampoDeAccion, telefonos: tuple[Opcion, ...]) -> CampoDeAccion | None:
    """The number that was dialled, chosen from those of the file; not asked for where it has none."""
    if campo.nombre != "telefono":
        return campo
    valor = telefonos[0][0] if telefonos else None
    return campo._replace(clase="seleccion", opciones=telefonos, valor=valor) if telefonos else None


def _de_modelo(
    modelo: type[BaseModel], caso: Any, nombra: Nombra, prefijo: str = ""
) -> Iterator[CampoDeAccion]:
    for nombre, info in modelo.model_fields.items():
        if nombre in SIN_CAMPO:
            continue
        tipo, opcional = _sin_none(info)
        completo = f"{prefijo}{nombre}"
        if nombre == "firmas":
            yield from _firmas(caso)
        elif _es_instante(tipo):
            yield CampoDeAccion(f"{completo}_fecha", "fecha", etiqueta(f"{nombre}_fecha"), Fecha, opcional)
            yield CampoDeAccion(f"{completo}_hora", "hora", etiqueta(f"{nombre}_hora"), Hora, opcional)
        elif tipo is Escaneo:
            ayuda = AYUDAS.get(nombre, AYUDAS["escaneo"])
            yield CampoDeAccion(completo, "archivo", etiqueta(nombre), EscaneoRecibido, opcional, ayuda=ayuda)
        elif isinstance(tipo, type) and issubclass(tipo, BaseModel):
            for campo in _de_modelo(tipo, caso, nombra, f"{completo}_"):
                yield campo._replace(opcional=campo.opcional or opcional)
        else:
            campo_hecho = _campo(nombre, completo, tipo, opcional, info, caso, nombra)
            if campo_hecho is not None:
                yield campo_hecho


def _es_instante(tipo: Any) -> bool:
    return tipo is AwareDatetime or (isinstance(tipo, type) and issubclass(tipo, datetime))


def _sin_none(info: FieldInfo) -> tuple[Any, bool]:
    tipo: Any = info.annotation
    opcional = not info.is_required()
    if get_origin(tipo) in (Union, UnionType):
        partes = [a for a in get_args(tipo) if a is not NoneType]
        opcional, tipo = opcional or NoneType in get_args(tipo), partes[0]
    while get_origin(tipo) is Annotated:
        tipo = get_args(tipo)[0]
    return tipo, opcional


def _campo(
    nombre: str, completo: str, tipo: Any, opcional: bool, info: FieldInfo, caso: Any, nombra: Nombra
) -> CampoDeAccion | None:
    del_caso = _opciones_del_caso(nombre, caso, nombra) if isinstance(caso, Caso) else None
    base = CampoDeAccion(
        completo, "texto", etiqueta(completo), Linea, opcional, ayuda=AYUDAS.get(nombre, ""),
        valor=None if info.is_required() else info.default,
    )  # fmt: skip
    if del_caso is not None:
        opciones, elegida = del_caso
        if len(opciones) <= 1 or nombre in {"revision"}:
            return base._replace(
                clase="oculto", tipo=Linea, valor=elegida, opcional=opcional or elegida is None
            )
        return base._replace(clase="seleccion", tipo=Linea, opciones=opciones, valor=elegida)
    if nombre == "sede":
        return base._replace(clase="opciones", tipo=Linea, opciones=tuple(SEDES.items()))
    return _por_tipo(base, nombre, tipo)


def _por_tipo(base: CampoDeAccion, nombre: str, tipo: Any) -> CampoDeAccion | None:
    origen = get_origin(tipo)
    if origen in (tuple, list, frozenset):
        de = get_args(tipo)[0]
        if isinstance(de, type) and issubclass(de, StrEnum):
            return base._replace(clase="casillas", tipo=tuple[de, ...], opciones=_de_enum(de), valor=())  # type: ignore[valid-type]
        return None
    if origen is Literal:
        opciones = tuple((str(v), dicho(str(v)).capitalize()) for v in get_args(tipo))
        return base._replace(clase="opciones", tipo=tipo, opciones=opciones)
    if not isinstance(tipo, type):
        return None
    if issubclass(tipo, StrEnum):
        opciones = _de_enum(tipo)
        return base._replace(
            clase="opciones" if len(opciones) <= MUCHAS else "seleccion", tipo=tipo, opciones=opciones
        )
    if issubclass(tipo, bool):
        return base._replace(clase="casilla", tipo=bool, opcional=True, valor=bool(base.valor))
    if issubclass(tipo, int):
        return base._replace(clase="numero", tipo=int)
    if issubclass(tipo, Decimal):
        if nombre.endswith("pct"):
            return base._replace(tipo=Porcentaje)
        return base._replace(clase="importe", tipo=ImporteOCero if base.opcional else Importe)
    if issubclass(tipo, date):
        return base._replace(clase="fecha", tipo=Fecha)
    if issubclass(tipo, time):
        return base._replace(clase="hora", tipo=Hora)
    if issubclass(tipo, str):
        return base._replace(clase="parrafo", tipo=Parrafo) if nombre in LARGOS else base
    return None


def _de_enum(clase: type[StrEnum]) -> tuple[Opcion, ...]:
    return tuple((str(v), con_mayuscula(dicho(v))) for v in clase)


def _firmas(caso: Any) -> Iterator[CampoDeAccion]:
    formas = (("", "No firmó"), *_de_enum(FormaFirma))
    roles = {p.rol for p in caso.partes} if isinstance(caso, Caso) else set(RolParte)
    for rol in (r for r in RolParte if r in roles):
        yield CampoDeAccion(
            f"firma_{rol.value}", "opciones", etiqueta(f"firma_{rol.value}"), FormaFirma, opcional=True,
            opciones=formas, valor=FormaFirma.AUTOGRAFA if rol is RolParte.ACREDITADO else "",
        )  # fmt: skip


def _opciones_del_caso(nombre: str, caso: Caso, nombra: Nombra) -> tuple[tuple[Opcion, ...], Any] | None:
    """The choices that a case gives for a field that names something of it, and the likeliest."""
    match nombre:
        case "sesion":
            viva = caso.sesion or next(reversed([*caso.sesiones.values()]), None)
            vivas = [s for s in caso.sesiones.values() if s.estado is EstadoSesion.PROGRAMADA] or list(
                caso.sesiones.values()
            )
            return (
                tuple(
                    (str(s.numero), f"Sesión {s.numero}, {fecha(s.inicio)} {hora(s.inicio)}") for s in vivas
                ),
                viva.numero if viva else None,
            )
        case "convenio":
            cual = caso.borrador or caso.convenio or next(reversed([*caso.convenios.values()]), None)
            return (
                tuple(
                    (str(c.numero), f"Convenio {c.folio or c.numero} ({c.estado})")
                    for c in caso.convenios.values()
                ),
                cual.numero if cual else None,
            )
        case "revision":
            return (), caso.borrador.elaborado.revision if caso.borrador else None
        case "documento":
            docs = tuple((str(d.numero), f"{d.numero}: {dicho(d.tipo)}") for d in caso.documentos.values())
            return docs, next(reversed([*caso.documentos]), None)
        case "visita":
            por_hacer = [v for v in caso.contacto.visitas.values() if v.hecha.version == 0]
            return (
                tuple(
                    (str(v.numero), f"{con_mayuscula(dicho(v.tipo))} del {fecha(v.dia)}") for v in por_hacer
                ),
                por_hacer[-1].numero if por_hacer else None,
            )
        case "credito":
            return tuple((c, c) for c in caso.creditos), next(iter(caso.creditos), None)
        case "titular_id" if len({p.persona_id for p in caso.partes}) > 1:
            de_quien = (
                (str(p.persona_id), f"Solo de {nombra(p.persona_id)} ({dicho(p.rol)})") for p in caso.partes
            )
            return (("", "De quien diga el documento"), *de_quien), ""
        case "titular_id":
            return (), None
        case "persona_id":
            return (
                tuple((str(p.persona_id), f"{nombra(p.persona_id)} ({dicho(p.rol)})") for p in caso.partes),
                caso.apertura.persona_id,
            )
        case "promesa":
            vigentes = [p.numero for p in caso.contacto.promesas.values() if p.estado == "vigente"]
            return tuple((str(n), f"Promesa {n}") for n in vigentes), vigentes[-1] if vigentes else None
    return None


def formulario_de(nombre: str, campos: tuple[CampoDeAccion, ...]) -> type[Campos]:
    """The form model of a decision: its fields, and when it happened if not now."""
    definiciones: dict[str, Any] = {
        c.nombre: (c.tipo | None, None)
        if c.opcional and c.clase not in {"casilla", "casillas"}
        else (c.tipo, False if c.clase == "casilla" else ())
        if c.clase in {"casilla", "casillas"}
        else (c.tipo, ...)
        for c in campos
    }
    definiciones |= {"cuando_fecha": (Fecha | None, None), "cuando_hora": (Hora | None, None)}
    definiciones |= {"tipo_pendiente": (Linea | None, None), "clave_pendiente": (Linea | None, None)}
    return create_model(f"Formulario_{nombre}", __base__=Campos, **definiciones)


def datos_de(modelo: Any, valores: dict[str, Any], prefijo: str = "") -> Any:
    """The decision's data from what the form gave. Raises pydantic's ValidationError."""
    if modelo is str:
        return valores["valor"]
    if not (isinstance(modelo, type) and issubclass(modelo, BaseModel)):
        return None
    datos: dict[str, Any] = {}
    for nombre, info in modelo.model_fields.items():
        tipo, _ = _sin_none(info)
        completo = f"{prefijo}{nombre}"
        if nombre == "firmas":
            datos[nombre] = tuple(
                Firma(rol=rol, forma=valores[f"firma_{rol.value}"])
                for rol in RolParte
                if valores.get(f"firma_{rol.value}")
            )
        elif _es_instante(tipo):
            dia, a_la = valores.get(f"{completo}_fecha"), valores.get(f"{completo}_hora")
            if dia is not None and a_la is not None:
                datos[nombre] = a_las(dia, a_la)
        elif isinstance(tipo, type) and issubclass(tipo, BaseModel) and tipo is not Escaneo:
            if any(v not in (None, "", ()) for k, v in valores.items() if k.startswith(f"{completo}_")):
                datos[nombre] = datos_de(tipo, valores, f"{completo}_")
        elif (valor := valores.get(completo)) is not None:
            datos[nombre] = valor
    return modelo.model_validate(datos)
