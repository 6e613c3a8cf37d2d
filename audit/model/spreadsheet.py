"""Text in cells of a spreadsheet: never taken for a formula, and never with a sign that XML cannot carry."""

import re

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot carry; a form shows U+FFFD in its place."""
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r]")
# Excel writes a control sign as its code, and _ before what would read as one; LibreOffice reads both and
# writes neither, so other codes are left as they stand.
_CODED = re.compile(r"_x(?:005F_(?=x[0-9A-Fa-f]{4}_)|00([01][0-9A-Fa-f])_)")


def neutral(text: str) -> str:
    """Text that no spreadsheet takes for a formula, and that XML can carry; `plain` turns it back."""
    safe = UNWRITABLE.sub("\ufffd", text)
    safe = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", safe)
    return f"'{safe}" if _FORMULA.match(safe) else safe


def plain(text: str) -> str:
    """The text that `neutral` wrote, or that somebody typed."""
    decoded = UNWRITABLE.sub("\ufffd", _CODED.sub(lambda code: chr(int(code[1] or "5F", 16)), text))
    return decoded[1:] if _NEUTRALISED.match(decoded) else decoded
