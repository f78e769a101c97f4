"""The one step of the build that pyproject.toml cannot declare: the message catalogues are compiled first."""

from __future__ import annotations

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

sys.path.insert(0, str(Path(__file__).parent / "tools"))

from catalogues import compile_all


class BuildWithCatalogues(build_py):
    """Compiles every .po beside itself, so that an editable install finds the .mo files too."""

    def run(self) -> None:
        compile_all()
        super().run()


setup(cmdclass={"build_py": BuildWithCatalogues})
