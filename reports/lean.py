"""Puts off what the page renderer imports and hardly ever uses: it would be a third of its start.

WeasyPrint cuts fonts down with HarfBuzz. What it imports of fontTools for fonts with variations, for packed
fonts and for machines without HarfBuzz is brought when it is first asked for.
"""

import importlib.util
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

from reports import foreign

PUT_OFF = ("fontTools.subset", "fontTools.ttLib.woff2")
INSTANCER = "fontTools.varLib.instancer"


def put_off() -> None:
    """Do this before WeasyPrint is imported; afterwards it has no effect."""
    if "weasyprint" in sys.modules:
        return
    foreign.stand_in()
    for name in PUT_OFF:
        if name not in sys.modules and (spec := importlib.util.find_spec(name)) and spec.loader:
            spec.loader = loader = importlib.util.LazyLoader(spec.loader)
            sys.modules[name] = module = importlib.util.module_from_spec(spec)
            loader.exec_module(module)
            parent, _, own = name.rpartition(".")
            setattr(import_module(parent), own, module)
    if INSTANCER not in sys.modules:
        stand_in = ModuleType(INSTANCER)
        vars(stand_in)["instantiateVariableFont"] = _instantiated
        sys.modules[INSTANCER] = stand_in


def _instantiated(*arguments: Any, **options: Any) -> Any:
    """The function of this name, brought when a font with variations is met."""
    if getattr(sys.modules[INSTANCER], "__file__", None) is None:
        del sys.modules[INSTANCER]
    return import_module(INSTANCER).instantiateVariableFont(*arguments, **options)
