"""Checks of data where it enters, and what only looks like one."""

from pathlib import Path

import pytest

from tests.checks.cases import MET, NA, NOT_MET, STRONG, WEAK, finding

ML = "import pandas as pd\nfrom sklearn.linear_model import Ridge\nrows = pd.read_csv('a.csv')\n"
API = "from fastapi import FastAPI, UploadFile\nfrom openai import OpenAI\napp = FastAPI()\nOpenAI().responses.create(model='m')\n"
UPLOAD = "@app.post('/x')\nasync def x(file: UploadFile):\n    "
TS = "import OpenAI from 'openai';\nimport { z } from 'zod';\nconst c = new OpenAI();\n"
NET = "using OpenAI;\nusing System.ComponentModel.DataAnnotations;\nclass A { void F(IFormFile file) { } }\n"

CASES = {
    "a table as it comes": ({"a.py": ML}, NOT_MET, WEAK),
    "Pandera": ({"a.py": f"import pandera as pa\n{ML}class Rows(pa.DataFrameModel):\n    day: int\nRows.validate(rows)\n"}, MET, STRONG),
    "Great Expectations": ({"a.py": f"import great_expectations as gx\n{ML}v.expect_column_values_to_not_be_null('day')\n"}, MET, STRONG),
    "required columns": ({"a.py": f"{ML}missing = REQUIRED_COLUMNS - set(rows.columns)\nif missing:\n    raise ValueError\n"}, MET, STRONG),
    "a column that may be missing": ({"a.py": f"{ML}if 'day' not in df.columns:\n    raise ValueError\n"}, MET, WEAK),
    "nulls": ({"a.py": f"{ML}assert not rows['day'].isnull().any()\n"}, MET, WEAK),
    "rows through a model": ({"a.py": f"from pydantic import BaseModel\n{ML}items = [Item(**row) for row in rows]\n"}, MET, STRONG),
    "Evidently": ({"a.py": f"from evidently.report import Report\n{ML}"}, MET, STRONG),
    "dbt": ({"a.py": ML, "dbt_project.yml": "name: x\n", "models/schema.yml": "models:\n- name: a\n  columns:\n  - name: b\n    tests:\n    - not_null\n"}, MET, STRONG),
    "dropped in silence": ({"a.py": f"{ML}rows = rows.dropna()\n"}, NOT_MET, WEAK),
    "an upload as it comes": ({"a.py": f"{API}{UPLOAD}return await file.read()\n"}, NOT_MET, WEAK),
    "the type of an upload": ({"a.py": f"{API}{UPLOAD}if file.content_type not in TYPES:\n        raise ValueError\n"}, MET, STRONG),
    "the size of an upload": ({"a.py": f"{API}{UPLOAD}if file.size > 1000:\n        raise ValueError\n"}, MET, STRONG),
    "the size of an upload in C#": ({"A.cs": "using OpenAI;\nclass A { void F(IFormFile formFile) {\n  if (formFile.Length > this._options.FileSizeLimit) { }\n} }\n"}, MET, STRONG),
    "an empty upload in C#": ({"A.cs": "using OpenAI;\nclass A { void F(IFormFile formFile) {\n  if (formFile.Length == 0) { }\n} }\n"}, NOT_MET, WEAK),
    "a request model in C#": ({"A.cs": f"{NET}namespace A.Models;\nclass Ask {{\n  [Required]\n  public string Input {{ get; set; }}\n}}\n"}, MET, WEAK),
    "settings in C#": ({"A.cs": f"{NET}namespace A.Models;\nclass ChatOptions {{\n  [Required]\n  public string Key {{ get; set; }}\n}}\n"}, NOT_MET, WEAK),
    "a reply in C#": ({"A.cs": f"{NET}namespace A.Response;\nclass Told {{\n  [Required]\n  public string Text {{ get; set; }}\n}}\n"}, NOT_MET, WEAK),
    "the extension of an upload in C#": ({"A.cs": "using OpenAI;\nclass A { void F(IFormFile file) {\n  if (Path.GetExtension(file.FileName) is \".pdf\") { }\n} }\n"}, MET, WEAK),
    "a name built from an extension in C#": ({"A.cs": "using OpenAI;\nclass A { void F(IFormFile file) {\n  var n = id + Path.GetExtension(file.FileName);\n} }\n"}, NOT_MET, WEAK),
    "the extension of an upload": ({"a.py": f"{API}{UPLOAD}if not file.filename.endswith('.pdf'):\n        raise ValueError\n"}, MET, WEAK),
    "a limit of Flask": ({"a.py": "from flask import Flask, request\nimport openai\nfrom openai import OpenAI\nOpenAI().responses.create(model='m')\napp = Flask('x')\napp.config['MAX_CONTENT_LENGTH'] = 9\nf = request.files['x']\n"}, MET, STRONG),
    "a limit on the server in TypeScript": ({"app/api/upload/route.ts": f"{TS}const form = await request.formData();\nif (file.size > 1000) throw new Error();\n"}, MET, STRONG),
    "a limit on the page": ({"ui/a.tsx": f"{TS}<Dropzone onDrop={{f}} />\nif (file.size > 1000) return;\n"}, NOT_MET, WEAK),
    "a request model": ({"a.py": f"from pydantic import BaseModel\n{API}class Ask(BaseModel):\n    q: str\n@app.post('/x')\ndef x(ask: Ask):\n    return ask.q\n"}, MET, WEAK),
    "a request model elsewhere": (
        {"shop/models.py": "from pydantic import BaseModel\nclass Base(BaseModel):\n    pass\nclass Ask(Base):\n    q: str\n",
         "shop/app.py": f"from shop.models import Ask\n{API}@app.post('/x')\ndef x(ask: Ask):\n    return ask.q\n"}, MET, WEAK,
    ),
    "a query": ({"a.py": f"{API}@app.post('/x')\ndef x(q: str):\n    return q\n"}, NOT_MET, WEAK),
    "a request model of zod": ({"app/api/chat/route.ts": f"{TS}const body = schema.parse(await request.json());\n"}, MET, WEAK),
    "a body as it comes": ({"app/api/chat/route.ts": f"{TS}const body = await request.json();\n"}, NOT_MET, WEAK),
    "JSON.parse": ({"app/api/chat/route.ts": f"{TS}const body = JSON.parse(await req.text()); await req.json();\n"}, NOT_MET, WEAK),
    "in a test": ({"a.py": ML, "tests/test_a.py": "import pandera as pa\npa.DataFrameSchema({})\n"}, NOT_MET, WEAK),
    "no data": ({"a.py": "from openai import OpenAI\nOpenAI().responses.create(model='m')\n"}, NA, WEAK),
    "no AI": ({"a.py": "import pandas as pd\npd.read_csv('a.csv')\n"}, NA, WEAK),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_input_data_validation(tmp_path: Path, case: str) -> None:
    files, outcome, confidence = CASES[case]
    found = finding(tmp_path, "input-data-validation", files)
    assert (found.outcome, found.confidence) == (outcome, confidence), found
