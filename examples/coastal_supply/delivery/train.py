"""Trains the demand model on the order export of the ERP and stores it as a pickle."""

import argparse
import pickle
from pathlib import Path

import pandas as pd
from sklearn.ensemble import GradientBoostingRegressor

EXPORTS = Path("/home/jfeld/coastal/exports")
MODEL_FILE = Path("/home/jfeld/coastal/models/demand.pkl")
FEATURES = ["month", "days_since_order", "qty_last_30", "qty_last_90"]


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--orders", type=Path, default=EXPORTS / "orders.csv", help="order lines from the ERP"
    )
    parser.add_argument("--months", type=int, default=24, help="how far back to learn from")
    parser.add_argument("--trees", type=int, default=300, help="size of the model")
    parser.add_argument("--output", type=Path, default=MODEL_FILE, help="where to store the model")
    return parser.parse_args()


def load_orders(path, months):
    """Order lines of the last months, one row a line."""
    orders = pd.read_csv(path, parse_dates=["order_date"], dtype={"item_no": str})
    newest = orders["order_date"].max()
    return orders[orders["order_date"] > newest - pd.DateOffset(months=months)]


def build_features(orders):
    rows = orders.sort_values(["item_no", "order_date"]).copy()
    dates = rows.groupby("item_no")["order_date"]
    rows["month"] = rows["order_date"].dt.month
    rows["days_since_order"] = dates.diff().dt.days.fillna(0)
    rows["days_to_next"] = -dates.diff(-1).dt.days
    quantity = rows.set_index("order_date").groupby("item_no")["quantity"]
    rows["qty_last_30"] = quantity.rolling("30D").sum().to_numpy()
    rows["qty_last_90"] = quantity.rolling("90D").sum().to_numpy()
    return rows.dropna(subset=["days_to_next"])


def main():
    arguments = parse_arguments()
    rows = build_features(load_orders(arguments.orders, arguments.months))
    model = GradientBoostingRegressor(n_estimators=arguments.trees, max_depth=5)
    model.fit(rows[FEATURES], rows["days_to_next"])
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    with arguments.output.open("wb") as handle:
        pickle.dump(model, handle)
    print(f"trained on {len(rows)} order lines, stored {arguments.output}")


if __name__ == "__main__":
    main()
