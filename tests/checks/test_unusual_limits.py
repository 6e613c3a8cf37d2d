"""Controls in unusual but common forms: time limits of calls and ends of loops; no strong check may accuse these programs."""

from pathlib import Path

import pytest

from tests.checks.cases import NOT_MET, STRONG, finding

URL = "https://api.openai.com/v1/chat/completions"
CLIENT = 'from openai import OpenAI\nclient = OpenAI(timeout=30)\ndef ask(messages):\n    return client.chat.completions.create(model="gpt-4o", messages=messages, tools=TOOLS).choices[0].message\n'

MODEL_CALL_TIMEOUT = {
    'session subclass': {'app.py': f'import requests\nclass S(requests.Session):\n    def request(self, *a, **k):\n        k.setdefault("timeout", 30)\n        return super().request(*a, **k)\ns = S()\nr = s.post({URL!r}, json={{"model":"gpt-4o"}})\n'},
    'partial': {'app.py': f'import requests\nfrom functools import partial\npost = partial(requests.post, timeout=30)\nr = post({URL!r}, json={{"model":"gpt-4o"}})\n'},
    'partial assigned to requests.post': {'app.py': f'import requests, functools\nrequests.post = functools.partial(requests.post, timeout=30)\nr = requests.post({URL!r}, json={{"model":"gpt-4o"}})\n'},
    'adapter': {'app.py': f'import requests\nfrom requests.adapters import HTTPAdapter\nclass TimeoutAdapter(HTTPAdapter):\n    def send(self, request, **kw):\n        kw["timeout"] = kw.get("timeout") or 30\n        return super().send(request, **kw)\nsession = requests.Session()\nsession.mount("https://", TimeoutAdapter())\nr = session.post({URL!r}, json={{"model":"gpt-4o"}})\n'},
    'urlopen with default timeout': {'app.py': f'import socket, urllib.request\nsocket.setdefaulttimeout(30)\nr = urllib.request.urlopen(urllib.request.Request({URL!r}, data=b"x"))\n'},
    'kwargs dict': {'app.py': f'import requests\nKW = {{"timeout": 30}}\nr = requests.post({URL!r}, json={{"model":"gpt-4o"}}, **KW)\n'},
    'kwargs self': {'app.py': f'import requests\nclass C:\n    def __init__(self, **kw):\n        self.kw = kw\n    def go(self):\n        return requests.post({URL!r}, json={{"model":"gpt-4o"}}, **self.kw)\n'},
    'signal alarm': {'app.py': f'import requests, signal\ndef handler(*a): raise TimeoutError\nsignal.signal(signal.SIGALRM, handler)\nsignal.alarm(30)\nr = requests.post({URL!r}, json={{"model":"gpt-4o"}})\n'},
    'timeout decorator': {'app.py': f'import requests, timeout_decorator\n@timeout_decorator.timeout(30)\ndef ask():\n    return requests.post({URL!r}, json={{"model":"gpt-4o"}})\n'},
    'own timeout decorator': {'app.py': f'import requests\nfrom .util import with_timeout\n@with_timeout(30)\ndef ask():\n    return requests.post({URL!r}, json={{"model":"gpt-4o"}})\n'},
    'func_timeout': {'app.py': f'import requests\nfrom func_timeout import func_timeout\ndef ask():\n    return requests.post({URL!r}, json={{"model":"gpt-4o"}})\nx = func_timeout(30, ask)\n'},
    'future': {'app.py': f'import requests\nfrom concurrent.futures import ThreadPoolExecutor\ndef ask():\n    return requests.post({URL!r}, json={{"model":"gpt-4o"}})\nwith ThreadPoolExecutor() as ex:\n    x = ex.submit(ask).result(timeout=30)\n'},
    'celery limit': {'app.py': f'import requests\nfrom celery import Celery\napp = Celery()\n@app.task(time_limit=60)\ndef ask():\n    return requests.post({URL!r}, json={{"model":"gpt-4o"}})\n'},
    'to_thread wait_for': {'app.py': f'import requests, asyncio\ndef ask():\n    return requests.post({URL!r}, json={{"model":"gpt-4o"}})\nasync def main():\n    return await asyncio.wait_for(asyncio.to_thread(ask), 30)\n'},
    'async timeout ollama': {'app.py': 'import asyncio\nfrom ollama import AsyncClient\nclient = AsyncClient()\nasync def main():\n    async with asyncio.timeout(30):\n        return await client.chat(model="llama3", messages=[])\n'},
    'wait_for ollama': {'app.py': 'import asyncio\nfrom ollama import AsyncClient\nclient = AsyncClient()\nasync def ask():\n    return await client.chat(model="llama3", messages=[])\nasync def main():\n    return await asyncio.wait_for(ask(), timeout=30)\n'},
    'ollama client with kwargs': {'app.py': 'import ollama\nOPTIONS = {"timeout": 30}\nclient = ollama.Client(host="x", **OPTIONS)\nclient.chat(model="llama3", messages=[])\n'},
    'ollama client from factory elsewhere': {'a.py': 'from clients import make\nclient = make()\nclient.chat(model="llama3", messages=[])\n', 'clients.py': 'import ollama\ndef make():\n    return ollama.Client(host="x", timeout=30)\n'},
    'openai None then with_options': {'app.py': 'from openai import OpenAI\nclient = OpenAI(timeout=None)\nclient.with_options(timeout=30).chat.completions.create(model="gpt-4o", messages=[])\n'},
    'openai None then per call': {'app.py': 'from openai import OpenAI\nclient = OpenAI(timeout=None)\nclient.chat.completions.create(model="gpt-4o", messages=[], timeout=30)\n'},
    'None from settings': {'app.py': 'from openai import OpenAI\nfrom pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    timeout: float | None = None\nsettings = Settings()\nclient = OpenAI(timeout=settings.timeout)\nclient.chat.completions.create(model="gpt-4o", messages=[])\n'},
    'None from dataclass': {'app.py': 'from openai import OpenAI\nfrom dataclasses import dataclass\n@dataclass\nclass Settings:\n    timeout: float | None = None\ndef run(settings: Settings):\n    client = OpenAI(timeout=settings.timeout)\n    client.chat.completions.create(model="gpt-4o", messages=[])\n'},
    'None param default': {'app.py': 'from openai import OpenAI\ndef make(timeout=None):\n    return OpenAI(timeout=timeout)\nmake(30).chat.completions.create(model="gpt-4o", messages=[])\n'},
    'None param default, no caller': {'app.py': 'from openai import OpenAI\ndef ask(q, timeout=None):\n    client = OpenAI(timeout=timeout)\n    return client.chat.completions.create(model="gpt-4o", messages=[])\n'},
    'None class default': {'app.py': 'from openai import OpenAI\nclass A:\n    timeout = None\n    def ask(self, q):\n        client = OpenAI(timeout=self.timeout)\n        return client.chat.completions.create(model="gpt-4o", messages=[])\nclass B(A):\n    timeout = 30\nB().ask("x")\n'},
    'None then reassigned': {'app.py': 'import os\nfrom openai import OpenAI\nTIMEOUT = None\nif os.getenv("T"):\n    TIMEOUT = float(os.environ["T"])\nclient = OpenAI(timeout=TIMEOUT)\nclient.chat.completions.create(model="gpt-4o", messages=[])\n'},
    'httpx Timeout None with read': {'app.py': 'import httpx\nfrom openai import OpenAI\nclient = OpenAI(timeout=httpx.Timeout(None, read=60.0, connect=5.0))\nclient.chat.completions.create(model="gpt-4o", messages=[])\n'},
    'httpx client None, per request': {'app.py': f'import httpx\nclient = httpx.Client(timeout=None)\nclient.post({URL!r}, json={{"model":"gpt-4o"}}, timeout=30)\n'},
    'httpx async None within asyncio.timeout': {'app.py': f'import httpx, asyncio\nasync def f():\n    async with asyncio.timeout(60), httpx.AsyncClient(timeout=None) as client:\n        return await client.post({URL!r}, json={{"model":"gpt-4o"}})\n'},
    'httpx stream None with wait_for caller': {'app.py': f'import httpx, asyncio\nasync def f():\n    async with httpx.AsyncClient(timeout=None) as client:\n        return await client.post({URL!r}, json={{"model":"gpt-4o"}})\nasync def g():\n    return await asyncio.wait_for(f(), 30)\n'},
    'custom http_client': {'app.py': 'import httpx\nfrom openai import OpenAI\nclient = OpenAI(http_client=httpx.Client(timeout=30), timeout=None)\nclient.chat.completions.create(model="gpt-4o", messages=[])\n'},
    'request_timeout none arg cli': {'app.py': 'import argparse\nfrom openai import OpenAI\np = argparse.ArgumentParser()\np.add_argument("--timeout", type=float, default=None)\nargs = p.parse_args()\nclient = OpenAI(timeout=args.timeout)\nclient.chat.completions.create(model="gpt-4o", messages=[])\n'},
    'conditional none': {'app.py': 'from openai import OpenAI\ndef ask(debug):\n    client = OpenAI(timeout=None if debug else 30)\n    return client.chat.completions.create(model="gpt-4o", messages=[])\n'},
    'requests wrapper in other module': {'a.py': f'from net import post\nr = post({URL!r}, json={{"model":"gpt-4o"}})\n', 'net.py': 'import requests\ndef post(url, **kw):\n    kw.setdefault("timeout", 30)\n    return requests.post(url, **kw)\n'},
    'requests_toolbelt / gevent timeout': {'app.py': f'import gevent, requests\nwith gevent.Timeout(30):\n    r = requests.post({URL!r}, json={{"model":"gpt-4o"}})\n'},
    'eventlet': {'app.py': f'import eventlet, requests\nwith eventlet.Timeout(30):\n    r = requests.post({URL!r}, json={{"model":"gpt-4o"}})\n'},
    'own ctx manager': {'app.py': f'import requests\nfrom util import time_limit\nwith time_limit(30):\n    r = requests.post({URL!r}, json={{"model":"gpt-4o"}})\n'},
    'fetch AbortSignal': {'a.ts': f'const r = await fetch({URL!r}, {{method:"POST", signal: AbortSignal.timeout(30000), body: JSON.stringify({{model:"gpt-4o"}})}});\n'},
    'fetch controller': {'a.ts': f'const c = new AbortController();\nconst t = setTimeout(() => c.abort(), 30000);\nconst r = await fetch({URL!r}, {{method:"POST", signal: c.signal, body: "x"}});\n'},
    'axios create': {'a.ts': f"import axios from 'axios';\nconst http = axios.create({{ timeout: 30000 }});\nawait http.post({URL!r}, {{}});\n"},
    'axios defaults': {'a.ts': f"import axios from 'axios';\naxios.defaults.timeout = 30000;\nawait axios.post({URL!r}, {{}});\n"},
    'axios defaults elsewhere': {'a.ts': f'import axios from \'axios\';\nawait axios.post({URL!r}, {{model: "gpt-4o"}});\n', 'main.ts': "import axios from 'axios';\naxios.defaults.timeout = 30000;\n"},
    'axios config var': {'a.ts': f'import axios from \'axios\';\nconst config = {{ timeout: 30000, headers: {{}} }};\nawait axios.post({URL!r}, {{model: "gpt-4o"}}, config);\n'},
    'race': {'a.ts': f'const r = await Promise.race([fetch({URL!r}, {{method:"POST"}}), new Promise((_, j) => setTimeout(j, 30000))]);\n'},
    'axios interceptors': {'a.ts': f'import axios from \'axios\';\naxios.interceptors.request.use(c => {{ c.timeout = 30000; return c; }});\nawait axios.post({URL!r}, {{model: "gpt-4o"}});\n'},
    'p-timeout': {'a.ts': f'import pTimeout from \'p-timeout\';\nimport axios from \'axios\';\nconst r = await pTimeout(axios.post({URL!r}, {{model:"gpt-4o"}}), {{milliseconds: 30000}});\n'},
    'ollama js': {'a.ts': "import { Ollama } from 'ollama';\nconst o = new Ollama({ host: 'x', fetch: (u, i) => fetch(u, {...i, signal: AbortSignal.timeout(30000)}) });\nawait o.chat({ model: 'llama3', messages: [] });\n"},
    'openai undefined': {'a.ts': "import OpenAI from 'openai';\nconst timeout = process.env.T ? Number(process.env.T) : undefined;\nconst o = new OpenAI({ timeout });\nawait o.chat.completions.create({ model: 'gpt-4o', messages: [] });\n"},
    'openai timeout 0': {'a.ts': "import OpenAI from 'openai';\nconst o = new OpenAI({ timeout: 0 });\nawait o.chat.completions.create({ model: 'gpt-4o', messages: [] }, { timeout: 30000 });\n"},
}  # fmt: skip

BOUNDED_AGENT_LOOPS = {
    'counter': {'main.go': 'package main\nimport (\n "context"\n "time"\n openai "github.com/sashabaranov/go-openai"\n)\n\nfunc run(ctx context.Context, c *openai.Client) {\n i := 0\n for {\n  i++\n  if i > 10 { return }\n  resp, _ := c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: "gpt-4o"})\n  if len(resp.Choices[0].Message.ToolCalls) == 0 { break }\n }\n}\n'},
    'len messages in condition': {'app.py': CLIENT + '\ndef run(messages):\n    m = ask(messages)\n    while m.tool_calls and len(messages) < 40:\n        messages.append(m); m = ask(messages)\n'},
    'len messages check': {'app.py': CLIENT + '\ndef run(messages):\n    while True:\n        m = ask(messages)\n        if not m.tool_calls: break\n        messages.append(m)\n        if len(messages) > 50: break\n'},
    'time': {'app.py': CLIENT + '\nimport time\ndef run(messages):\n    start = time.monotonic()\n    while True:\n        m = ask(messages)\n        if not m.tool_calls: break\n        if time.monotonic() - start > 60: break\n'},
    'deadline in condition': {'app.py': CLIENT + '\nimport time\ndef run(messages):\n    end = time.time() + 60\n    m = ask(messages)\n    while m.tool_calls and time.time() < end:\n        m = ask(messages)\n'},
    'itertools count with break': {'app.py': CLIENT + '\nimport itertools\ndef run(messages):\n    for n in itertools.count():\n        m = ask(messages)\n        if not m.tool_calls: break\n        if n >= 10: break\n'},
    'walrus': {'app.py': CLIENT + '\ndef run(messages):\n    n = 0\n    while (n := n + 1) < 10:\n        m = ask(messages)\n        if not m.tool_calls: break\n'},
    'next iterator': {'app.py': CLIENT + '\ndef run(messages):\n    budget = iter(range(10))\n    while next(budget, None) is not None:\n        m = ask(messages)\n        if not m.tool_calls: break\n'},
    'next iterator in body': {'app.py': CLIENT + '\ndef run(messages):\n    budget = iter(range(10))\n    while True:\n        next(budget)\n        m = ask(messages)\n        if not m.tool_calls: break\n'},
    'budget object': {'app.py': CLIENT + '\ndef run(messages, budget):\n    while True:\n        budget.spend()\n        m = ask(messages)\n        if not m.tool_calls: break\n'},
    'budget condition': {'app.py': CLIENT + '\ndef run(messages, budget):\n    while budget.left():\n        m = ask(messages)\n        if not m.tool_calls: break\n'},
    'self.step raises': {'app.py': CLIENT + '\nclass A:\n    def _tick(self):\n        self.n += 1\n        if self.n > 10: raise RuntimeError\n    def run(self, messages):\n        while True:\n            self._tick()\n            m = ask(messages)\n            if not m.tool_calls: break\n'},
    'asyncio.timeout around': {'app.py': CLIENT + '\nimport asyncio\nasync def run(messages):\n    async with asyncio.timeout(60):\n        while True:\n            m = ask(messages)\n            if not m.tool_calls: break\n'},
    'wait_for by caller': {'app.py': CLIENT + '\nimport asyncio\nasync def run(messages):\n    while True:\n        m = ask(messages)\n        if not m.tool_calls: break\nasync def main():\n    await asyncio.wait_for(run([]), 60)\n'},
    'timeout decorator': {'app.py': CLIENT + '\nfrom util import timeout\n@timeout(60)\ndef run(messages):\n    while True:\n        m = ask(messages)\n        if not m.tool_calls: break\n'},
    'signal alarm': {'app.py': CLIENT + '\nimport signal\ndef run(messages):\n    signal.alarm(60)\n    while True:\n        m = ask(messages)\n        if not m.tool_calls: break\n'},
    'counter in dict/state': {'app.py': CLIENT + '\ndef run(state):\n    while True:\n        m = ask(state["messages"])\n        if not m.tool_calls: break\n        state["steps"] = state["steps"] + 1\n        if state["steps"] >= state["limit"]: break\n'},
    'decrement': {'app.py': CLIENT + '\ndef run(messages, left=10):\n    while left:\n        left -= 1\n        m = ask(messages)\n        if not m.tool_calls: break\n'},
    'while not done, counted attr': {'app.py': CLIENT + '\nclass A:\n    def run(self, messages):\n        done = False\n        while not done and self.turn < self.max_turns:\n            self.turn += 1\n            m = ask(messages)\n            done = not m.tool_calls\n'},
    'should_continue method': {'app.py': CLIENT + '\nclass A:\n    def should_continue(self): return self.turn < 10\n    def run(self, messages):\n        while self.should_continue():\n            m = ask(messages)\n            if not m.tool_calls: break\n'},
    'token budget': {'app.py': CLIENT + '\ndef run(messages):\n    used = 0\n    while True:\n        r = client.chat.completions.create(model="gpt-4o", messages=messages)\n        used += r.usage.total_tokens\n        if not r.choices[0].message.tool_calls: break\n        if used > 100000: break\n'},
    'tools withheld at last': {'app.py': CLIENT + '\ndef run(messages):\n    n = 0\n    while True:\n        n += 1\n        r = client.chat.completions.create(model="gpt-4o", messages=messages, tools=TOOLS if n < 10 else None)\n        if not r.choices[0].message.tool_calls: break\n'},
    'queue of limited tasks': {'app.py': CLIENT + '\nfrom collections import deque\ndef run(tasks):\n    q = deque(tasks)\n    while q:\n        t = q.popleft()\n        m = ask(t)\n'},
    'rate limiter raising': {'app.py': CLIENT + '\ndef run(messages, limiter):\n    while True:\n        limiter.check_limit()\n        m = ask(messages)\n        if not m.tool_calls: break\n'},
    'hook on_step': {'app.py': CLIENT + '\ndef run(messages, hooks):\n    while True:\n        m = ask(messages)\n        hooks.on_step(m)\n        if not m.tool_calls: break\n'},
    'stop event': {'app.py': CLIENT + '\ndef run(messages, stop):\n    while not stop.is_set():\n        m = ask(messages)\n        if not m.tool_calls: break\n'},
    'generator consumer limited': {'app.py': CLIENT + '\nfrom itertools import islice\ndef steps(messages):\n    while True:\n        m = ask(messages)\n        yield m\n        if not m.tool_calls: return\ndef run(messages):\n    return list(islice(steps(messages), 10))\n'},
    'exit raise in callee': {'app.py': CLIENT + '\ndef ask_counted(messages):\n    global N\n    N += 1\n    if N > 10: raise RuntimeError\n    return client.chat.completions.create(model="gpt-4o", messages=messages)\ndef run(messages):\n    while True:\n        m = ask_counted(messages)\n        if not m.choices[0].message.tool_calls: break\n'},
    'messages max in while via property': {'app.py': CLIENT + '\nclass A:\n    @property\n    def exhausted(self): return self.n > 10\n    def run(self, messages):\n        while not self.exhausted:\n            self.n += 1\n            m = ask(messages)\n            if not m.tool_calls: break\n'},
    'match': {'app.py': CLIENT + '\ndef run(messages):\n    n = 0\n    while True:\n        m = ask(messages)\n        n += 1\n        match (m.tool_calls, n):\n            case (None, _): break\n            case (_, 10): break\n'},
    'while True in thread with join(timeout)': {'app.py': CLIENT + '\nimport multiprocessing\ndef run(messages):\n    while True:\n        m = ask(messages)\n        if not m.tool_calls: break\np = multiprocessing.Process(target=run)\np.start(); p.join(60); p.terminate()\n'},
    'human each turn': {'app.py': CLIENT + '\ndef run(messages):\n    while True:\n        q = input("> ")\n        m = ask(messages)\n        print(m.content)\n'},
    'chat over websocket': {'app.py': CLIENT + '\nasync def run(ws, messages):\n    while True:\n        q = await ws.receive_text()\n        m = ask(messages)\n        await ws.send_text(m.content)\n'},
    'worker queue': {'app.py': CLIENT + '\ndef worker(queue):\n    while True:\n        job = queue.get()\n        m = ask(job)\n        save(m)\n'},
    'telegram poll': {'app.py': CLIENT + '\nimport time\ndef main(bot):\n    while True:\n        for u in bot.get_updates():\n            bot.send(ask(u.text))\n        time.sleep(1)\n'},
    'kafka': {'app.py': CLIENT + '\ndef main(consumer):\n    while True:\n        msg = consumer.poll(1.0)\n        if msg is None: continue\n        handle(ask(msg.value()))\n'},
    'speech loop': {'app.py': CLIENT + '\ndef main(mic):\n    while True:\n        text = mic.listen()\n        speak(ask(text))\n'},
    'schedule': {'app.py': CLIENT + '\nimport schedule, time\ndef job(): ask("x")\nschedule.every(10).minutes.do(job)\nwhile True:\n    schedule.run_pending()\n    time.sleep(1)\n'},
    'daemon': {'app.py': CLIENT + '\nimport time\ndef main():\n    while True:\n        ask(read_sensors())\n        time.sleep(60)\n'},
    '++i': {'a.ts': "import OpenAI from 'openai';\nconst client = new OpenAI({ timeout: 30000 });\n\nlet i = 0;\nwhile (true) {\n  const r = await client.chat.completions.create({ model: 'gpt-4o', messages, tools });\n  if (!r.choices[0].message.tool_calls) break;\n  if (++i > 10) break;\n}\n"},
    'do while': {'a.ts': "import OpenAI from 'openai';\nconst client = new OpenAI({ timeout: 30000 });\n\nlet i = 0; let r;\ndo {\n  r = await client.chat.completions.create({ model: 'gpt-4o', messages, tools });\n} while (r.choices[0].message.tool_calls && i++ < 10);\n"},
    'messages.length': {'a.ts': "import OpenAI from 'openai';\nconst client = new OpenAI({ timeout: 30000 });\n\nwhile (true) {\n  const r = await client.chat.completions.create({ model: 'gpt-4o', messages, tools });\n  if (!r.choices[0].message.tool_calls || messages.length > 40) break;\n}\n"},
    'abort signal': {'a.ts': "import OpenAI from 'openai';\nconst client = new OpenAI({ timeout: 30000 });\n\nconst signal = AbortSignal.timeout(60000);\nwhile (true) {\n  const r = await client.chat.completions.create({ model: 'gpt-4o', messages, tools }, { signal });\n  if (!r.choices[0].message.tool_calls) break;\n}\n"},
    'signal aborted': {'a.ts': "import OpenAI from 'openai';\nconst client = new OpenAI({ timeout: 30000 });\n\nwhile (!signal.aborted) {\n  const r = await client.chat.completions.create({ model: 'gpt-4o', messages, tools });\n  if (!r.choices[0].message.tool_calls) break;\n}\n"},
    'throwIfAborted': {'a.ts': "import OpenAI from 'openai';\nconst client = new OpenAI({ timeout: 30000 });\n\nasync function run(signal: AbortSignal) {\nwhile (true) {\n  signal.throwIfAborted();\n  const r = await client.chat.completions.create({ model: 'gpt-4o', messages, tools });\n  if (!r.choices[0].message.tool_calls) break;\n}}\n"},
    'Date.now': {'a.ts': "import OpenAI from 'openai';\nconst client = new OpenAI({ timeout: 30000 });\n\nconst end = Date.now() + 60000;\nwhile (Date.now() < end) {\n  const r = await client.chat.completions.create({ model: 'gpt-4o', messages, tools });\n  if (!r.choices[0].message.tool_calls) break;\n}\n"},
    'for without condition': {'a.ts': "import OpenAI from 'openai';\nconst client = new OpenAI({ timeout: 30000 });\n\nfor (let step = 0; ; step++) {\n  if (step === MAX_STEPS) throw new Error('too many');\n  const r = await client.chat.completions.create({ model: 'gpt-4o', messages, tools });\n  if (!r.choices[0].message.tool_calls) break;\n}\n"},
    'budget obj': {'a.ts': "import OpenAI from 'openai';\nconst client = new OpenAI({ timeout: 30000 });\n\nwhile (budget.hasLeft()) {\n  const r = await client.chat.completions.create({ model: 'gpt-4o', messages, tools });\n  if (!r.choices[0].message.tool_calls) break;\n}\n"},
    'tools withheld': {'a.ts': "import OpenAI from 'openai';\nconst client = new OpenAI({ timeout: 30000 });\n\nlet n = 0;\nwhile (true) {\n  n++;\n  const r = await client.chat.completions.create({ model: 'gpt-4o', messages, tools: n < 5 ? tools : undefined });\n  if (!r.choices[0].message.tool_calls) break;\n}\n"},
    'stream reader': {'a.ts': "import OpenAI from 'openai';\nconst client = new OpenAI({ timeout: 30000 });\n\nconst s = await client.chat.completions.create({ model: 'gpt-4o', messages, stream: true });\nconst reader = s.toReadableStream().getReader();\nwhile (true) {\n  const { done, value } = await reader.read();\n  if (done) break;\n}\n"},
    'readline chat': {'a.ts': "import OpenAI from 'openai';\nconst client = new OpenAI({ timeout: 30000 });\n\nwhile (true) {\n  const q = await rl.question('> ');\n  const r = await client.chat.completions.create({ model: 'gpt-4o', messages });\n  console.log(r.choices[0].message.content);\n}\n"},
    'queue worker': {'a.ts': "import OpenAI from 'openai';\nconst client = new OpenAI({ timeout: 30000 });\n\nwhile (true) {\n  const job = await queue.take();\n  const r = await client.chat.completions.create({ model: 'gpt-4o', messages: job });\n  await save(r);\n}\n"},
    'ctx timeout here': {'main.go': 'package main\nimport (\n "context"\n "time"\n openai "github.com/sashabaranov/go-openai"\n)\n\nfunc run(c *openai.Client) {\n ctx, cancel := context.WithTimeout(context.Background(), time.Minute)\n defer cancel()\n for {\n  resp, err := c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: "gpt-4o"})\n  if err != nil { return }\n  if len(resp.Choices[0].Message.ToolCalls) == 0 { break }\n }\n}\n'},
    'ctx timeout by caller': {'main.go': 'package main\nimport (\n "context"\n "time"\n openai "github.com/sashabaranov/go-openai"\n)\n\nfunc run(ctx context.Context, c *openai.Client) {\n for {\n  resp, err := c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: "gpt-4o"})\n  if err != nil { return }\n  if len(resp.Choices[0].Message.ToolCalls) == 0 { break }\n }\n}\nfunc main() {\n ctx, cancel := context.WithTimeout(context.Background(), time.Minute)\n defer cancel()\n run(ctx, client)\n}\n'},
    'select done': {'main.go': 'package main\nimport (\n "context"\n "time"\n openai "github.com/sashabaranov/go-openai"\n)\n\nfunc run(ctx context.Context, c *openai.Client) {\n for {\n  select {\n  case <-ctx.Done():\n   return\n  default:\n  }\n  resp, _ := c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: "gpt-4o"})\n  if len(resp.Choices[0].Message.ToolCalls) == 0 { break }\n }\n}\n'},
}  # fmt: skip

CASES = [
    *(("model-call-timeout", case, files) for case, files in MODEL_CALL_TIMEOUT.items()),
    *(("bounded-agent-loops", case, files) for case, files in BOUNDED_AGENT_LOOPS.items()),
]


@pytest.mark.parametrize(
    ("check", "case", "files"), CASES, ids=[f"{check}: {case}" for check, case, _ in CASES]
)
def test_no_strong_accusation(tmp_path: Path, check: str, case: str, files: dict[str, str]) -> None:
    found = finding(tmp_path, check, files)
    assert (found.outcome, found.confidence) != (NOT_MET, STRONG), found.reason


ACCUSED = [
    ("model-call-timeout", 'requests', {"app.py": f"import requests\nrequests.post({URL!r}, json={{}})\n"}),
    ("bounded-agent-loops", 'Python', {"app.py": CLIENT + "def run(messages):\n    while True:\n        m = ask(messages)\n        if not m.tool_calls:\n            break\n"}),
    ("bounded-agent-loops", 'Go', {"main.go": 'package main\nimport (\n "context"\n "time"\n openai "github.com/sashabaranov/go-openai"\n)\n\nfunc run(c *openai.Client) {\n for {\n  resp, err := c.CreateChatCompletion(context.Background(), openai.ChatCompletionRequest{Model: "gpt-4o"})\n  if err != nil { return }\n  if len(resp.Choices[0].Message.ToolCalls) == 0 { break }\n }\n}\n'}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "case", "files"), ACCUSED, ids=[f"{check}: {case}" for check, case, _ in ACCUSED]
)
def test_without_the_control_the_accusation_is_strong(
    tmp_path: Path, check: str, case: str, files: dict[str, str]
) -> None:
    found = finding(tmp_path, check, files)
    assert (found.outcome, found.confidence) == (NOT_MET, STRONG), found.reason
