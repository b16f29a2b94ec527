// @procore/js-sdk, as Procore published it, against the simulated Procore.

import sdk from "@procore/js-sdk";
import assert from "node:assert/strict";

const { procore } = JSON.parse(process.env.READY);
const host = { apiHostname: procore.base_url };
const app = {
  client_id: procore.client_id,
  client_secret: procore.client_secret,
  redirect_uri: procore.redirect_uris.find((uri) => uri.includes("/callback")),
};

function proven(what) {
  console.log(`@procore/js-sdk: ${what}`);
}

/** What a person does in the browser: reads the page at the SDK's own address, and presses Allow. */
async function allowed() {
  const address = new URL(sdk.authorize({ clientId: app.client_id, uri: app.redirect_uri }, host));
  const page = await (await fetch(address)).text();
  const inputs = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  const form = new URLSearchParams([...inputs].map(([, name, value]) => [name, value]));
  form.set("decision", "allow");
  const answer = await fetch(new URL(address.pathname, address), { method: "POST", body: form, redirect: "manual" });
  return new URL(answer.headers.get("location")).searchParams.get("code");
}

async function refused(request, status) {
  const failure = await request.then(
    () => assert.fail(`answered, where ${status} was expected`),
    (failure) => failure,
  );
  assert.equal(failure.response.status, status);
  return failure.body;
}

const grant = { id: app.client_id, secret: app.client_secret, uri: app.redirect_uri };
const first = await sdk.token({ ...grant, code: await allowed() }, host);
assert.equal(first.expires_in, 5400);
const tokens = await sdk.refresh({ ...grant, token: first.access_token, refresh: first.refresh_token }, host);
assert.notEqual(tokens.refresh_token, first.refresh_token);
const again = await sdk.refresh({ ...grant, token: first.access_token, refresh: first.refresh_token }, host);
assert.equal(again.error, "invalid_grant");
const info = await sdk.info(tokens.access_token, host);
assert.equal(info.application.uid, app.client_id);
proven("signed a person in and refreshed once");

const client = sdk.client(sdk.oauth(tokens.access_token), undefined, { ...host, defaultCompanyId: procore.company_id });
const me = await client.get({ base: "/me" });
assert.equal(me.body.id, info.resource_owner_id);
const companies = await client.get({ base: "/companies" });
assert.deepEqual(companies.body.map(({ id }) => id), [procore.company_id]);

const projects = [];
for (let page = 1, more = true; more; page += 1) {
  const qs = { company_id: procore.company_id, per_page: 20, page };
  const { body, response } = await client.get({ base: "/projects", version: "v1.1", qs });
  projects.push(...body);
  more = (response.headers.get("Link") ?? "").includes('rel="next"');
  if (!more) assert.equal(Number(response.headers.get("Total")), projects.length);
}
assert.ok(projects.length > 20, "there is a second page");
assert.equal(new Set(projects.map(({ id }) => id)).size, projects.length);
proven(`read ${projects.length} projects in pages`);

/** The first project with an unlocked budget that has lines, and its rows. */
async function budget() {
  for (const { id: project_id } of projects) {
    const state = await client.get({ base: "/projects/{project_id}/budget", params: { project_id } });
    if (state.body.locked) continue;
    const views = await client.get({ base: "/budget_views", qs: { project_id } });
    const view = views.body[0].id;
    const rows = await client.get({ base: "/budget_views/{view}/detail_rows", params: { view }, qs: { project_id } });
    if (rows.body.length > 0) return { project_id, rows: rows.body };
  }
  return assert.fail("no project has an unlocked budget with lines");
}

const { project_id, rows } = await budget();
const { id } = rows[0];
const line = { base: "/budget_line_items", version: "v1.1", params: { id }, qs: { project_id } };
const before = (await client.get(line)).body.original_budget_amount;
assert.equal(before, Number(rows[0].original_budget_amount));
const amount = before + 1;
await client.patch(line, { project_id, budget_line_item: { original_budget_amount: amount } });
assert.equal((await client.get(line)).body.original_budget_amount, amount);
const filtered = await client.get({
  base: "/companies/{company}/projects/{project_id}/budget_line_items",
  version: "v2.0",
  params: { company: procore.company_id, project_id },
  qs: { per_page: 100 },
});
const listed = filtered.body.data.find((item) => item.id === String(id));
assert.equal(Number(listed?.original_budget_amount ?? Number.NaN), amount);
proven("updated a budget line and read it again, in both versions");

const beyond = { ...line, params: { id: 1 } };
assert.equal((await refused(client.get(beyond), 404)).code, 404);
await client.post({ base: "/projects/{project_id}/budget/lock", params: { project_id } }, {});
const change = { project_id, budget_line_item: { original_budget_amount: amount + 1 } };
// In one of several shapes: what counts is what it says.
assert.match(JSON.stringify(await refused(client.patch(line, change), 422)), /locked budget/i);
const lock = { base: "/projects/{project_id}/budget/lock", params: { project_id } };
await client.delete({ ...lock, qs: { destroy_all_budget_line_item_transfers: false } });
proven("was refused in JSON, and locked and unlocked a budget");

await sdk.revoke({ clientId: app.client_id, clientSecret: app.client_secret, token: tokens.access_token }, host);
await refused(client.get({ base: "/me" }), 401);
proven("revoked its tokens");
