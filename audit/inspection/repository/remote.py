"""The address of the repository that a clone came from, read as text and stripped of names and passwords."""

from audit.inspection.patterns import Pattern

_SECTION = Pattern(r'\[remote "origin"\]\s*(.*)')
_URL = Pattern(r"url\s*=\s*(\S+)")
_ADDRESS = Pattern(r"(https?|ssh|git)://(?:[^/@]*@)?([\w.-]+(?::\d+)?)(/[\w./~+-]+)")
_SHORT = Pattern(r"(?:[\w.-]+@)?([\w-]+(?:\.[\w-]+)+):(?!/)([\w./~+-]+)")
_LONGEST = 300


def remote_address(config: str) -> str:
    """The `url` of `origin` in the text of a configuration; empty if it leads to no host.

    Whatever else stands in the address (a name, a password, a query) is left out; a path of this
    machine is no address.
    """
    inside = False
    for row in config.split("\n"):
        line = row.strip()
        if line.startswith("["):
            inside = bool(_SECTION.fullmatch(line))
        elif inside and len(line) <= _LONGEST and (found := _URL.fullmatch(line)):
            return _clean(found.group(1))
    return ""


def _clean(address: str) -> str:
    if found := _ADDRESS.fullmatch(address.partition("?")[0].partition("#")[0]):
        return f"{found[1]}://{found[2].lower()}{found[3]}"
    if found := _SHORT.fullmatch(address):
        return f"ssh://{found[1].lower()}/{found[2]}"
    return ""
