"""What can go wrong in the vault, each with a text for the person."""


class BovedaIlegible(Exception):
    """Keys or data are missing, altered or of another installation: someone must restore a file."""


class BovedaNoDisponible(Exception):
    """The vault is busy or cannot be reached now: nothing was changed; try again."""


class PersonaYaOlvidada(ValueError):
    """Nothing may be written about a person whose key was destroyed."""

    def __init__(self) -> None:
        super().__init__("Los datos de esta persona se suprimieron; ya no se puede guardar nada de ella.")


class PersonaDesconocida(ValueError):
    """No person of the vault has this id."""

    def __init__(self) -> None:
        super().__init__("En la bóveda no hay ninguna persona con ese identificador; revíselo.")
