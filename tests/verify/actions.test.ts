import { describe, expect, it } from "vitest";
import { registry } from "@/components/flow/registry";
import type { Parameter } from "@/engine/contract";
import { namedReferences } from "@/engine/definition/named";
import { applyChanges } from "@/engine/edit/change";
import { renameVariable } from "@/engine/edit/commands";
import { verify } from "@/engine/verify";
import { flow, NAMES, step } from "./flow";

/** What the verifier finds in a step that asks an action: `severity code field` each; wiring is complete. */
const takes: Parameter[] = [
  { name: "order_id", type: "string", required: true },
  { name: "seats", type: "integer", required: false },
  { name: "back", type: "uri" },
];
const names = {
  ...NAMES,
  connection: new Map([
    [
      "Shop",
      { id: "1", parts: { "Find an order": { takes, gives: [{ name: "state", type: "string" as const }] }, Ping: {} } },
    ],
  ]),
};
const EXITS = { success: "end", error: "end", timeout: "end" };
const asks = (config: Record<string, unknown>) => flow({ it: step("execute_action", config, EXITS) });
const find = (inputs: Record<string, string>) => ({ connection: "Shop", action: "Find an order", inputs });

describe("a step that asks an action", () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ["nothing wrong", find({ order_id: "{{ to }}", seats: "2" }), []],
    ["nothing to give", { connection: "Shop", action: "Ping" }, []],
    ["a connection that is not there", { ...find({}), connection: "Store" }, ["error name_missing connection"]],
    ["an action that is not there", { ...find({}), action: "Lose an order" }, ["error action_missing action"]],
    ["an action called like a prototype", { ...find({}), action: "constructor" }, ["error action_missing action"]],
    ["a required input left out", find({}), ["error input_missing inputs.order_id"]],
    ["one left blank", find({ order_id: "  " }), ["error input_missing inputs.order_id"]],
    ["an input it does not take", find({ order_id: "1", colour: "red" }), ["error input_unknown inputs.colour"]],
    [
      "one called like a prototype",
      find({ order_id: "1", constructor: "x" }),
      ["error input_unknown inputs.constructor"],
    ],
    ["a text for a number", find({ order_id: "1", seats: "two" }), ["error input_type inputs.seats"]],
    ["no address for one", find({ order_id: "1", back: "here" }), ["error input_type inputs.back"]],
    ["a variable that is not there", find({ order_id: "{{ nobody }}" }), ["error variable_unknown inputs.order_id"]],
    ["a template that does not parse", find({ order_id: "{% if %}" }), ["error template_invalid inputs.order_id"]],
    ["nothing chosen yet", {}, ["error config_invalid action", "error config_invalid connection"]],
  ])("%s", (_what, config, found) => {
    const problems = verify(registry, asks(config), names).filter((problem) => problem.step === "it");
    expect(
      problems.map(({ severity, code, field }) => `${severity} ${code} ${field.slice(1).join(".")}`).toSorted(),
    ).toEqual(found);
  });

  it("names its action with its connection", () => {
    expect(namedReferences(registry, asks(find({})))).toContainEqual({
      ...{ kind: "connection", name: "Shop", step: "it", field: ["config", "connection"], part: "Find an order" },
    });
    expect(namedReferences(registry, asks({ connection: "Shop" }))[0]).not.toHaveProperty("part");
  });

  it("gives what its action gives, and nothing while there is none", () => {
    const more = registry.get("execute_action")?.definition.more_outputs;
    const named = (kind: string, name: string) => (kind === "connection" ? names.connection.get(name) : undefined);
    expect(more?.(find({}), named)).toEqual([{ id: "state", label: "state" }]);
    for (const config of [{}, { connection: "Shop" }, { connection: "Nowhere", action: "x" }])
      expect(more?.(config, named)).toEqual([]);
  });

  it("follows a variable that is renamed", () => {
    const draft = asks(find({ order_id: "{{ to }}" }));
    const renamed = applyChanges(draft, renameVariable(registry, draft, "to", "customer")?.changes ?? []);
    expect(renamed.steps.it?.config.inputs).toEqual({ order_id: "{{ customer }}" });
  });
});
