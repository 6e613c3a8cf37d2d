"""Model calls and agent loops of JavaScript and TypeScript: other spellings, near misses and hostile input."""

from pathlib import Path

import pytest

from audit.model.finding import Confidence, Outcome
from tests.checks.cases import MET, NA, NOT_MET, OPEN, STRONG, WEAK, finding, of_calls, rows, told

OPENAI = "import OpenAI from 'openai';\n"
ASK = "await client.chat.completions.create({ model: 'gpt-4o', messages })"
AI = "import { generateText } from 'ai';\nimport { openai } from '@ai-sdk/openai';\n"
URL = "'https://api.openai.com/v1/chat/completions'"

Case = dict[str, str] | str


TIMER = "const c = new AbortController();\nconst t = setTimeout(() => c.abort(), ms);\n"
TIMEOUTS: dict[str, tuple[Case, Outcome, Confidence]] = {
    "default of the library": (f"{OPENAI}const client = new OpenAI();\n{ASK}", NOT_MET, WEAK),
    "on the client": (f"{OPENAI}const client = new OpenAI({{ timeout: 30_000 }});\n{ASK}", MET, STRONG),
    "multiplied": (f"{OPENAI}const client = new OpenAI({{ timeout: 30 * 1000 }});\n{ASK}", MET, STRONG),
    "on the call": (
        f"{OPENAI}const client = new OpenAI();\nclient.responses.create({{ model }}, {{ timeout: 5 }})", MET, STRONG,
    ),
    "in the body, where it means nothing": (
        f"{OPENAI}const client = new OpenAI();\nclient.responses.create({{ model, timeout: 5 }})", NOT_MET, WEAK,
    ),
    "undefined": (f"{OPENAI}const client = new OpenAI({{ timeout: undefined }});\n{ASK}", NOT_MET, WEAK),
    "zero": (f"{OPENAI}const client = new OpenAI({{ timeout: 0 }});\n{ASK}", NOT_MET, STRONG),
    "a spread that hides it": (
        f"{OPENAI}export function f(options) {{ const client = new OpenAI({{ ...options }});\n{ASK} }}", OPEN, WEAK,
    ),
    "a spread that shows it": (
        f"{OPENAI}const options = {{ timeout: 9 }};\nconst client = new OpenAI({{ ...options }});\n{ASK}", MET, STRONG,
    ),
    "arguments spread": (
        f"{OPENAI}const client = new OpenAI();\nconst f = (...a) => client.responses.create(...a)", OPEN, WEAK,
    ),
    "a body that cannot be seen": (
        f"{OPENAI}const client = new OpenAI();\nexport const f = (body) => client.responses.create(body)", NOT_MET, WEAK,
    ),
    "client made in another file": (
        {"src/lib/llm.ts": f"{OPENAI}export const client = new OpenAI({{ timeout: 5 }});",
         "src/app/chat.ts": f"import {{ client }} from '@/lib/llm';\n{ASK}"}, MET, STRONG,
    ),
    "client passed on by an index": (
        {"src/lib/llm.ts": f"{OPENAI}const client = new OpenAI({{ timeout: 5 }});\nexport default client;",
         "src/lib/index.ts": "export { default as shared } from './llm.js';\nexport * from './other';",
         "src/lib/other.ts": "export const OTHER = 'openai';",
         "src/app/chat.ts": "import { shared } from '../lib';\nshared.chat.completions.create({ model })"}, MET, STRONG,
    ),
    "CommonJS": (
        {"llm.js": "const { OpenAI } = require('openai');\nmodule.exports = { client: new OpenAI({ timeout: 5 }) };",
         "app.js": f"const {{ client }} = require('./llm');\nasync function f() {{ {ASK} }}"}, MET, STRONG,
    ),
    "made by a function when it is needed": (
        f"{OPENAI}let one: OpenAI | null = null;\nfunction get() {{ if (!one) {{ one = new OpenAI({{ timeout: 5 }}); }}"
        " return one; }\nawait get().chat.completions.create({ model })", MET, STRONG,
    ),
    "imported when it is needed": (
        f"async function f() {{ const {{ default: OpenAI }} = await import('openai');\n"
        f"const client = new OpenAI({{ timeout: 5 }});\n{ASK} }}", MET, STRONG,
    ),
    "a field of a class": (
        f"{OPENAI}class A {{ private client = new OpenAI({{ timeout: 5 }});\n"
        "ask() { return this.client.chat.completions.create({ model: 'm' }); } }", MET, STRONG,
    ),
    "set in the constructor": (
        f"{OPENAI}class A {{ #c: OpenAI;\nconstructor() {{ this.#c = new OpenAI({{ timeout: 5 }}); }}\n"
        "ask = async () => this.#c!.chat.completions.create({ model: 'm' }) }", MET, STRONG,
    ),
    "given by the caller": (
        f"{OPENAI}export const f = (client: OpenAI) => client.chat.completions.create({{ model: 'm' }})", OPEN, WEAK,
    ),
    "given to the constructor": (
        f"{OPENAI}class A {{ constructor(private client: OpenAI) {{}}\n"
        "ask() { return this.client.chat.completions.create({ model: 'm' }); } }", OPEN, WEAK,
    ),
    "a wrapper with a default": (
        f"{OPENAI}function make({{ timeout = 5000 }}) {{ return new OpenAI({{ timeout }}); }}\n"
        f"const client = make({{}});\n{ASK}", MET, STRONG,
    ),
    "a signal of time": (
        f"{AI}generateText({{ model: openai('gpt-4o'), abortSignal: AbortSignal.timeout(5000) }})", MET, STRONG,
    ),
    "a signal of time among others": (
        f"{AI}export const f = (s) => generateText({{ model, abortSignal: AbortSignal.any([s, AbortSignal.timeout(5)]) }})",
        MET, STRONG,
    ),
    "a signal of the request": (
        f"{AI}export const POST = (req) => generateText({{ model: openai('gpt-4o'), abortSignal: req.signal }})",
        OPEN, WEAK,
    ),
    "a signal that a timer aborts": (
        f"const c = new AbortController();\nconst t = setTimeout(() => c.abort(), 5000);\n"
        f"await fetch({URL}, {{ method: 'POST', body, signal: c.signal }})", MET, STRONG,
    ),
    "a signal that a button aborts": (
        f"const c = new AbortController();\nbutton.onclick = () => c.abort();\n"
        f"await fetch({URL}, {{ method: 'POST', body, signal: c.signal }})", OPEN, WEAK,
    ),
    "a timer that is bound to the controller": (
        f"const c = new AbortController();\nsetTimeout(c.abort.bind(c), 5000);\n"
        f"await fetch({URL}, {{ method: 'POST', body, signal: c.signal }})", MET, STRONG,
    ),
    "a signal of another file": (
        {"lib/time.ts": f"export function limit(ms: number) {{\n{TIMER}return c.signal;\n}}",
         "app.ts": f"import {{ limit }} from './lib/time';\n{OPENAI}const client = new OpenAI();\n"
                   "await client.responses.create({ model }, { signal: limit(5000) })"}, MET, STRONG,
    ),
    "a signal in an object of another file": (
        {"lib/time.ts": f"export function limit(ms: number) {{\n{TIMER}return {{ signal: c.signal, clear: () => clearTimeout(t) }};\n}}",
         "app.ts": f"import {{ limit }} from './lib/time';\nconst {{ signal, clear }} = limit(5000);\n"
                   f"await fetch({URL}, {{ method: 'POST', body: '', signal }})"}, MET, STRONG,
    ),
    "a controller of another file": (
        {"lib/time.ts": f"export const limited = (ms: number) => {{\n{TIMER}return c;\n}};",
         "app.ts": f"import {{ limited }} from './lib/time';\nconst c = limited(5000);\n"
                   f"await fetch({URL}, {{ method: 'POST', body: '', signal: c.signal }})"}, MET, STRONG,
    ),
    "a controller of another file that nothing aborts": (
        {"lib/time.ts": "export const held = () => { const c = new AbortController(); all.push(c); return c; };",
         "app.ts": f"import {{ held }} from './lib/time';\nconst c = held();\n"
                   f"await fetch({URL}, {{ method: 'POST', body: '', signal: c.signal }})"}, OPEN, WEAK,
    ),
    "a stream that is supervised": (
        f"import {{ supervise }} from './lib/supervise';\n{OPENAI}const client = new OpenAI();\n"
        "export async function f() {\nlet stream;\nstream = client.chat.completions.stream({ model });\n"
        "supervise(stream, { timeoutMs: 1000, onTimeout });\n}", MET, STRONG,
    ),
    "a promise that is waited for at most so long": (
        f"{OPENAI}const client = new OpenAI();\nexport async function f() {{\n"
        "const asked = client.responses.create({ model });\nreturn await withTimeout(asked, 5000);\n}", MET, STRONG,
    ),
    "a reply that is kept for some time": (
        f"{OPENAI}const client = new OpenAI();\nexport async function f() {{\n"
        "const reply = await client.responses.create({ model });\ncache.put(reply, { timeout: 5000 });\n}", NOT_MET, WEAK,
    ),
    "a promise that is handed on without a limit": (
        f"{OPENAI}const client = new OpenAI();\nexport async function f() {{\n"
        "const asked = client.responses.create({ model });\nreturn await run(asked, { timeout: undefined });\n}", NOT_MET, WEAK,
    ),
    "fetch without": (f"await fetch({URL}, {{ method: 'POST', body: '' }})", NOT_MET, WEAK),
    "fetch of a list of models": ("await fetch('https://api.openai.com/v1/models')", NA, WEAK),
    "fetch of the own server": ("await fetch('/api/chat', { method: 'POST', body: '' })", NA, WEAK),
    "axios without": (f"import axios from 'axios';\naxios.post({URL}, {{}})", NOT_MET, WEAK),
    "axios with": (f"import axios from 'axios';\naxios.post({URL}, {{}}, {{ timeout: 9 }})", MET, STRONG),
    "axios made with": (
        f"import axios from 'axios';\nconst http = axios.create({{ timeout: 9 }});\nhttp.post({URL}, {{}})", MET, STRONG,
    ),
    "a race against a timer": (
        f"{OPENAI}const client = new OpenAI();\nawait Promise.race([client.responses.create({{ model }}), timeout(5)])",
        MET, STRONG,
    ),
    "a call that waits to begin": (
        f"{OPENAI}const client = new OpenAI();\nsetTimeout(() => client.responses.create({{ model }}), 500)",
        NOT_MET, WEAK,
    ),
    "LangChain": (
        "import { ChatOpenAI } from '@langchain/openai';\nnew ChatOpenAI({ model: 'gpt-4o', timeout: 9 })", MET, STRONG,
    ),
    "Gemini's old library": (
        "import { GoogleGenerativeAI } from '@google/generative-ai';\nconst ai = new GoogleGenerativeAI(key);\n"
        "const model = ai.getGenerativeModel({ model: 'gemini-1.5-pro' }, { timeout: 9 });\nmodel.generateContent('x')",
        MET, STRONG,
    ),
    "Bedrock": (
        "import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\n"
        "const c = new BedrockRuntimeClient({ requestHandler: { requestTimeout: 9 } });\n"
        "c.send(new ConverseCommand({ modelId: 'm' }))", MET, STRONG,
    ),
    "types alone": ("import type OpenAI from 'openai';\nexport type M = OpenAI.Chat.ChatCompletion;", OPEN, WEAK),
    "imported and never understood": (f"{OPENAI}export const kinds = registry(OpenAI);", OPEN, WEAK),
    "an own class of that name": ("class OpenAI {}\nconst client = new OpenAI();\n" + ASK, NA, WEAK),
    "an own module of that name": (
        {"src/openai.ts": "export class OpenAI { chat: any }",
         "src/app.ts": f"import {{ OpenAI }} from './openai';\nconst client = new OpenAI();\n{ASK}"}, NA, WEAK,
    ),
    "in a comment": (f"// {OPENAI}// const client = new OpenAI();\n// {ASK}", NA, WEAK),
    "in a text": ("export const help = `import OpenAI from \"openai\"; new OpenAI().responses.create({})`;", NA, WEAK),
    "in a test": ({"src/app.test.ts": f"{OPENAI}const client = new OpenAI();\n{ASK}"}, NA, WEAK),
    "a component of React": (
        {"app/chat.tsx": "import { useState } from 'react';\nexport default function Chat() {\n"
         "const [model, setModel] = useState('gpt-4o');\nuseEffect(() => { setTimeout(() => setModel('x'), 10) }, []);\n"
         "return <select value={model} onChange={(e) => run(e.target.value)}><option>gpt-4o</option></select> }"},
        NA, WEAK,
    ),
    "a page of Vue": (
        {"src/Chat.vue": "<template><p>{{ a > b }}</p></template>\n<script setup lang=\"ts\">\n" + OPENAI
         + f"const client = new OpenAI({{ timeout: 5 }});\n{ASK}\n</script>\n<style>p {{}}</style>"}, MET, STRONG,
    ),
    "JSX around it": (
        {"app/page.jsx": f"{OPENAI}const client = new OpenAI({{ timeout: 5 }});\n"
         f"export default async function Page() {{ const r = {ASK}; return <p>{{r.x}}</p> }}"}, MET, STRONG,
    ),
    "minified": ({"public/app.js": "var a=1;" * 9_000 + f"{OPENAI}new OpenAI().responses.create({{}})"}, NA, WEAK),
    "a syntax error after it": (
        f"{OPENAI}const client = new OpenAI({{ timeout: 5 }});\n{ASK}\nconst broken = {{ a: ;", MET, STRONG,
    ),
    "a syntax error that hides it": (
        f"const broken = {{ a: ;\n\nfunction f() {{}}\n{OPENAI}const client = new OpenAI({{ timeout: 5 }});\n{ASK}",
        OPEN, WEAK,
    ),
}  # fmt: skip


RETRIES: dict[str, tuple[Case, Outcome]] = {
    "default of the library": (f"{OPENAI}const client = new OpenAI();\n{ASK}", NOT_MET),
    "on the client": (f"{OPENAI}const client = new OpenAI({{ maxRetries: 5 }});\n{ASK}", MET),
    "switched off": (f"{OPENAI}const client = new OpenAI({{ maxRetries: 0 }});\n{ASK}", NOT_MET),
    "given or a number": (
        f"{OPENAI}export function f(maxRetries?: number) {{\n"
        f"const client = new OpenAI({{ maxRetries: maxRetries ?? 3 }});\n{ASK} }}", MET,
    ),
    "in the AI SDK": (f"{AI}generateText({{ model: openai('gpt-4o'), maxRetries: 5 }})", MET),
    "in LangChain": ("import { ChatOpenAI } from '@langchain/openai';\nnew ChatOpenAI({ maxRetries: 2 })", MET),
    "p-retry": (
        f"import pRetry from 'p-retry';\n{OPENAI}const client = new OpenAI();\nawait pRetry(() => {ASK[6:]})", MET,
    ),
    "a loop that catches": (
        f"{OPENAI}const client = new OpenAI();\nfor (let i = 0; i < 3; i++) {{ try {{ {ASK}; break }} catch (e) {{}} }}",
        MET,
    ),
    "a retry somewhere near": (
        f"{OPENAI}const client = new OpenAI();\nexport const ask = async () => {ASK};\n"
        "export const safely = () => withBackoff(() => ask());", OPEN,
    ),
}  # fmt: skip


MODELS: dict[str, tuple[Case, Outcome, Confidence]] = {
    "an alias": (f"{OPENAI}const client = new OpenAI();\n{ASK}", NOT_MET, STRONG),
    "a date": (f"{AI}generateText({{ model: openai('gpt-4o-2024-08-06') }})", MET, STRONG),
    "an alias of the AI SDK": (f"{AI}generateText({{ model: openai.chat('gpt-4o') }})", NOT_MET, STRONG),
    "a provider made here": (
        "import { generateText } from 'ai';\nimport { createOpenAI } from '@ai-sdk/openai';\n"
        "const p = createOpenAI({ apiKey });\ngenerateText({ model: p('gpt-4o') })", NOT_MET, STRONG,
    ),
    "through a gateway": ("import { streamText } from 'ai';\nstreamText({ model: 'openai/gpt-4o' })", NOT_MET, STRONG),
    "a provider of models": (
        "import { streamText, customProvider } from 'ai';\nimport { xai } from '@ai-sdk/xai';\n"
        "const mine = customProvider({ languageModels: { chat: xai('grok-2-1212'), t: xai('grok-2') } });\n"
        "streamText({ model: mine.languageModel('chat') })", MET, STRONG,
    ),
    "an alias in another file": (
        {"config/models.ts": "export const MODELS = { chat: 'gpt-4o' } as const;",
         "app.ts": f"import {{ MODELS }} from './config/models';\n{AI}generateText({{ model: openai(MODELS.chat) }})"},
        NOT_MET, STRONG,
    ),
    "an alias unless the environment says otherwise": (
        f"{AI}const NAME = process.env.MODEL ?? 'gpt-4o';\ngenerateText({{ model: openai(NAME) }})", NOT_MET, WEAK,
    ),
    "the environment alone": (f"{AI}generateText({{ model: openai(process.env.MODEL!) }})", OPEN, WEAK),
    "given by the caller": (f"{AI}export const f = (m: string) => generateText({{ model: openai(m) }})", OPEN, WEAK),
    "a name put together": (
        f"{OPENAI}const client = new OpenAI();\nconst size = 'mini';\n"
        "client.responses.create({ model: `gpt-4o-${size}` })", NOT_MET, STRONG,
    ),
    "of one's own choosing": (f"{AI}generateText({{ model: pick() }})", OPEN, WEAK),
    "on Azure": (
        "import { AzureOpenAI } from 'openai';\nnew AzureOpenAI({ deployment: 'gpt-4o' }).chat.completions.create({})",
        OPEN, WEAK,
    ),
    "a local model beside Azure": (
        "import { AzureChatOpenAI } from '@langchain/openai';\nimport { ChatOllama } from '@langchain/ollama';\n"
        "const m = prod ? new AzureChatOpenAI({}) : new ChatOllama({ model: 'llama3.1:latest' })", OPEN, WEAK,
    ),
    "a body of fetch": (
        f"await fetch({URL}, {{ method: 'POST', body: JSON.stringify({{ model: 'gpt-4o', messages }}) }})",
        NOT_MET, STRONG,
    ),
}  # fmt: skip


CAPS: dict[str, tuple[Case, Outcome]] = {
    "none": (f"{OPENAI}const client = new OpenAI();\n{ASK}", NOT_MET),
    "of the AI SDK": (f"{AI}generateText({{ model: openai('gpt-4o'), maxOutputTokens: 300 }})", MET),
    "of Anthropic": (
        "import Anthropic from '@anthropic-ai/sdk';\nnew Anthropic().messages.create({ model, max_tokens: 99 })", MET,
    ),
}  # fmt: skip


HEAD = f"{OPENAI}const client = new OpenAI();\n"
CALL = f"const r = {ASK}; messages.push(r.choices[0].message);"
END = "if (!r.choices[0].message.tool_calls?.length) { return r; }"
LOOPS: dict[str, tuple[Case, Outcome, Confidence]] = {
    "for ever": (f"{HEAD}async function run() {{ while (true) {{ {CALL} {END} }} }}", NOT_MET, STRONG),
    "for(;;)": (f"{HEAD}async function run() {{ for (;;) {{ {CALL} {END} }} }}", NOT_MET, STRONG),
    "do … while": (
        f"{HEAD}let r;\ndo {{ r = {ASK}; }} while (r.choices[0].finish_reason === 'tool_calls')", NOT_MET, STRONG,
    ),
    "counted": (f"{HEAD}async function run() {{ for (let step = 0; step < 5; step++) {{ {CALL} {END} }} }}", MET, STRONG),
    "counted inside": (
        f"{HEAD}async function run() {{ let n = 0; while (true) {{ {CALL} {END} if (++n > 5) break; }} }}", MET, STRONG,
    ),
    "a limit in the condition": (
        f"{HEAD}async function run() {{ let turn = 0; while (turn < max) {{ {CALL} {END} turn += 1; }} }}", MET, STRONG,
    ),
    "through a method": (
        f"{HEAD}class A {{ async step() {{ return {ASK}; }}\n"
        "async run() { while (true) { const r = await this.step(); if (!r.toolCalls) return r; } } }", NOT_MET, STRONG,
    ),
    "aborted from outside": (
        f"{HEAD}async function run(signal) {{ while (!signal.aborted) {{ {CALL} {END} }} }}", OPEN, WEAK,
    ),
    "over data": (f"{HEAD}for (const x of items) {{ {ASK}; }}", NA, WEAK),
    "a stream": (
        f"{HEAD}const s = {ASK};\nconst reader = s.getReader();\nwhile (true) {{ const {{ done }} = await reader.read();"
        " if (done) break; }", NA, WEAK,
    ),
    "a person's conversation": (
        f"{HEAD}async function run() {{ while (true) {{ const line = await rl.question('> '); {CALL} }} }}", NA, WEAK,
    ),
    "steps of the AI SDK": (
        "import { streamText, stepCountIs } from 'ai';\nstreamText({ model, tools, stopWhen: stepCountIs(5) })", MET, STRONG,
    ),
    "old steps of the AI SDK": ("import { streamText } from 'ai';\nstreamText({ model, tools, maxSteps: 5 })", MET, STRONG),
    "only the model stops it": (
        "import { streamText, hasToolCall } from 'ai';\nstreamText({ model, tools, stopWhen: hasToolCall('x') })", OPEN, WEAK,
    ),
    "one step with more settings": (
        "import { streamText } from 'ai';\nstreamText({ model, tools, ...(json ? { output } : {}) })", NA, WEAK,
    ),
    "steps among more settings": (
        "import { streamText } from 'ai';\nconst common = { maxSteps: 5 };\nstreamText({ model, ...common })", MET, STRONG,
    ),
    "steps that cannot be seen": (
        "import { streamText } from 'ai';\nexport const f = (common) => streamText({ model, ...common })", OPEN, WEAK,
    ),
    "one step of the AI SDK": ("import { streamText } from 'ai';\nstreamText({ model, tools })", NA, WEAK),
    "turns of the Agents SDK": (
        "import { Agent, run } from '@openai/agents';\nconst a = new Agent({ model });\nrun(a, 'x', { maxTurns: 5 })",
        MET, STRONG,
    ),
    "turns left to the Agents SDK": (
        "import { Agent, run } from '@openai/agents';\nconst a = new Agent({ model });\nrun(a, 'x')", OPEN, WEAK,
    ),
}  # fmt: skip


TABLES = of_calls(TIMEOUTS, RETRIES, MODELS, LOOPS) | {"output-token-cap": CAPS}


@pytest.mark.parametrize(("check", "name"), rows(TABLES))
def test_programs(tmp_path: Path, check: str, name: str) -> None:
    files, *expected = TABLES[check][name]
    found = finding(tmp_path, check, {"app.ts": files} if isinstance(files, str) else files)
    assert told(found, (*expected,)) == (*expected,), found.reason
