"""Tools that act, tools that only read, and where a person is asked."""

from pathlib import Path

import pytest

from audit.inspection.joined.tools import Effect, effect_of
from tests.checks.cases import MET, NA, NOT_MET, OPEN, STRONG, WEAK, finding

AGENT = "from langchain_core.tools import tool\nfrom langchain_openai import ChatOpenAI\nllm = ChatOpenAI(timeout=9)\n"
SEND = "@tool\ndef send_email(to: str, body: str):\n    mail(to, body)\n"
READ = "@tool\ndef search_orders(q: str):\n    return find(q)\n"
VERCEL = "import { tool, generateText } from 'ai';\nimport { openai } from '@ai-sdk/openai';\nimport OpenAI from 'openai';\n"

CASES = {
    "a tool that acts": ({"a.py": AGENT + SEND}, NOT_MET, WEAK),
    "a tool that reads": ({"a.py": AGENT + READ}, NA, WEAK),
    "no tools": ({"a.py": AGENT}, NA, WEAK),
    "interrupt of LangGraph": ({"a.py": f"{AGENT}from langgraph.types import interrupt\n{SEND}    interrupt({{'to': to}})\n"}, MET, STRONG),
    "interrupt before a node": ({"a.py": f"from langgraph.graph import StateGraph\n{AGENT}{SEND}g.compile(interrupt_before=['tools'])\n"}, MET, STRONG),
    "an interrupt without tools that act": ({"a.py": f"{AGENT}from langgraph.types import interrupt\n{READ}interrupt('plan?')\n"}, OPEN, WEAK),
    "middleware": ({"a.py": f"{AGENT}{SEND}create_agent(llm, middleware=[HumanInTheLoopMiddleware(interrupt_on={{'send_email': True}})])\n"}, MET, STRONG),
    "AutoGen": ({"a.py": "import autogen\nautogen.UserProxyAgent('u', human_input_mode='ALWAYS', code_execution_config={'work_dir': 'x'})\n"}, MET, STRONG),
    "AutoGen alone": ({"a.py": "import autogen\nautogen.UserProxyAgent('u', human_input_mode='NEVER', code_execution_config={'work_dir': 'x'})\n"}, NOT_MET, WEAK),
    "AutoGen without code": ({"a.py": "import autogen\nautogen.UserProxyAgent('u', human_input_mode='NEVER', code_execution_config=False)\n"}, NA, WEAK),
    "CrewAI": ({"a.py": f"from crewai import Task\nfrom crewai.tools import tool\n{SEND}Task(description='x', expected_output='y', human_input=True)\n"}, MET, STRONG),
    "a shell after a yes": (
        {"a.py": "import subprocess, click\nfrom openai import OpenAI\nr = OpenAI(timeout=9).responses.create(model='m')\n"
         "if click.confirm('Run it?'):\n    subprocess.run(r.output_text, shell=True)\n"}, MET, WEAK,
    ),
    "a shell without": (
        {"a.py": "import subprocess\nfrom openai import OpenAI\nr = OpenAI(timeout=9).responses.create(model='m')\n"
         "subprocess.run(r.output_text, shell=True)\n"}, NOT_MET, WEAK,
    ),
    "a yes for something else": ({"a.py": AGENT + SEND, "setup_keys.py": "import click\nclick.confirm('Store the key?')\n"}, NOT_MET, WEAK),
    "the AI SDK": ({"a.ts": f"{VERCEL}export const deleteUser = tool({{\n  needsApproval: true,\n}});\n"}, MET, STRONG),
    "the AI SDK without": ({"a.ts": f"{VERCEL}export const deleteUser = tool({{\n  inputSchema: s,\n}});\n"}, NOT_MET, WEAK),
    "approval switched off": ({"a.ts": f"{VERCEL}export const deleteUser = tool({{\n  needsApproval: false,\n}});\n"}, NOT_MET, WEAK),
    "never asked": ({"a.py": f"{AGENT}{SEND}mcp = {{'type': 'mcp', 'require_approval': 'never'}}\n"}, NOT_MET, WEAK),
    "by a schema": (
        {"a.py": f"{AGENT}TOOLS = [{{'type': 'function', 'function': {{\n    'name': 'cancel_order',\n}}}}]\n"}, NOT_MET, WEAK,
    ),
    "an own step": ({"a.py": f"{AGENT}{SEND}if request_user_approval(call):\n    run(call)\n"}, MET, WEAK),
    "a permission of users": ({"a.py": f"{AGENT}{SEND}get_user_permissions(user)\n"}, NOT_MET, WEAK),
    "a name that may mean both": ({"a.py": f"{AGENT}@tool\ndef run_query(sql: str):\n    return db(sql)\n"}, NA, WEAK),
    "a job that may act": ({"a.py": f"{AGENT}@tool\ndef start_job(name: str):\n    return go(name)\n"}, OPEN, WEAK),
    "tools of somebody else": ({"a.py": f"{AGENT}from mcp import ClientSession\nr = session.call_tool(name, arguments)\n"}, OPEN, WEAK),
    "a server of tools": ({"a.py": f"{AGENT}@server.call_tool()\nasync def call_tool(name):\n    return 1\n"}, NA, WEAK),
    "no AI": ({"a.py": "import click\n@click.command()\ndef delete_user(name):\n    click.confirm('Sure?')\n"}, NA, WEAK),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_human_approval(tmp_path: Path, case: str) -> None:
    files, outcome, confidence = CASES[case]
    found = finding(tmp_path, "human-approval", files)
    assert (found.outcome, found.confidence) == (outcome, confidence), found


EFFECTS = {
    "send_email": Effect.ACTS, "cancelOrder": Effect.ACTS, "book-flight": Effect.ACTS, "bash": Effect.ACTS,
    "BashTool": Effect.ACTS, "create_new_file": Effect.ACTS, "write_todos": Effect.READS, "create_plan": Effect.READS,
    "search_web": Effect.READS, "getWeather": Effect.READS, "create_chart": Effect.READS, "start_job": Effect.UNCLEAR,
    "list_orders": Effect.READS, "": Effect.READS, "name": Effect.READS, "x" * 9999: Effect.READS,
}  # fmt: skip


@pytest.mark.parametrize("name", EFFECTS)
def test_the_name_of_a_tool_tells_what_it_does(name: str) -> None:
    assert effect_of(name) is EFFECTS[name]
