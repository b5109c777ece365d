import { describe, expect, it } from "vitest";
import { registry } from "@/components/flow/registry";
import { parseDefinition } from "@/engine/definition/schema";
import { FORMAT, upgraded } from "@/engine/definition/upgrades";
import { readDraft } from "@/engine/edit/draft";
import reportAProblem from "@/prisma/seed/report-a-problem.json" with { type: "json" };

describe("upgrades", () => {
  it("go format by format, each a pure function", () => {
    const chain = {
      1: (flow: Readonly<Record<string, unknown>>) => ({ ...flow, title: flow.name }),
      2: ({ name: _, ...flow }: Readonly<Record<string, unknown>>) => flow,
    };
    const old = Object.freeze({ patchcord: 1, name: "A" });
    expect(upgraded(old, chain, 3)).toEqual({ ok: true, document: { patchcord: 3, title: "A" } });
    expect(upgraded({ patchcord: 2, name: "A" }, chain, 3)).toEqual({ ok: true, document: { patchcord: 3 } });
    expect(() => upgraded({ patchcord: 1 }, {}, 2)).toThrow("No upgrade from flow format 1");
  });

  it("leave the present format as it is", () => {
    expect(upgraded(reportAProblem)).toEqual({ ok: true, document: reportAProblem });
  });

  it.each([null, "text", 7, [], {}, { patchcord: "1" }, { patchcord: 0.5 }, { patchcord: 0 }])(
    "pass on %j",
    (input) => {
      expect(upgraded(input)).toEqual({ ok: true, document: input });
      expect(parseDefinition(registry, input).ok).toBe(false);
      expect(readDraft(input).draft).toBeNull();
    },
  );

  it("refuse a format newer than this version's, and say what to do", () => {
    const future = { ...reportAProblem, patchcord: FORMAT + 1 };
    const message = `is flow format ${FORMAT + 1}, made by a newer Patchcord; this one reads formats up to ${FORMAT}. Update Patchcord, or export the flow from one of this version`;
    expect(parseDefinition(registry, future)).toEqual({ ok: false, errors: [{ path: "$.patchcord", message }] });
    expect(readDraft(future)).toEqual({ draft: null, fault: { path: "$.patchcord", message } });
  });
});
