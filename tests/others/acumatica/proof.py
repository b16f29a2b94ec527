"""easy-acumatica, as its author published it, against the simulated Acumatica."""

import json
import os
import urllib.request
from decimal import Decimal

from easy_acumatica import AcumaticaClient
from easy_acumatica.odata import F, QueryOptions

PAGE = 25

ready = json.loads(os.environ["READY"])
acumatica, control = ready["acumatica"], ready["control"]


def proven(what: str) -> None:
    print(f"easy-acumatica: {what}", flush=True)


def same(found, expected, what: str) -> None:
    if found != expected:
        raise SystemExit(f"easy-acumatica: {what}: {found!r} instead of {expected!r}")


def pages(service, condition, select):
    """Everything that passes, page by page, until a page is short."""
    records = []
    while True:
        options = QueryOptions(filter=condition, select=select, top=PAGE, skip=len(records))
        page = service.get_list(options=options)
        records.extend(page)
        if len(page) < PAGE:
            return records


def answered() -> list:
    """What the simulator was asked, and what it answered."""
    asked = urllib.request.Request(f"{acumatica['base_url']}/__simulator/requests")
    asked.add_header(control["header"], control["token"])
    with urllib.request.urlopen(asked) as log:
        return [(one["method"], one["path"].split("?")[0], one["status"]) for one in json.load(log)]


client = AcumaticaClient(
    base_url=f"{acumatica['base_url']}/AcumaticaERP",
    username=acumatica["user"],
    password=acumatica["password"],
    tenant=acumatica["tenant"],
    rate_limit_calls_per_second=1000,
    auto_load_env=False,
)
for service in ("project", "project_budget", "project_task", "cost_code", "account_group"):
    if not hasattr(client, service):
        raise SystemExit(f"easy-acumatica: the description made no service {service}")
proven(f"built itself from the description of Default/{client.endpoints['Default']['version']}")

paged = pages(client.project, F.Status != "Closed", ["ProjectID", "Description", "Status"])
whole = client.project.get_list(options=QueryOptions(filter=F.Status != "Closed"))
ids = [project["ProjectID"]["value"] for project in paged]
same(ids, [project["ProjectID"]["value"] for project in whole], "projects in pages and at once")
same(len(set(ids)), len(ids), "projects without doubles")
if len(ids) <= PAGE:
    raise SystemExit(f"easy-acumatica: {len(ids)} projects are no second page")
proven(f"read {len(ids)} projects in pages")

budgets = {}
for job in ids:
    condition = (F.ProjectID == job) & (F.Type == "Expense")
    budgets[job] = pages(client.project_budget, condition, None)
    if len(budgets[job]) > PAGE:
        break
job, lines = max(budgets.items(), key=lambda budget: len(budget[1]))
same({line["ProjectID"]["value"].strip() for line in lines}, {job}, "the budget's project")
same({line["Type"]["value"] for line in lines}, {"Expense"}, "the budget's type")
project = client.project.get_by_keys(ProjectID=job, options=QueryOptions(expand=["Balances"]))
expenses = {group["AccountGroupID"]["value"] for group in client.account_group.get_list() if group["Expense"].get("value")}
# Headings and totals stand between the groups: no group has their name, or they have none.
balance = sum(
    Decimal(str(balance["OriginalBudgetedAmount"]["value"]))
    for balance in project["Balances"]
    if balance["AccountGroup"].get("value") in expenses and "value" in balance["OriginalBudgetedAmount"]
)
same(sum(Decimal(str(line["OriginalBudgetedAmount"]["value"])) for line in lines), balance, f"the total of {job}")
proven(f"read the {len(lines)} budget lines of {job}, which add up to its balances")

line = lines[0]
amount = line["OriginalBudgetedAmount"]["value"] + 1
keys = ("ProjectID", "ProjectTaskID", "CostCode", "AccountGroup", "InventoryID")
client.project_budget.put_entity({**{key: line[key] for key in keys}, "OriginalBudgetedAmount": {"value": amount}})
condition = (F.ProjectID == job) & (F.CostCode == line["CostCode"]["value"])
again = [one for one in client.project_budget.get_list(options=QueryOptions(filter=condition)) if one["id"] == line["id"]]
same([one["OriginalBudgetedAmount"]["value"] for one in again], [amount], "the amount that was written")
proven("wrote one line and read it again")

rows = client.inquiries.Job_Budget_Lines(QueryOptions(filter=F.JobID == job, top=3))
same(len(rows["value"]), 3, "rows of the inquiry")
proven("read an inquiry over OData")

client.logout()
same(answered()[-1], ("POST", "/AcumaticaERP/entity/auth/logout", 204), "the last request")
same([one for one in answered() if one[2] is None or one[2] >= 400], [], "requests that failed")
proven("signed out")
