"""openpyxl, pypdf and Python's csv read the files that Tieout writes of the demo company's plans."""

import csv
import json
import os
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdf

JOB = "24-101"
AMOUNTS = {"estimate": "Acumatica", "budget": "Procore now", "after": "Procore after", "change": "Change"}


def proven(what: str) -> None:
    print(f"files: {what}", flush=True)


def same(found, expected, what: str) -> None:
    if found != expected:
        raise SystemExit(f"files: {what}: {found!r} instead of {expected!r}")


def decimal(cell) -> Decimal | None:
    """A cell's number by its shortest digits, which are those that were written."""
    return None if cell in (None, "") else Decimal(str(cell)).quantize(Decimal("0.01"))


def planned(line, name: str) -> Decimal | None:
    return decimal(line[name] and line[name]["amount"])


folder = Path(tempfile.mkdtemp())
files = {ending: folder / f"file.{ending}" for ending in ("xlsx", "csv", "pdf")}
command = [os.environ["TIEOUTCTL"], "--demo", "--json", "--data-folder", str(folder / "data"), "plan", JOB]
for file in files.values():
    command += ["--export", str(file)]
plan = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=sys.stderr).stdout)
lines, estimate = plan["lines"], plan["row"]
same(len(lines) > 3, True, "a job with lines")

workbook = openpyxl.load_workbook(files["xlsx"], data_only=True)
rows = list(workbook["Lines"].iter_rows(values_only=True))
headings = rows[0]
for line, row in zip(lines, rows[1:], strict=False):
    cells = dict(zip(headings, row, strict=True))
    same(cells["Budget code"], line["code"], "a code")
    for name, heading in AMOUNTS.items():
        same(decimal(cells[heading]), planned(line, name), f"{line['code']} {heading}")
        same(isinstance(cells[heading], str), False, f"{line['code']} {heading} is a number")
sums = dict(zip(headings, rows[len(lines) + 1], strict=True))
for heading, total in [("Acumatica", "acumatica"), ("Procore now", "procore"), ("Procore after", "newProcore")]:
    same(decimal(sums[heading]), decimal(estimate[total]["amount"]), f"the sum of {heading}")
proven(f"openpyxl reads {len(lines)} lines and the totals of the workbook, to the cent")

with files["csv"].open(encoding="utf-8-sig", newline="") as text:
    records = list(csv.DictReader(text))
same(len(records), len(lines), "records")
for line, record in zip(lines, records, strict=True):
    same((record["Job ID"], record["Budget code"]), (JOB, line["code"]), "a record's codes")
    for name, heading in AMOUNTS.items():
        same(decimal(record[heading]), planned(line, name), f"{line['code']} {heading}")
after = sum((decimal(record["Procore after"]) or Decimal(0)) for record in records)
same(after, decimal(estimate["newProcore"]["amount"]), "the sum of Procore after")
proven(f"Python's csv reads {len(records)} records whose amounts add up to the New Procore Total")

pages = [page.extract_text() for page in pypdf.PdfReader(files["pdf"]).pages]
text = "\n".join(pages)
for line in lines:
    if line["budget"]:
        same(f"{planned(line, 'budget'):,}" in text and line["code"] in text, True, f"{line['code']} in the PDF")
same(f"{decimal(estimate['procore']['amount']):,}" in text, True, "the total in the PDF")
proven(f"pypdf reads every budget line and the total on {len(pages)} page(s) of the PDF")
