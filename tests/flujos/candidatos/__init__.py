"""Data for every decision of a mediation case, chosen so that it may well be taken in the state at hand.

`PARA[name](caso, ctx)` gives a few candidates; some will be refused, and that too is worth seeing.
"""

from tests.flujos.candidatos import cierre, contacto, convenios, expediente, pagos, papeles, sesiones
from tests.flujos.candidatos.base import PARA, habil

__all__ = ["PARA", "cierre", "contacto", "convenios", "expediente", "habil", "pagos", "papeles", "sesiones"]
