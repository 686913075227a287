"""Candidates for the decisions about papers and the registry."""

from casos.mediacion import (
    archivo,
    documentos,
    escaneos,
    registro_convenio,
)
from casos.mediacion.vocabulario import (
    RolParte,
    TipoDocumento,
)
from tests.flujos.candidatos.base import convenio_de, hoy, para


@para("recabar_documento")
def _(caso, ctx):
    sesion, convenio = max(caso.sesiones, default=None), caso.convenio.numero if caso.convenio else None
    tipos = (TipoDocumento.CONSTANCIA_NO_ACUERDO, TipoDocumento.CONSTANCIA_INASISTENCIA)
    de_sesion = [documentos.Original(tipo=tipo, paginas=2, sesion=sesion) for tipo in tipos if sesion]
    del_convenio = [documentos.Original(tipo=TipoDocumento.CONVENIO, paginas=6, convenio=convenio)]
    return [*(del_convenio if convenio else []), *de_sesion]


@para("anexar_documento")
def _(caso, ctx):
    escaneo = escaneos.Escaneo(huella=f"{len(caso.anexos):064x}", formato="pdf", paginas=1)
    return [documentos.Anexo(escaneo=escaneo, tipo=TipoDocumento.IDENTIFICACION)]


@para("entregar_copia")
def _(caso, ctx):
    convenio = convenio_de(caso)
    return [documentos.Copia(convenio=convenio), documentos.Copia(convenio=convenio, a=RolParte.AVAL)]


@para("emitir_papel")
def _(caso, ctx):
    return [documentos.Papel(clase="estado_de_cuenta", huella=f"{caso.revisado_hasta:064x}", plantilla="1")]


@para("archivar_documento", "devolver_documento")
def _(caso, ctx):
    return [archivo.Archivo(documento=n, ubicacion="Caja 1") for n in _uno_o_todos(caso)]


@para("prestar_documento")
def _(caso, ctx):
    return [archivo.Prestamo(documento=n, a="Judicial") for n in _uno_o_todos(caso)]


def _uno_o_todos(caso):
    return [*sorted(caso.documentos)[-2:], None]


@para("remitir_a_registro")
def _(caso, ctx):
    return [registro_convenio.Remision(convenio=convenio_de(caso), fecha=hoy(ctx))]


@para("prevenir_convenio")
def _(caso, ctx):
    return [
        registro_convenio.Prevencion(convenio=convenio_de(caso), fecha=hoy(ctx), defectos="Falta un dato")
    ]


@para("subsanar_prevencion", "negar_inscripcion")
def _(caso, ctx):
    return [registro_convenio.ConFecha(convenio=convenio_de(caso), fecha=hoy(ctx))]


@para("registrar_convenio")
def _(caso, ctx):
    return [registro_convenio.Inscripcion(convenio=convenio_de(caso), fecha=hoy(ctx), numero="SC-1")]
