"""What each language calls the parts of a loop, and the words that tell what ends it."""

import re

from msgspec.structs import replace

from audit.inspection.intake.sending import Value
from audit.inspection.patterns import Pattern

_COMPARISON = Pattern(r"<=?|>=?|===?")
_REPLY = Pattern(
    r"tool_?calls?(?:\.length)?$|tool_?use|tool_?execution|function_?calls?(?:\.length)?$|(?:stop|finish)_?reason"
    r"|final_?answer|output_?text|(?:^|[._])(?:is_?)?(?:done|final|finished|completed?|content|terminate)$",
    re.IGNORECASE,
)
_REPLY_WORDS = Pattern(
    r"tool_?calls?\b|tools?_?to_?call|tool_?use|tool_?execution|function_?calls?\b|stop_?reason|finish_?reason"
    r"|\bTERMINATE\b|\bFINISH|final[_ ]?answer|\bis_?final\b|\bdone\b|\bfinished\b|\bcompleted?\b"
    r"|output_?text|\bcontent\b",
    re.IGNORECASE,
)
_STEPS = Pattern(r"step|turn|iter|round|hop|cycle|depth", re.IGNORECASE)
_LIMITS = (
    r"budget|limit|quota|guard|deadline|timer|timed?_?out|elapsed|cancel|abort|shutdown|exhaust|exceed"
    r"|too_?(?:many|long)|(?:^|[._])(?:should)?_?stop(?!_?(?:reason|sequence))"
)
_GUARD = (
    r"(?:await\s+)?(?:[\w.]+\.)?(?:check|tick|step|consume|guard|limit|budget|next|spend|count|advance)%s\s*\("
    r"|(?:await\s+)?(?:[\w.]+\.)?_?(?:check|tick|on|before|after|ensure|enforce|assert|raise)(?:_\w+|[A-Z]\w*)\s*\("
    r"|(?:await\s+)?[\w.]*(?:limit|budget|guard|quota|hook|callback|tick|cancel%s)\w*(?:\.\w+)*\s*\("
)


class Grammar(Value, frozen=True):
    """The kinds of node that matter for the end of a loop, and how its conditions are written.

    `choices` are the statements that hang on a condition, with the field that holds it; a `break`
    leaves one of the `cases` and not the loop around it.
    """

    loops: tuple[str, ...]
    leaving: tuple[str, ...]
    functions: frozenset[str]
    choices: dict[str, str]
    cases: frozenset[str]
    bindings: tuple[str, ...]
    chain: Pattern
    text: Pattern
    grows: Pattern
    called: Pattern
    plain: frozenset[str]
    interactive: Pattern
    time: Pattern
    limits: Pattern
    guard: Pattern
    comparison: Pattern = _COMPARISON
    reply: Pattern = _REPLY
    reply_words: Pattern = _REPLY_WORDS
    control: frozenset[str] = frozenset(
        {"if", "for", "while", "switch", "catch", "function", "return", "await"}
    )
    steps: Pattern = _STEPS


PYTHON = Grammar(
    loops=("while_statement", "for_statement"),
    leaving=("break_statement", "return_statement", "raise_statement"),
    functions=frozenset({"function_definition", "lambda"}),
    choices={"if_statement": "condition", "elif_clause": "condition", "match_statement": "subject"},
    cases=frozenset(),
    bindings=("assignment", "augmented_assignment", "named_expression", "for_statement", "as_pattern"),
    chain=Pattern(r"(?<![\w.\"'])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*"),
    text=Pattern(r"\"[^\"]*\"|'[^']*'"),
    grows=Pattern(
        r"(?<!\w)([A-Za-z_]\w*+(?:\.\w++){0,8}?)\.(?:append|extend|insert|update|add|appendleft|put)\("
    ),
    called=Pattern(r"(?<!\w)([A-Za-z_]\w*+(?:\.\w++){0,20}+)\s*\("),
    plain=frozenset({
        "not", "and", "or", "in", "is", "if", "else", "None", "True", "False", "len", "isinstance", "any",
        "all", "str", "int", "list", "dict", "bool", "getattr", "hasattr", "await", "lambda", "for",
    }),
    interactive=Pattern(
        r"\binput\(|receive_text|receive_json|\.receive\(|\.recv\(|prompt_async|Prompt\.ask|\.get_message\(|queue\.get"
        r"|\.get\(block|readline|audio|sleep\(|\.poll\(|\.ask\(|\.listen\(|\.recognize|\.dequeue\(|\.b[lr]pop\("
    ),
    time=Pattern(r"\btime\b|monotonic|deadline|elapsed|budget|len\("),
    limits=Pattern(_LIMITS, re.IGNORECASE),
    guard=Pattern(_GUARD % ("", "")),
)  # fmt: skip
SCRIPT = Grammar(
    loops=("while_statement", "for_statement", "for_in_statement", "do_statement"),
    leaving=("break_statement", "return_statement", "throw_statement"),
    functions=frozenset({
        "arrow_function", "function_expression", "function_declaration", "generator_function",
        "generator_function_declaration", "method_definition",
    }),
    choices={"if_statement": "condition", "switch_statement": "value"},
    cases=frozenset({"switch_statement"}),
    bindings=(
        "variable_declarator", "assignment_expression", "augmented_assignment_expression", "for_in_statement",
    ),
    chain=Pattern(r"(?<![\w.$\"'])[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*"),
    text=Pattern(r"\"[^\"\n]*\"|'[^'\n]*'"),
    grows=Pattern(r"(?<![\w.])([A-Za-z_$][\w$]*+(?:\.[\w$]++){0,8}?)\.(?:push|unshift|set|add|concat)\("),
    called=Pattern(r"(?<![\w.$])([A-Za-z_$][\w$]*+(?:\.[\w$]++){0,20}+)\s*\("),
    plain=frozenset({
        "typeof", "instanceof", "undefined", "null", "true", "false", "Array", "isArray", "await", "void",
        "in", "of", "new", "Object", "Number", "String", "Boolean",
    }),
    interactive=Pattern(
        r"readline|\.question\(|\bprompt(?:s|\.\w+)?\(|inquirer|\.read\(|\.next\(|\bsleep\(|\bdelay\(|setTimeout\("
        r"|\.receive\w*\(|\.recv\(|\.poll\(|\.ask\(|\.getMessage\(|\.take\(|\.dequeue\(|\.listen\(|\.b[lr]pop\("
        r"|stdin|onmessage",
        re.IGNORECASE,
    ),
    time=Pattern(
        r"\bDate\b|performance\.now|\btime\b|deadline|elapsed|budget"
        r"|\.length\s*[<>]=?\s*(?:\d{2,}|(?-i:[A-Z][A-Z_]{3,})|[\w.]*(?:max|limit)\w*)",
        re.IGNORECASE,
    ),
    limits=Pattern(rf"{_LIMITS}|signal|max_?[a-z]", re.IGNORECASE),
    guard=Pattern(_GUARD % ("", "|abort"), re.IGNORECASE),
)  # fmt: skip
GO = Grammar(
    loops=("for_statement",),
    leaving=("break_statement", "return_statement", "goto_statement"),
    functions=frozenset({"func_literal", "function_declaration", "method_declaration"}),
    choices={
        "if_statement": "condition", "expression_switch_statement": "value", "type_switch_statement": "value",
        "select_statement": "value",
    },
    cases=frozenset({"expression_switch_statement", "type_switch_statement", "select_statement"}),
    bindings=("short_var_declaration", "assignment_statement", "range_clause", "var_spec", "inc_statement"),
    chain=Pattern(r"(?<![\w.\"'])[A-Za-z_]\w*(?:(?:\(\))?\.[A-Za-z_]\w*)*"),
    text=Pattern(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`\n]*`"),
    grows=Pattern(r"(?<![\w.])([A-Za-z_]\w*+(?:\.\w++){0,8}?)\.(?:add|addAll|put|append|push)\("),
    called=Pattern(r"(?<![\w.])([A-Za-z_]\w*+(?:\.\w++){0,20}+)\s*\("),
    plain=frozenset({
        "nil", "null", "true", "false", "len", "isEmpty", "size", "errors", "Is", "equals", "instanceof",
    }),
    control=frozenset({
        "if", "for", "while", "switch", "catch", "func", "return", "select", "case", "new", "try",
    }),
    interactive=Pattern(
        r"\bscanner\b|bufio|\.nextline\(|\.readline\(|readstring\(|stdin|system\.in\b|\.prompt\(|\.ask\(|\bsleep\("
        r"|time\.after|ticker|\.accept\(|\.readmessage\(|\.recv\(|\.receive\w*\(|\.poll\(|\.take\(\)|readjson\("
        r"|<-\s*\w+(?:\.(?!done)\w+)*\s*[:\n;{]",
        re.IGNORECASE,
    ),
    time=Pattern(
        r"time\.(?:since|now|until)|currenttimemillis|nanotime|instant\.now|deadline|elapsed", re.IGNORECASE
    ),
    limits=Pattern(rf"{_LIMITS}|signal|max_?[a-z]|\bctx\b|context|interrupt", re.IGNORECASE),
    guard=Pattern(_GUARD % (r"\w*", "|abort"), re.IGNORECASE),
)  # fmt: skip
JAVA = replace(
    GO,
    loops=("while_statement", "for_statement", "do_statement", "enhanced_for_statement"),
    leaving=("break_statement", "return_statement", "throw_statement"),
    functions=frozenset({"lambda_expression", "method_declaration", "constructor_declaration"}),
    choices={"if_statement": "condition", "switch_expression": "condition", "switch_statement": "condition"},
    cases=frozenset({"switch_expression", "switch_statement"}),
    bindings=("variable_declarator", "assignment_expression", "enhanced_for_statement"),
)
