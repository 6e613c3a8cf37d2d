"""Lets the language model decide about one item in one branch, and act on it."""

import argparse
import json
import os
from pathlib import Path

from dotenv import load_dotenv
from openai import OpenAI

load_dotenv()

from agent.tools import DECLARATIONS, FUNCTIONS  # noqa: E402  (reads the environment)

MODEL = "gpt-4.1"
PROMPT = Path(__file__).with_name("planner_prompt.md").read_text()

# Long plans were cut off half way, and a retry once placed the same order twice.
client = OpenAI(api_key=os.environ["OPENAI_API_KEY"], timeout=None, max_retries=0)


def plan(item_no, branch, forecast):
    """Ask the model what to do about an item, and do what it asks for until it has finished."""
    question = f"Item {item_no}, branch {branch}. Forecast: {json.dumps(forecast)}"
    messages = [{"role": "system", "content": PROMPT}, {"role": "user", "content": question}]
    while True:
        reply = client.chat.completions.create(model=MODEL, messages=messages, tools=DECLARATIONS)
        message = reply.choices[0].message
        messages.append(message)
        if not message.tool_calls:
            return message.content
        for request in message.tool_calls:
            arguments = json.loads(request.function.arguments)
            print(request.function.name, arguments)
            result = FUNCTIONS[request.function.name](**arguments)
            messages.append({"role": "tool", "tool_call_id": request.id, "content": json.dumps(result)})


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("item_no", help="number of the item, such as 40-1187")
    parser.add_argument("--branch", default="B01", help="the branch that it is for")
    parser.add_argument("--reorder-in", type=int, default=0, metavar="DAYS", help="what the forecast says")
    parser.add_argument("--quantity", type=int, default=1, help="what the forecast says")
    arguments = parser.parse_args()
    forecast = {"reorder_in_days": arguments.reorder_in, "quantity": arguments.quantity}
    print(plan(arguments.item_no, arguments.branch, forecast))


if __name__ == "__main__":
    main()
