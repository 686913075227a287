"""Working days of the Institute, the court, the banks and collection calls, by office (dominio §4)."""
