"""A report cut down to the pages that a test looks at: laying out the rest takes seconds."""

import re

from audit.model.dossier import Dossier
from reports import assets, page, paper


def front(html: str) -> str:
    """The page without its chapters: the decision page and the contents."""
    return re.sub(r'<section class="chapter.*</section>', "", html, flags=re.DOTALL)


def front_of(dossier: Dossier, fetcher: paper.ClosedFetcher | None = None) -> bytes:
    """The decision page and the contents, printed."""
    return paper.print_pdf(front(page.render(dossier, assets.style(inline=False))), b"\0" * 16, fetcher)


def only(dossier: Dossier, chapter: str) -> bytes:
    """The front pages and this chapter alone, printed."""
    text = page.render(dossier, assets.style(inline=False))
    others = rf'<section class="chapter[^"]*" id="(?!{chapter}")\w+">.*?</section>\n'
    return paper.print_pdf(re.sub(others, "", text, flags=re.DOTALL), b"\0" * 16)
