"""Keys that work, keys that everyone may have, and keys of tests."""

import random
import string
import zlib
from pathlib import Path

import pytest

from tests.checks.cases import MET, NOT_MET, STRONG, WEAK, finding

EMULATOR = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
OWN = EMULATOR.swapcase()
BODY = "MIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8Qu\n"
KEY = f"KEY = '''-----BEGIN RSA PRIVATE KEY-----\n{BODY}{BODY}-----END RSA PRIVATE KEY-----'''\n"
LETTERS, ALL = string.ascii_letters, string.digits + string.ascii_uppercase + string.ascii_lowercase
BASE32 = string.ascii_uppercase + "234567"


def drawn(number: int, among: str = ALL) -> str:
    """Characters drawn at random, the same ones each time: the body of a key that nobody issued."""
    return "".join(random.Random(number).choices(among, k=number))


def checked(body: str) -> str:
    """A body with its checksum: CRC-32 in base 62."""
    number, check = zlib.crc32(body.encode()), ""
    for _ in range(6):
        number, rest = divmod(number, 62)
        check = ALL[rest] + check
    return body + check


OPENAI = f"sk-proj-{drawn(40)}T3BlbkFJ{drawn(41)}"
COUNTED = "abc123def456ghi789jkl012mno345pqr678stu901vwx234"
ZIPPED = "".join(map("".join, zip("BCDEFGHIJKLMNOPQRSTUVWXY", "234567890123456789012345", strict=True)))
AWS = f"AKIA{drawn(16, BASE32)}"
SSH = "b3BlbnNzaC1rZXktdjEAAAAA"
PEM = "-----BEGIN {0}PRIVATE KEY-----\n{1}\n{2}\n-----END {0}PRIVATE KEY-----\n"
ARMOURED = KEY.replace("KEY =", "").replace("'''", "").replace("\n", "\\n").strip()
CASES = {
    "a key in code": ({"app.py": f"KEY = '{OPENAI}'\n"}, NOT_MET, STRONG),
    "a key in a comment": ({"app.ts": f"// const key = '{OPENAI}'\n"}, NOT_MET, STRONG),
    "a key in a compose file": ({"compose.yml": f"- OPENAI_API_KEY={OPENAI}\n"}, NOT_MET, STRONG),
    "a key in a test": ({"tests/test_a.py": f"KEY = '{OPENAI}'\n"}, NOT_MET, WEAK),
    "a key in a document": ({"docs/setup.md": f"export OPENAI_API_KEY={OPENAI}\n"}, NOT_MET, WEAK),
    "a key in a pattern of settings": ({".env.example": f"OPENAI_API_KEY={OPENAI}\n"}, NOT_MET, WEAK),
    "a key called fake": ({"app.py": f"FAKE_KEY = '{OPENAI}'\n"}, NOT_MET, WEAK),
    "a key called revoked": ({"app.py": f"# revoked in March: {OPENAI}\n"}, NOT_MET, WEAK),
    "a key that counts": ({"app.py": f"KEY = 'sk-{COUNTED}'\n"}, MET, STRONG),
    "a key that counts in turns": ({"app.py": f"KEY = 'sk-{ZIPPED}'\n"}, MET, STRONG),
    "a key that repeats itself": ({"app.py": f"KEY = 'gsk_{drawn(13) * 4}'\n"}, MET, STRONG),
    "a name as long as a token": (
        {"app.py": "from x import 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\n"}, MET, STRONG,
    ),
    "a token of that form": ({"app.py": f"T = 'hf_{drawn(34, LETTERS)}'\n"}, NOT_MET, STRONG),
    "a token with its checksum": ({"app.py": f"T = 'ghp_{checked(drawn(30))}'\n"}, NOT_MET, STRONG),
    "a token nobody issued": ({"app.py": f"T = 'ghp_{drawn(36)}'\n"}, MET, STRONG),
    "the token of a manual": (
        {"app.py": "T = 'gho_" + "16C7e42F292c6912E7710c838347Ae178B4a'\n"}, MET, STRONG,
    ),
    "a package token": ({".npmrc": f"_authToken=npm_{checked(drawn(30))}\n"}, NOT_MET, STRONG),
    "the name of an account alone": ({"main.tf": f'access_key = "{AWS}"\n'}, NOT_MET, WEAK),
    "the name of an account with its key": (
        {"main.tf": f'access_key = "{AWS}"\nsecret_key = "{drawn(40)}"\n'}, NOT_MET, STRONG,
    ),
    "the name of a key at Twilio": (
        {"app.py": f"twilio_sid = 'SK{drawn(32, '0123456789abcdef')}'\n"}, NOT_MET, WEAK,
    ),
    "a private key in one line": ({"sa.json": f'{{"private_key": "{ARMOURED}"}}\n'}, NOT_MET, STRONG),
    "the beginning of a private key": ({"app.py": KEY.replace("-----END", "...")}, NOT_MET, WEAK),
    "a private key behind a pass phrase": (
        {"key.pem": PEM.format("ENCRYPTED ", BODY.strip(), BODY.strip())}, NOT_MET, WEAK,
    ),
    "an SSH key behind a pass phrase": (
        {"id_rsa": PEM.format("OPENSSH ", f"{SSH}CmFlczI1Ni1jdHI{drawn(31)}", drawn(70))}, NOT_MET, WEAK,
    ),
    "an SSH key": (
        {"id_rsa": PEM.format("OPENSSH ", f"{SSH}BG5vbmUAAAAEbm9{drawn(31)}", drawn(70))}, NOT_MET, STRONG,
    ),
    "a key of one machine": ({"certs/localhost.key": PEM.format("", drawn(64), drawn(64))}, NOT_MET, WEAK),
    "a public key": (
        {"key.pem": PEM.format("", drawn(64), drawn(64)).replace("PRIVATE", "PUBLIC")}, MET, STRONG,
    ),
    "a certificate": (
        {"a.pem": PEM.format("", drawn(64), drawn(64)).replace("PRIVATE KEY", "CERTIFICATE")}, MET, STRONG,
    ),
    "a publishable key": ({"app.ts": f"const k = 'pk_live_{drawn(24)}'\n"}, MET, STRONG),
    "a hash": ({"app.py": f"SHA = '{drawn(64, '0123456789abcdef')}'\n"}, MET, STRONG),
    "the pattern of a key": ({"app.py": "P = r'AKIA[0-9A-Z]{16}|sk-[A-Za-z0-9]{48}'\n"}, MET, STRONG),
    "a value of the environment": ({".env": f"SESSION_SECRET={drawn(40)}\n"}, NOT_MET, WEAK),
    "where a tokenizer lies": (
        {".env": "TOKENIZER_PATH=/models/Meta-Llama-3.1-8B-Instruct/tokenizer.json\n"}, MET, STRONG,
    ),
    "where a token lies": ({".env": "API_TOKEN=/run/secrets/openai-api-token-v2\n"}, MET, STRONG),
    "a public value": ({".env": f"NEXT_PUBLIC_MAP_TOKEN={drawn(40)}\n"}, MET, STRONG),
    "a client's id": ({".env": f"GITHUB_CLIENT_ID={drawn(40)}\n"}, MET, STRONG),
    "a sealed value": (
        {"secrets.yaml": f"kind: SealedSecret\nspec:\n  API_TOKEN: Ag{drawn(60)}\n"}, MET, STRONG,
    ),
    "an encrypted value": ({"secrets.yaml": f"API_TOKEN: {drawn(40)}\nsops:\n  mac: a\n"}, MET, STRONG),
    "a word for a password in an address": (
        {"app.py": "DB = 'postgresql://app:app_password1@pg.internal.io/app'\n"}, MET, STRONG,
    ),
    "the key of an emulator": ({"compose.yml": f"- A=AccountName=dev;AccountKey={EMULATOR}\n"}, MET, STRONG),
    "a key of the same form": ({"compose.yml": f"- A=AccountName=dev;AccountKey={OWN}\n"}, NOT_MET, STRONG),
    "a test key of documentation": (
        {".env": "STRIPE_SECRET_KEY=sk_test_" + "4eC39HqLyjWDarjtT1zdp7dc\n"}, MET, STRONG,
    ),
    "a key beside tests": (
        {"t/unit/test_a.py": "A = 1\n", "t/unit/test_b.py": "B = 1\n", "t/unit/key.py": KEY}, NOT_MET, WEAK,
    ),
    "a key in a package with one test": (
        {"app/test_a.py": "A = 1\n", "app/key.py": KEY, "app/b.py": "B = 1\n"}, NOT_MET, STRONG,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_it_tells_working_keys_from_public_ones(case: str, tmp_path: Path) -> None:
    files, outcome, confidence = CASES[case]
    found = finding(tmp_path, "no-committed-secrets", files)
    assert (found.outcome, found.confidence) == (outcome, confidence), found.reason
