"""click's own words, such as “Usage:” and “No such option”, in the language in use.

click asks the catalogue of the system, where there is none of it in our languages; here it is given ours. Of its texts
these are those that somebody can come to see; a test looks whether click still says them so.
"""

from __future__ import annotations

from typing import Final

from click import core, decorators, exceptions, formatting, parser, types

from coop_tui.i18n import N_, NN_, _, n_

TEXTS: Final = (
    N_("Usage:"),
    N_("Options"),
    N_("Positional arguments"),
    N_("Show this message and exit."),
    N_("required"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Option {name!r} does not take a value."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("Choose from:\n\t{choices}"),
    N_("file"),
    N_("directory"),
    N_("path"),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
)
PLURALS: Final = (
    NN_("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    NN_("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    NN_("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    NN_("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)

_MODULES: Final = (core, decorators, exceptions, formatting, parser, types)


def translate() -> None:
    """Let click ask our catalogues from now on."""
    for module in _MODULES:
        for name, ours in (("_", _), ("ngettext", n_)):
            if hasattr(module, name):
                setattr(module, name, ours)
