"""What the planner can look up and do: items, stock and purchase orders."""

import os
from pathlib import Path

import pandas as pd
import requests

ITEM_MASTER = Path(__file__).resolve().parent.parent / "data" / "item_master.csv"
ERP_URL = os.environ["ERP_URL"]

erp = requests.Session()
erp.headers["Authorization"] = "Bearer " + os.environ["ERP_TOKEN"]

items = pd.read_csv(ITEM_MASTER, dtype={"item_no": str}).set_index("item_no")


def get_item(item_no):
    """Current facts about an item."""
    item = items.loc[item_no]
    return {
        "item_name": item["item_name"],
        "supplier_no": item["supplier_no"],
        "pack_size": int(item["pack_size"]),
        "lead_time_days": int(item["lead_time_days"]),
        "unit_cost": float(item["unit_cost"]),
    }


def get_stock(item_no, branch):
    """Units on hand and on order in a branch."""
    answer = erp.get(f"{ERP_URL}/stock", params={"item": item_no, "branch": branch}, timeout=30)
    answer.raise_for_status()
    return answer.json()


def place_order(item_no, branch, quantity):
    """Place a purchase order; the ERP sends it to the supplier at six in the morning."""
    order = {
        "item": item_no,
        "branch": branch,
        "supplier": items.loc[item_no, "supplier_no"],
        "quantity": int(quantity),
    }
    answer = erp.post(f"{ERP_URL}/purchase-orders", json=order, timeout=30)
    answer.raise_for_status()
    return answer.json()


FUNCTIONS = {action.__name__: action for action in (get_item, get_stock, place_order)}


def _declare(action, **facts):
    schema = {"type": "object", "properties": facts, "required": list(facts)}
    declared = {"name": action.__name__, "description": action.__doc__, "parameters": schema}
    return {"type": "function", "function": declared}


TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
DECLARATIONS = [
    _declare(get_item, item_no=TEXT),
    _declare(get_stock, item_no=TEXT, branch=TEXT),
    _declare(place_order, item_no=TEXT, branch=TEXT, quantity=WHOLE),
]
