"""The commands, one module each: `command()` makes the click command, its texts in the language in use."""
