"""coop-tui: the register of a city's international cooperation office."""

__version__ = "0.1.0"
