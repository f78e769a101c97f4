"""`python -m coop_tui` is `coop-tui`."""

from coop_tui.cli import main

if __name__ == "__main__":
    main()
