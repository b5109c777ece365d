import { describe, expect, it, test } from "vitest";
import { registry } from "@/components/flow/registry";
import { selectedFields } from "@/components/flow/salesforce_data_dip/select-list";
import type { Draft } from "@/engine/edit/draft";
import { type AccountNames, NOTHING_NAMED, verify } from "@/engine/verify";

const CONNECTED: AccountNames = { ...NOTHING_NAMED, salesforce: new Map([["salesforce", {}]]) };

/** What the verifier says of a step with this query, in a flow that sets `text` and `number`. */
function said(query: string, names: AccountNames = CONNECTED): string[] {
  const draft = {
    ...{ patchcord: 1, name: "A flow", description: "", language: "en-US", max_queue_seconds: 120 },
    ...{ start: "trigger", on_hang_up: null, layout: {}, notes: [] },
    variables: { text: { type: "string" }, number: { type: "number" } },
    steps: {
      trigger: {
        ...{ component: "api_request", name: "Trigger", exits: { ok: "dip" } },
        config: {
          arguments: [
            { name: "text", variable: "text" },
            { name: "number", variable: "number" },
          ],
        },
      },
      dip: {
        ...{ component: "salesforce_data_dip", name: "Dip", config: { query } },
        exits: { ok: "end", no_result: "end", timeout: "end", error: "end" },
      },
      end: { component: "end_flow", name: "End", config: {}, exits: {} },
    },
  } as unknown as Draft;
  const problems = verify(registry, draft, names).filter(({ step }) => step === "dip");
  return problems.map(({ severity, code, field }) => `${severity} ${code} at ${field.join(".")}`);
}

const wrong = (code: string) => [`error ${code} at config.query`];

test.each([
  ["a query that can be asked", "SELECT Name FROM Contact WHERE Phone = '{{ text }}' LIMIT 1", []],
  ["lower case, over lines", "\n select Name\nfrom Contact\nwhere Age__c > {{ number }}", []],
  ["a colon in a date, and in a time", "SELECT Id FROM Case WHERE A > LAST_N_DAYS:3 AND B < 2026-01-05T12:00:00Z", []],
  ["what looks bad, within quotes", "SELECT Id FROM Case WHERE A = 'is \"B\" = :c {{ text }} it\\'s'", []],
  ["a search", "FIND {Ada} IN NAME FIELDS", wrong("soql_not_select")],
  ["a change", "DELETE FROM Contact", wrong("soql_not_select")],
  [
    "the variable for the whole of it",
    "{{ text }}",
    [...wrong("soql_not_select"), "warning soql_unquoted_variable at config.query"],
  ],
  ["a quote left open", "SELECT Id FROM Case WHERE A = '{{ text }}", wrong("soql_unclosed_quote")],
  ["double quotes", 'SELECT Id FROM Case WHERE A = "b"', wrong("soql_double_quotes")],
  ["a bind of Apex", "SELECT Id FROM Case WHERE A = :name", wrong("soql_bind")],
  ["a bind of Apex in a list", "SELECT Id FROM Case WHERE A IN : names", wrong("soql_bind")],
  [
    "a text outside quotes",
    "SELECT Id FROM Case WHERE A = {{ text }}",
    ["warning soql_unquoted_variable at config.query"],
  ],
  ["a text as days", "SELECT Id FROM Case WHERE A = LAST_N_DAYS:{{ text }}", []],
  ["quotes that tags open and close", "SELECT Id FROM Case WHERE A = {% if text %}'{% endif %}", []],
])("%s", (_, query, problems) => {
  expect(said(query)).toEqual(problems);
});

it("warns where the account has no connection", () => {
  expect(said("SELECT Id FROM Case", NOTHING_NAMED)).toEqual(["warning resource_missing at component"]);
});

describe("the outputs of a query", () => {
  test.each([
    ["SELECT Name, Account.Name, a__c FROM Contact", ["Name", "Account.Name", "a__c"]],
    ["select id,\n  name from Contact where Name = ', FROM '", ["id", "name"]],
    ["SELECT COUNT() FROM Contact", []],
    ["SELECT COUNT(Id), MAX(Age__c) oldest, MIN(Age__c) FROM Contact", ["expr0", "oldest", "expr1"]],
    ["SELECT Account.Name, COUNT(Id) n FROM Contact GROUP BY Account.Name", ["Name", "n"]],
    ["SELECT Name n, COUNT(Id) FROM Contact GROUP BY Name", ["n", "expr0"]],
    ["SELECT toLabel(Status), FORMAT(Amount) worth FROM Case", ["Status", "worth"]],
    ["SELECT Name, (SELECT Id, From__c FROM Contacts), Phone FROM Account", ["Name", "Phone"]],
    ["SELECT TYPEOF What WHEN Account THEN Phone, Name ELSE Id END, Subject FROM Event", ["Subject"]],
    ["SELECT FIELDS(ALL) FROM Contact LIMIT 1", []],
    ["SELECT Name, Name FROM Contact", ["Name"]],
    ["SELECT Name, ", ["Name"]],
    ["SELECT ", []],
    ["", []],
    ["FIND {x}", []],
    ["SELECT __proto__, constructor FROM Contact", ["__proto__", "constructor"]],
  ])("%s", (query, keys) => {
    expect(selectedFields(query)).toEqual(keys);
  });
});
