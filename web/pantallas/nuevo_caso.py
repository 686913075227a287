"""A file opened by hand: for whoever comes to the window, or whom the court's list does not have yet."""

from datetime import date
from uuid import UUID, uuid5

from flask import Blueprint, Response, url_for

from casos.boveda.persona import Persona, Telefono
from casos.decision import COORDINADOR, RESPONSABLE
from casos.dinero.pesos import CERO
from casos.identidad import revisar_curp
from casos.mediacion.apertura import NuevoCaso, NuevoCredito, NuevoSaldo, abrir_caso
from casos.mediacion.vocabulario import OrigenCaso, Via
from proyecciones.consultas import expedientes
from web import personas
from web.actual import almacen, cuenta, hoy, instancia
from web.almacen import cuentas
from web.almacen.cuentas import Cuenta
from web.campos import Fecha, ImporteOCero, Linea
from web.campos import Telefono as TelefonoLeido
from web.cuentas import SEDES
from web.decidir import decidir
from web.expediente import aviso_de
from web.formularios import Campos, Formulario, FormularioInvalido, leer
from web.ligeros import caso_de
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("nuevo_caso", __name__, url_prefix="/casos/nuevo")

ORIGENES = (
    (OrigenCaso.VENTANILLA.value, "Vino a la ventanilla o llamó"),
    (OrigenCaso.AGENDA.value, "El tribunal avisó de su sesión"),
    (OrigenCaso.CARTERA.value, "Es de la cartera"),
)
VIAS = ((Via.STJ.value, "Tribunal (STJ)"), (Via.INSTITUCIONAL.value, "Institucional, sin tribunal"))


class CasoForm(Campos):
    """Who owes, which contract, and whose the file will be; what is not known is asked for afterwards."""

    nombre: Linea
    telefono: TelefonoLeido | None = None
    curp: Linea = ""
    credito: Linea = ""
    fecha_contrato: Fecha | None = None
    capital: ImporteOCero | None = None
    ordinario: ImporteOCero | None = None
    moratorio: ImporteOCero | None = None
    corte: Fecha | None = None
    origen: OrigenCaso = OrigenCaso.VENTANILLA
    via: Via = Via.STJ
    sede: Linea
    responsable: Linea


def _responsables() -> list[Cuenta]:
    return [c for c in cuentas.listar(almacen()) if c.activa and c.rol == RESPONSABLE]


@bp.get("/")
@permiso(RESPONSABLE, COORDINADOR)
def ver() -> Response:
    """The form."""
    yo = cuenta()
    dados = {
        "origen": OrigenCaso.VENTANILLA,
        "via": Via.STJ,
        "sede": yo.sede or "HMO",
        "responsable": yo.usuario,
    }
    return _pagina(Formulario(CasoForm, dados, borrador="nuevo_caso"))


@bp.post("/")
@permiso(RESPONSABLE, COORDINADOR)
def abrir() -> Response:
    """Write the person, open the case, and go to it; sent twice, it is the same case."""
    form = leer(CasoForm)
    hecho: Response | None = None
    with form.intentar():
        nuevo = _nuevo(form)
        caso_id = caso_de(form.pedido, "mediacion")
        resultado = decidir(caso_id, abrir_caso, nuevo, form)
        hecho = volver("caso.ver", caso_id=caso_id, aviso=aviso_de(caso_id, resultado, "Caso abierto"))
    return hecho or _pagina(form, 422)


def _nuevo(form: Formulario[CasoForm]) -> NuevoCaso:
    """The decision's data; the person is in the vault first. Raises FormularioInvalido."""
    d = form.datos
    curp = revisar_curp(d.curp) if d.curp else None
    if curp and not curp.valido:
        form.rechazar(" ".join(curp.avisos), "curp")
    if d.responsable not in {c.usuario for c in _responsables()}:
        form.rechazar("Elija quién será responsable del caso.", "responsable")
    if d.capital is not None and not d.credito:
        form.rechazar("Escriba de qué crédito es el saldo.", "credito")
    if form.errores:
        raise FormularioInvalido
    quien = _persona(form, curp.valor_normalizado if curp else "")
    faltan = [
        que for que, dado in (("telefono", d.telefono), ("curp", d.curp), ("domicilio", "")) if not dado
    ]
    return NuevoCaso(
        origen=d.origen, via=d.via, persona_id=quien, responsable=d.responsable, sede=d.sede,
        primer_contacto=None if d.origen is OrigenCaso.VENTANILLA else hoy(), faltan=tuple(faltan),
        creditos=(_credito(d),) if d.credito else (),
    )  # fmt: skip


def _credito(d: CasoForm) -> NuevoCredito:
    saldo = None
    if d.capital is not None:
        corte: date = d.corte or hoy()
        saldo = NuevoSaldo(
            corte=corte,
            capital=d.capital,
            ordinario=d.ordinario or CERO,
            moratorio=d.moratorio or CERO,
            gastos=CERO,
        )
    return NuevoCredito(credito=d.credito, fecha_contrato=d.fecha_contrato, saldo=saldo)


def _persona(form: Formulario[CasoForm], curp: str) -> UUID:
    """Whoever has that CURP already, else the person that the form tells of, written now."""
    d, boveda = form.datos, instancia().boveda
    conocida = next(iter(boveda.buscar_exacto(curp=curp)), None) if curp else None
    if conocida is not None:
        return conocida
    persona = Persona(
        persona_id=uuid5(form.pedido, "persona"),
        nombre=d.nombre,
        curp=curp,
        telefonos=(Telefono(numero=d.telefono),) if d.telefono else (),
    )
    boveda.guardar(persona, instancia().ahora())
    return persona.persona_id


def _pagina(form: Formulario[CasoForm], estado: int = 200) -> Response:
    return pagina(
        "nuevo_caso/ver.html",
        estado,
        form=form,
        origenes=ORIGENES,
        vias=VIAS,
        sedes=list(SEDES.items()),
        duenos=[(c.usuario, c.nombre) for c in _responsables()],
        parecidos=_parecidos(form),
    )


def _parecidos(form: Formulario[CasoForm]) -> list[tuple[str, str]]:
    """Open files that hold the contract already: a refused opening says where to go instead."""
    credito = form.valor("credito").strip()
    if not (credito and form.errores):
        return []
    with instancia().almacen.leer() as conexion:
        ids = expedientes.con_clave(conexion, credito)
        fichas = expedientes.fichas(conexion, ids)
    conocidas = personas.personas(f.persona_id for f in fichas.values())
    return [
        (personas.nombre_de(conocidas, f.persona_id), url_for("caso.ver", caso_id=i))
        for i, f in fichas.items()
    ]
