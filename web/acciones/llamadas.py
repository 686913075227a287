"""A call by one button: what each button records, and what a call is for, by the row from which it is made."""

from typing import NamedTuple

from casos.mediacion.vocabulario import Contesto, MotivoLlamada, ResultadoLlamada, RolParte

R = ResultadoLlamada


class Boton(NamedTuple):
    """What a button says and records; `pide`: it needs an amount and a day."""

    texto: str
    resultado: ResultadoLlamada
    contesto: Contesto
    pide: bool = False

    @property
    def es_contacto(self) -> bool:
        """Whether it only says that one spoke with whoever was called."""
        return self.resultado is R.CONTACTO_TITULAR


BOTONES = (
    Boton("Contestó", R.CONTACTO_TITULAR, Contesto.TITULAR),
    Boton("No contestó", R.NO_CONTESTA, Contesto.NADIE),
    Boton("Buzón", R.BUZON, Contesto.NADIE),
    Boton("Número equivocado", R.NUMERO_EQUIVOCADO, Contesto.TERCERO),
    Boton("Contestó otra persona", R.CONTACTO_TERCERO, Contesto.TERCERO),
    Boton("Dice que ya pagó", R.YA_PAGO, Contesto.TITULAR),
)
"""The results that one button records, in the order of their keys; the rest are in the complete form."""

POR_RESULTADO = {boton.resultado.value: boton for boton in BOTONES}
PROMESA = Boton("Prometió pago", R.PROMESA_PAGO, Contesto.TITULAR, pide=True)

_MOTIVOS = {
    "primer_contacto": MotivoLlamada.PRIMER_CONTACTO,
    "recordar_sesion": MotivoLlamada.RECORDAR_SESION,
    "contactar_inasistente": MotivoLlamada.INASISTENCIA,
    "llamada_de_bienvenida": MotivoLlamada.BIENVENIDA,
    "recordar_pago": MotivoLlamada.RECORDAR_PAGO,
    "verificar_pago": MotivoLlamada.RECORDAR_PAGO,
    "llamar_vencida": MotivoLlamada.PAGO_VENCIDO,
    "contactar_aval": MotivoLlamada.PAGO_VENCIDO,
    "llamar_pago_inicial": MotivoLlamada.PAGO_INICIAL,
}


def motivo_de(tipo: str) -> MotivoLlamada:
    """What a call made from a row of that kind is for."""
    return _MOTIVOS.get(tipo, MotivoLlamada.SEGUIMIENTO)


def a_quien(tipo: str) -> RolParte:
    """Who is called from a row of that kind."""
    return RolParte.AVAL if tipo == "contactar_aval" else RolParte.ACREDITADO


def numero_de(clave: str, antes: str) -> int | None:
    """The number that a row's key ends with: `sesion-2` for "sesion-", the 4 of `convenio-1/4` for "/"."""
    _, hallado, resto = clave.rpartition(antes)
    return int(resto) if hallado and resto.isdigit() else None
