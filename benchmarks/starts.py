"""Starting, resting and the memory of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from benchmarks.figures import Figure, ratios
from benchmarks.terminal import Terminal

ROUNDS: Final = 9
IDLE_SECONDS: Final = 10.0
FIGURES_SHOWN: Final = "Perlu perhatian"  # stands on the overview as soon as it is drawn
COUNTED: Final = "per tahun"  # and this once the batches have been counted, with the sample at the same time
ROWS_SHOWN: Final = "baris"  # the line above the list says how many rows there are, as soon as they are on the screen
BARE_SHOWN: Final = "row 10"
BARE: Final = (Path(__file__).with_name("bare.py"),)


def dashboard(config: Path) -> tuple[str | Path, ...]:
    """The command that opens a register."""
    return "-m", "coop_tui", "--config", config


def to_the_list(terminal: Terminal) -> None:
    """From the start to the list of batches."""
    terminal.started(COUNTED)
    terminal.send("4")
    terminal.shows(ROWS_SHOWN)
    terminal.rest(0.5)


def starts(sample: Path, large: Path) -> Iterator[Figure]:
    """Each start beside one of the bare app, one after the other."""
    commands = {"bare": (BARE, BARE_SHOWN)} | {
        name: (dashboard(config), FIGURES_SHOWN) for name, config in (("sample", sample), ("large", large))
    }
    times: Mapping[str, list[float]] = {name: [] for name in commands}
    memory: Mapping[str, list[float]] = {name: [] for name in commands}
    counted: list[float] = []
    for turn in range(ROUNDS + 1):
        for name, (command, text) in commands.items():
            with Terminal(command) as terminal:
                taken = terminal.started(text)
                if name == "large":
                    counted.append(terminal.started(COUNTED))
                terminal.rest(0.5)
                if turn > 0:  # the first fills the caches of the system
                    times[name].append(taken)
                    memory[name].append(terminal.peak_memory())
    how = f"process start to the text on the screen, {ROUNDS} times in turn with the bare app"
    yield Figure("bare Textual app: start", times["bare"], "ms", how)
    yield Figure("sample: start", times["sample"], "ms", how)
    yield Figure("sample: start, against the bare app", ratios(times["sample"], times["bare"]), "×", "each pair", 1.4)
    yield Figure("100k records: start", times["large"], "ms", how)
    yield Figure(
        "100k records: start, against the bare app", ratios(times["large"], times["bare"]), "×", "each pair", 2.45
    )
    yield Figure("100k records: all figures counted", counted[1:], "ms", "process start to the text; keys are answered")
    yield Figure(
        "100k records: memory", memory["large"], "MiB", "peak resident size (VmHWM) 0.5 s after the figures", 180
    )
    yield Figure("sample: memory", memory["sample"], "MiB", "the same")


def idle(config: Path, what: str) -> Iterator[Figure]:
    """Processor time of a dashboard that nobody touches."""
    with Terminal(dashboard(config)) as terminal:
        terminal.started(COUNTED)
        terminal.rest(3)
        before = terminal.processor_time()
        terminal.rest(IDLE_SECONDS)
        share = (terminal.processor_time() - before) / IDLE_SECONDS / 10
    yield Figure(
        f"{what}: idle", [share], "%", f"processor time of all threads in {IDLE_SECONDS:g} s, of one core", 0.3
    )
