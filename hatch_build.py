"""Builds the compiled executor where a compiler is at hand; without one the install works as well.

The flags forbid fused multiply-add and other liberties: the results must be numpy's, to the bit. The
module keeps to Python's stable interface, so that one wheel of a system serves 3.11 and all later.
"""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STRICT = ["-O3", "-ffp-contract=off", "-fno-math-errno"]
WIDE = ["-mprefer-vector-width=512"]  # for processors that have them; the others run clones of their own
STABLE_SINCE = "cp311"  # Py_LIMITED_API in _native.c says the same
STRICT_MICROSOFT = ["/O2", "/fp:precise"]


class NativeExecutor(BuildHookInterface):
    """Compiles game/engine/_native.c in place before the wheel is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by the build; never fails it."""
        if self.target_name != "wheel":
            return
        try:
            built = self._compile()
            system = self.build_config.builder.get_best_matching_tag().split("-", 2)[2]
        except (Exception, SystemExit) as problem:  # whatever a missing compiler comes to
            self.app.display_warning(f"no compiled executor, numpy runs the games: {problem}")
            return
        build_data["pure_python"] = False
        build_data["tag"] = f"{STABLE_SINCE}-abi3-{system}"
        build_data["artifacts"].append(built)

    def _compile(self) -> str:
        from setuptools import Distribution, Extension
        from setuptools.command.build_ext import build_ext

        root = Path(self.root)
        flags = STRICT_MICROSOFT if sys.platform == "win32" else STRICT
        if sys.platform == "linux" and platform.machine() == "x86_64":  # where there are such clones
            flags = [*flags, *WIDE]
        source = root / "game" / "engine" / "_native.c"
        extension = Extension("_native", [str(source)], extra_compile_args=flags, py_limited_api=True)
        command = build_ext(Distribution({"name": "native", "ext_modules": [extension]}))
        command.force = True  # what lies there may be another system's, or another processor's
        command.build_lib = str(source.parent)
        command.build_temp = str(root / "build" / "native")
        command.ensure_finalized()
        command.run()
        return Path(command.get_ext_fullpath("_native")).relative_to(root).as_posix()
