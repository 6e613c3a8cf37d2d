"""Whether the running system reads live data, or an extract that was committed once."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import ReferenceRead, Sighting, Use
from audit.model.finding import Confidence


class CurrentReferenceData(Check[ReferenceRead]):
    """Reference data is current.

    An extract of products, prices or rules that was committed once is a picture of that day;
    a system that acts on it recommends what is no longer sold.

    Blind spot: data copied into a database or an image at build time is not seen.
    """

    id = "current-reference-data"
    informs = "DATA-03"
    policy = Policy.ALL
    confidence = Confidence.STRONG
    remediation = "Read the live source, or refuse to act when the extract is older than an agreed age."

    good = {
        "agent.py": """
            import os
            import pandas as pd
            from fastapi import FastAPI
            app = FastAPI()
            items = pd.read_sql("select * from items where active", os.environ["DATABASE_URL"])
        """
    }
    bad = {
        "agent.py": """
            import pandas as pd
            from openai import OpenAI
            items = pd.read_csv("data/items.csv")  # <-- contradicts
            reply = OpenAI(timeout=30).responses.create(model=MODEL, input=str(items))
        """,
        "data/items.csv": "sku,name,stock\n1,rope,4\n2,anchor,0\n3,buoy,7\n",
    }

    def detect(self, read: ReferenceRead, /) -> Iterator[Sighting]:
        what = f"{read.data}, committed with the code,"
        match read.use:
            case Use.ACTS:
                note = f"{what} is read here as if it were live data"
                yield read.contradicts(note, weak=not read.certain or read.data.endswith(".json"))
            case Use.SERVES:
                yield read.contradicts(f"{what} is read by code that the running system imports", weak=True)
            case Use.REFRESHES:
                yield read.cannot_tell(f"{what} is also written by this repository")
            case Use.UNKNOWN:
                yield read.cannot_tell(f"{what} is read here; whether anything acts on it cannot be told")
