"""The demo's clock: while months are simulated it says the time at which each act is captured."""

from collections import deque
from collections.abc import Iterable
from datetime import datetime


class RelojSimulado:
    """Gives, one by one, the instants that were foreseen for the acts about to be taken; the last one stays."""

    def __init__(self, empieza: datetime) -> None:
        self._ultimo = empieza
        self._previstos: deque[datetime] = deque()

    def prever(self, instantes: Iterable[datetime]) -> None:
        """The next acts are captured at these instants, in their order; whatever was foreseen before lapses."""
        self._previstos = deque(instantes)

    @property
    def ultimo(self) -> datetime:
        """The instant of the last act."""
        return self._ultimo

    def __call__(self) -> datetime:
        """The instant of the act at hand, never earlier than the one before."""
        if self._previstos:
            self._ultimo = max(self._ultimo, self._previstos.popleft())
        return self._ultimo
