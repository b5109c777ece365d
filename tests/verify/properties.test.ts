import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { registry as product } from "@/components/flow/registry";
import { verify } from "@/engine/verify";
import { readFlow } from "@/engine/verify/flow";
import { buildGraph } from "@/engine/verify/graph";
import { registry } from "./extra-components";
import { ask, choose, dial, flow, NAMES, play } from "./flow";
import { largeFlow } from "./large-flow";
import { MUTATIONS } from "./mutations";
import { randomFlow } from "./random-flow";
import { randomRun } from "./random-run";

const RUNS = { numRuns: 200 };

describe("random flows", () => {
  it("that are right by construction pass", () => {
    const errors = fc.property(randomFlow(), (draft) => {
      expect(verify(registry, draft, NAMES).filter(({ severity }) => severity === "error")).toEqual([]);
    });
    fc.assert(errors, RUNS);
    const ofTheProduct = fc.property(randomFlow({ product: true }), (draft) => {
      expect(verify(product, draft, NAMES).filter(({ severity }) => severity === "error")).toEqual([]);
    });
    fc.assert(ofTheProduct, RUNS);
  });

  it.each(Object.entries(MUTATIONS))("broken by %s are caught, each path a real one", (_name, { code, make }) => {
    const caught = fc.property(randomFlow(), fc.nat(1000), (draft, at) => {
      const broken = make(draft, at);
      fc.pre(broken !== null);
      const problems = verify(registry, broken!, NAMES);
      expect(problems.filter(({ severity }) => severity === "error").map((problem) => problem.code)).toContain(code);
      for (const { path, step } of problems) {
        if (!path || !broken) continue;
        expect(path[0]?.step).toBe("trigger");
        expect(path.at(-1)).toEqual({ step, exit: "" });
        for (const [index, { step: id, exit }] of path.slice(0, -1).entries()) {
          const placed = broken.steps[id]!;
          const next = path[index + 1]!.step;
          if (exit === "contact_hung_up") expect(broken.on_hang_up).toBe(next);
          else if (exit !== "error") expect(placed.exits[exit]).toBe(next);
          else if (placed.on_error?.do === "go_to") expect(placed.on_error.step).toBe(next);
        }
      }
    });
    fc.assert(caught, { numRuns: 40 });
  });

  it("that pass never reach what the verifier excludes, whatever callers, phones and faults do", () => {
    let entered = 0;
    const sound = fc.property(randomFlow(), fc.infiniteStream(fc.nat(1000)), (draft, numbers) => {
      const doubted = new Set(verify(registry, draft, NAMES).map(({ step, field }) => `${step} ${field.join(".")}`));
      entered += randomRun(registry, draft, doubted, (count) => numbers.next().value % count);
    });
    fc.assert(sound, { numRuns: 400 });
    expect(entered, "steps entered in all").toBeGreaterThan(1000);
  });

  it.each([
    ["a voice step before the call", flow({ p: play({ ok: "dial" }), dial: dial({}) })],
    ["a second dial", flow({ one: dial({ busy: "two" }), two: dial({}) })],
    ["an endless loop", flow({ c: choose({ a: "d", no_match: "d" }), d: choose({ a: "c", no_match: "c" }) })],
    ["a variable nothing sets", flow({ dial: dial({}, { to_variable: "pin" }) })],
    [
      "a message after a hang-up",
      flow({ dial: dial({ answered: "a" }), a: ask({ ok: "a", timeout: "a" }) }, { on_hang_up: "a" }),
    ],
  ])("would show it in such runs, were %s let through", (_name, draft) => {
    const run = (seed: number) => {
      let at = seed;
      randomRun(registry, draft, new Set(), (count) => {
        at = (at * 16807 + 7) % 2147483647;
        return at % count;
      });
    };
    const shows = Array.from({ length: 200 }, (_, seed) => {
      try {
        run(seed + 1);
        return false;
      } catch {
        return true;
      }
    });
    expect(shows).toContain(true);
  });

  it("looks at a few ways a step, also in a flow of 1,000 steps", () => {
    const draft = largeFlow(1000);
    expect(Object.keys(draft.steps)).toHaveLength(1000);
    expect(verify(registry, draft, NAMES).filter(({ severity }) => severity === "error")).toEqual([]);
    expect(buildGraph(readFlow(registry, draft, NAMES)).length).toBeLessThanOrEqual(3 * 1000);
  });
});
