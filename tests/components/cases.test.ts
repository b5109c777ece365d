import { describe, expect, it } from "vitest";
import { registry } from "@/components/flow/registry";
import { canFault } from "./can-fault";
import { casesOf, play } from "./cases";

/** Ended for every step alike by the contact, whatever the step is. */
const ENGINE_S_OWN = ["contact_hung_up"];

describe.each([...registry.values()].map(({ definition }) => definition))("$id", (definition) => {
  const cases = casesOf(definition.id);

  it.each(cases)("$name", (one) => play(definition.id, one));

  it("has a case for every exit it can have, and for its faults", () => {
    const taken = new Set(cases.map(({ exit }) => exit));
    const exits = cases.flatMap(({ config }) => definition.exits(definition.config.parse(config)).map(({ id }) => id));
    const wanted = [...new Set([...exits, ...(canFault(definition, cases) ? ["error"] : [])])];
    expect(wanted.filter((exit) => !taken.has(exit) && !ENGINE_S_OWN.includes(exit))).toEqual([]);
  });

  it("names its cases differently", () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });
});
