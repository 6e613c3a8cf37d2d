"""What a program imports → the library of tracing, metrics or error tracking that it belongs to."""

from audit.inspection import knowledge


@knowledge.remembered
def telemetry_library(imported: str) -> knowledge.Library | None:
    """The library of a module of a language other than Python, or none."""
    for library in knowledge.telemetry():
        for name in (*library.javascript, *library.go, *library.jvm, *library.others):
            if imported == name or imported.startswith(
                (name if name.endswith("/") else f"{name}/", f"{name}.", f"{name}:", f"{name}\\")
            ):
                return library
    return None
