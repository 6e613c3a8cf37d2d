"""Go: what calls of models, their settings and agent loops must and must not be taken for."""

from pathlib import Path

import pytest

from tests.checks.cases import MET, NA, NOT_MET, OPEN, STRONG, WEAK, finding, of_calls, rows, told

GO_OPENAI = 'package a\nimport (\n"context"\n"net/http"\n"time"\n"os"\nopenai "github.com/sashabaranov/go-openai"\n)\n'
OPENAI = (
    'package a\nimport (\n"context"\n"net/http"\n"time"\n"github.com/openai/openai-go/v2"\n'
    '"github.com/openai/openai-go/v2/option"\n)\n'
)
CHAIN = (
    'package a\nimport (\n"net/http"\n"time"\n"github.com/tmc/langchaingo/llms/openai"\n'
    '"github.com/tmc/langchaingo/llms/ollama"\n)\n'
)


def ask(body: str, before: str = "", request: str = 'Model: "gpt-4o"', head: str = GO_OPENAI) -> str:
    """A function that asks by go-openai."""
    return (
        f"{head}{before}\nfunc ask(ctx context.Context) {{\n{body}\n"
        f"client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{{{request}}})\n}}\n"
    )


def new(options: str, call: str = "", body: str = "") -> str:
    """A function that asks by openai-go."""
    return (
        f"{OPENAI}func ask(ctx context.Context) {{\n{body}\nclient := openai.NewClient({options})\n"
        f"client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{{Model: openai.ChatModelGPT4o}}{call})\n}}\n"
    )


CONFIG = 'cfg := openai.DefaultConfig("k")\n%s\nclient := openai.NewClientWithConfig(cfg)'

TIMEOUTS = {
    "no limit in the library": (ask('client := openai.NewClient("k")'), NOT_MET, WEAK),
    "an HTTP client with a limit": (
        ask(CONFIG % "cfg.HTTPClient = &http.Client{Timeout: 30 * time.Second}"), MET, STRONG,
    ),
    "an HTTP client without": (ask(CONFIG % "cfg.HTTPClient = &http.Client{}"), NOT_MET, WEAK),
    "the default HTTP client": (ask(CONFIG % "cfg.HTTPClient = http.DefaultClient"), NOT_MET, WEAK),
    "a limit of nothing": (ask(CONFIG % "cfg.HTTPClient = &http.Client{Timeout: 0 * time.Second}"), NOT_MET, STRONG),
    "a client from elsewhere": (
        ask(CONFIG % "cfg.HTTPClient = shared", before="var shared = other.Client()"), OPEN, WEAK,
    ),
    "a client only sometimes": (
        ask(CONFIG % "if fast { cfg.HTTPClient = &http.Client{Timeout: 3 * time.Second} }"), OPEN, WEAK,
    ),
    "a configuration that is given": (
        GO_OPENAI + "func ask(ctx context.Context, cfg openai.ClientConfig) {\n"
        "openai.NewClientWithConfig(cfg).CreateChatCompletion(ctx, openai.ChatCompletionRequest{})\n}\n", OPEN, WEAK,
    ),
    "a context with a limit": (
        ask('client := openai.NewClient("k")\nctx, cancel := context.WithTimeout(ctx, 9*time.Second)\ndefer cancel()'),
        MET, STRONG,
    ),
    "a context that can only be cancelled": (
        ask('client := openai.NewClient("k")\nctx, cancel := context.WithCancel(context.Background())'), NOT_MET, WEAK,
    ),
    "a limit for something else": (
        ask('client := openai.NewClient("k")\nother, stop := context.WithTimeout(ctx, time.Second)\nuse(other)'),
        OPEN, WEAK,
    ),
    "a limit in another function": (
        ask('client := openai.NewClient("k")')
        + "func main() {\nctx, stop := context.WithTimeout(context.Background(), time.Second)\nask(ctx)\n}\n", OPEN, WEAK,
    ),
    "an option of the client": (new("option.WithRequestTimeout(30*time.Second)"), MET, STRONG),
    "an option of the call": (new("", ", option.WithRequestTimeout(time.Minute)"), MET, STRONG),
    "options in a list": (
        new("opts...", body="opts := []option.RequestOption{}\nopts = append(opts, option.WithRequestTimeout(time.Minute))"),
        MET, STRONG,
    ),
    "options that are given": (
        OPENAI + "func ask(ctx context.Context, opts ...option.RequestOption) {\nclient := openai.NewClient(opts...)\n"
        "client.Responses.New(ctx, p)\n}\n", OPEN, WEAK,
    ),
    "an own type of that name": (
        "package a\ntype Client struct{}\nfunc f(c Client) {\nc.CreateChatCompletion(1, 2)\n}\n", NA, WEAK,
    ),
    "in a comment": (
        "package a\n// import \"github.com/sashabaranov/go-openai\"\n// client.CreateChatCompletion(ctx, r)\n", NA, WEAK,
    ),
    "LangChainGo without": (f"{CHAIN}func f() {{\nllm, err := openai.New()\nuse(llm, err)\n}}\n", NOT_MET, WEAK),
    "LangChainGo with": (
        f"{CHAIN}func f() {{\nhc := &http.Client{{Timeout: time.Minute}}\nopenai.New(openai.WithHTTPClient(hc))\n}}\n",
        MET, STRONG,
    ),
    "an import without a call": (f"{GO_OPENAI}var x openai.Client\n", OPEN, WEAK),
}  # fmt: skip


SERVICE = {
    "go.mod": "module example.com/app\n",
    "internal/llm/type.go": (
        'package llm\nimport openai "github.com/sashabaranov/go-openai"\n'
        "type Service struct {\nclient *openai.Client\nmodel string\n}\n"
    ),
    "internal/llm/ask.go": (
        'package llm\nimport (\n"context"\nopenai "github.com/sashabaranov/go-openai"\n)\n'
        "func (s *Service) Ask(ctx context.Context) {\n"
        "req := openai.ChatCompletionRequest{Model: s.model}\nreq.MaxTokens = limit\n"
        "s.client.CreateChatCompletion(ctx, req)\n}\n"
    ),
    "internal/llm/limits.go": "package llm\nconst limit = 100\n",
}
MAKER = (
    'package llm\nimport (\n"net/http"\n"time"\nopenai "github.com/sashabaranov/go-openai"\n'
    '"example.com/app/internal/names"\n)\nfunc New() *Service {\ncfg := openai.DefaultConfig("k")\n'
    "cfg.HTTPClient = &http.Client{Timeout: 20 * time.Second}\n"
    "return &Service{client: openai.NewClientWithConfig(cfg), model: names.Default}\n}\n"
)
NAMES = (
    'package names\nimport openai "github.com/sashabaranov/go-openai"\nconst Default = openai.GPT4o20240806\n'
)


@pytest.mark.parametrize(
    ("check", "path"),
    [
        ("model-call-timeout", "internal/llm/make.go"),
        ("output-token-cap", "internal/llm/limits.go"),
        ("pinned-model-version", "internal/names/names.go"),
    ],
)
def test_a_package_of_several_files_and_its_import(tmp_path: Path, check: str, path: str) -> None:
    files = SERVICE | {"internal/llm/make.go": MAKER, "internal/names/names.go": NAMES}
    found = finding(tmp_path, check, files)
    assert found.outcome is MET
    assert check == "output-token-cap" or [e.path for e in found.evidence] == [path]


def test_a_field_that_is_set_elsewhere_cannot_be_told(tmp_path: Path) -> None:
    assert finding(tmp_path, "model-call-timeout", SERVICE).outcome is OPEN


RETRIES = {
    "the library's own": (new(""), NOT_MET),
    "an option": (new("option.WithMaxRetries(5)"), MET),
    "switched off": (new("option.WithMaxRetries(0)"), NOT_MET),
    "a function that repeats": (
        new("", body="") + "func main() {\nretryWithBackoff(func() error { return nil })\n}\n", OPEN,
    ),
    "none in go-openai": (ask('client := openai.NewClient("k")'), NOT_MET),
    "a loop": (
        ask('client := openai.NewClient("k")\nfor i := 0; i < 3; i++ {\n'
            "_, err := client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{})\n"
            "if err == nil {\nbreak\n}\n}").replace("\nclient.CreateChatCompletion(ctx, openai.ChatCompletionRequest"
                                                    '{Model: "gpt-4o"})', ""), MET,
    ),
    "a repeater around it": (
        ask('client := openai.NewClient("k")\nbackoff.Retry(func() error {\n'
            "_, err := client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{})\nreturn err\n}, b)").replace(
            '\nclient.CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: "gpt-4o"})', ""), MET,
    ),
}  # fmt: skip


CLIENT = 'client := openai.NewClient("k")'
MODELS = {
    "a text": (ask(CLIENT), NOT_MET, STRONG),
    "a dated text": (ask(CLIENT, request='Model: "gpt-4o-2024-08-06"'), MET, STRONG),
    "a constant of the library": (ask(CLIENT, request="Model: openai.GPT4o"), NOT_MET, STRONG),
    "a dated constant of the library": (ask(CLIENT, request="Model: openai.GPT4o20240806"), MET, STRONG),
    "a constant": (ask(CLIENT, before='const M = "gpt-4o"', request="Model: M"), NOT_MET, STRONG),
    "the environment": (ask(CLIENT, request='Model: os.Getenv("MODEL")'), OPEN, WEAK),
    "a constant that nobody knows": (ask(CLIENT, request="Model: openai.Newest"), OPEN, WEAK),
}


def loop(head: str, inside: str, after: str = "") -> str:
    call = "r, err := client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{})"
    return (
        f"{GO_OPENAI}func ask(ctx context.Context) {{\n{CLIENT}\n{head} {{\n{call}\n{inside}\n}}\n{after}}}\n"
    )


DONE = "if len(r.Choices[0].Message.ToolCalls) == 0 {\nreturn\n}"
LOOPS = {
    "only the reply": (loop("for", DONE), NOT_MET),
    "an error of the call as well": (loop("for", f"if err != nil {{\nreturn\n}}\n{DONE}"), NOT_MET),
    "counted": (loop("for step := 0; step < maxSteps; step++", DONE), MET),
    "counted inside": (loop("n := 0\nfor", f"n++\nif n > 5 {{\nbreak\n}}\n{DONE}"), MET),
    "a range of a number": (loop("for range maxTurns", DONE), MET),
    "the context": (loop("for", f"select {{\ncase <-ctx.Done():\nreturn\ndefault:\n}}\n{DONE}"), OPEN),
    "over data": (loop("for _, text := range texts", "use(r, text)"), NA),
    "a conversation": (loop("for", "line, _ := bufio.NewReader(os.Stdin).ReadString(10)\nuse(line)"), NA),
}


TABLES = of_calls(TIMEOUTS, RETRIES, MODELS, LOOPS)


@pytest.mark.parametrize(("check", "name"), rows(TABLES))
def test_programs(tmp_path: Path, check: str, name: str) -> None:
    files, *expected = TABLES[check][name]
    found = finding(tmp_path, check, {"a.go": files})
    assert told(found, (*expected,)) == (*expected,), found.reason


def test_a_loop_that_asks_through_an_interface_cannot_be_told(tmp_path: Path) -> None:
    agent = (
        'package agent\nimport "example.com/app/internal/llm"\nfunc (a *Agent) Run(p llm.Provider) {\nfor {\n'
        "reply := p.Send()\nif reply.FinishReason() == done {\nreturn\n}\n}\n}\n"
    )
    files = SERVICE | {"internal/agent/agent.go": agent}
    assert finding(tmp_path, "bounded-agent-loops", files).outcome is OPEN


def test_a_call_for_embeddings_is_no_call_of_a_model(tmp_path: Path) -> None:
    files = {"embeddings/a.go": ask(CLIENT), "chat/a.go": ask(CLIENT, request='Model: "gpt-4o-2024-08-06"')}
    assert finding(tmp_path, "pinned-model-version", files).outcome is MET
