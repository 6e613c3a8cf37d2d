"""Versions of data and of models: what names one version, and what only looks like it."""

from pathlib import Path

import pytest

from audit.checks import all_checks
from audit.inspection.engine import inspect
from audit.model.finding import Outcome

(CHECK,) = (check for check in all_checks() if check.id == "data-or-model-versioning")
MET, NOT_MET, NA, OPEN = Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE, Outcome.INCONCLUSIVE
CALL = "from openai import OpenAI\nOpenAI().responses.create(model='m')\n"
LOAD = "from transformers import AutoModel\n"
SHA = "9fa1d7b3c4e5f60718293a4b5c6d7e8f90123456"
HASH = "ab" * 32

VERSIONS = {
    "only a call": ({"a.py": CALL}, NOT_MET),
    "no model at all": ({"a.py": "x = 1\n"}, NA),
    "a commit": ({"a.py": f"{LOAD}AutoModel.from_pretrained('o/m', revision='{SHA}')\n"}, MET),
    "a tag": ({"a.py": "import torch\nfrom datasets import load_dataset\nload_dataset('o/d', revision='v1.2.0')\n"}, MET),
    "a branch": ({"a.py": f"{LOAD}AutoModel.from_pretrained('o/m', revision='main')\n"}, NOT_MET),
    "a parameter": ({"a.py": f"{LOAD}def f(revision=None):\n    return AutoModel.from_pretrained('o/m', revision=revision)\n"}, NOT_MET),
    "a constant": ({"a.py": f"{LOAD}MODEL_REVISION = '{SHA}'\nAutoModel.from_pretrained('o/m', revision=MODEL_REVISION)\n"}, MET),
    "a migration": ({"a.py": CALL, "alembic/versions/x.py": "revision = '1b0b616e08c6'\ndown_revision = None\n"}, NOT_MET),
    "a hash for duplicates": ({"a.py": f"{CALL}import hashlib\nkey = hashlib.sha256(b'x').hexdigest()\n"}, NOT_MET),
    "an expected hash": ({"a.py": f"{CALL}URL = 'https://x.example/w.onnx'\nSHA256 = '{HASH}'\n"}, MET),
    "a hash of something else": ({"a.py": f"{CALL}SHA256 = '{HASH}'\n"}, NOT_MET),
    "pooch": ({"a.py": f"{CALL}import pooch\npooch.retrieve(u, known_hash='sha256:{HASH}')\n"}, MET),
    "pooch without": ({"a.py": f"{CALL}import pooch\npooch.retrieve(u, known_hash=None)\n"}, NOT_MET),
    "DVC": ({"a.py": CALL, "data/x.csv.dvc": "outs:\n- md5: 22a1a2931c8370d3aeedd7183606fd7f\n  path: x.csv\n"}, MET),
    "settings of DVC alone": ({"a.py": CALL, ".dvc/config": "[core]\n    remote = s\n"}, NOT_MET),
    "DVC in a test": ({"a.py": CALL, "tests/x.csv.dvc": "outs:\n- md5: 22a1a2931c8370d3aeedd7183606fd7f\n"}, NOT_MET),
    "Git LFS": ({"a.py": CALL, ".gitattributes": "*.safetensors filter=lfs diff=lfs merge=lfs -text\n"}, OPEN),
    "pictures in Git LFS": ({"a.py": CALL, ".gitattributes": "*.png filter=lfs diff=lfs merge=lfs -text\n"}, NOT_MET),
    "the registry of MLflow": ({"a.py": f"{CALL}import mlflow\nmlflow.register_model(uri, 'demand')\n"}, MET),
    "tracking of MLflow": ({"a.py": f"{CALL}import mlflow\nmlflow.log_metric('mae', 1)\n"}, NOT_MET),
    "a model that is not registered": ({"a.py": f"{CALL}import mlflow\nlog_model(m, registered_model_name=None)\n"}, NOT_MET),
    "an artifact": ({"a.py": f"{CALL}import wandb\nrun.use_artifact('o/d/demand:v3')\n"}, MET),
    "the latest artifact": ({"a.py": f"{CALL}import wandb\nrun.use_artifact('o/d/demand:latest')\n"}, NOT_MET),
    "a number of Kaggle": ({"a.py": f"{CALL}import kagglehub\nkagglehub.dataset_download('o/d/versions/3')\n"}, MET),
    "of a server": ({"a.py": CALL, "run.sh": f"vllm serve o/m --revision {SHA}\n"}, MET),
    "time travel": ({"a.py": f"{CALL}spark.read.option('versionAsOf', 3).load(p)\n"}, MET),
}  # fmt: skip


@pytest.mark.parametrize("case", VERSIONS)
def test_data_or_model_versioning(tmp_path: Path, case: str) -> None:
    files, outcome = VERSIONS[case]
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (found,) = inspect(tmp_path, [CHECK]).checks
    assert found.outcome is outcome, found
