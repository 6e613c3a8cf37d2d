"""Keys that work, keys that everyone may have, and keys of tests."""

from pathlib import Path

import pytest

from tests.checks.cases import MET, NOT_MET, STRONG, WEAK, finding

EMULATOR = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
OWN = EMULATOR.swapcase()
BODY = "MIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8Qu\n"
KEY = f"KEY = '''-----BEGIN RSA PRIVATE KEY-----\n{BODY}{BODY}'''\n"
CASES = {
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
