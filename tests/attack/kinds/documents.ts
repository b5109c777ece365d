import { LIMITS } from "@/engine/limits";
import { play } from "../../verify/flow";
import type { Attack, Attacker } from "../attack";
import { saidBy } from "../studio";
import { hostile } from "./flows";

/** A flow of 1,000 steps that is as large as a flow may be, each text of it a long condition: the most that there is to verify. */
function fullFlow(name: string, word = "to") {
  const count = LIMITS.steps_per_flow - 2;
  const at = (index: number) => (index < count ? `s${index}` : "end");
  const text = `{{${word}}}{%if ${`${word}==n or `.repeat(80)}part%}{%endif%}`;
  const steps = Array.from({ length: count }, (_, index) => [at(index), play({ ok: at(index + 1) }, text)]);
  return hostile(name, Object.fromEntries(steps));
}

/** 1,000 steps in a row that read thirty variables which nothing sets: the most problems, with the longest paths. */
function problemFlow(name: string) {
  const count = LIMITS.steps_per_flow - 2;
  const at = (index: number) => (index < count ? `s${index}` : "end");
  const names = Array.from({ length: 30 }, (_, index) => `v${index}`);
  const text = `${names.map((one) => `{{${one}}}`).join("")}${"x".repeat(600)}`;
  const steps = Array.from({ length: count }, (_, index) => [at(index), play({ ok: at(index + 1) }, text)]);
  const draft = hostile(name, Object.fromEntries(steps));
  const variables = Object.fromEntries(["to", "part", "n", ...names].map((one) => [one, { type: "string" as const }]));
  return { ...draft, variables };
}

const importing = async ({ studio }: Attacker, draft: object) =>
  (await studio.do<{ id: string }>("flows.importFlow", { text: JSON.stringify(draft) })).id;

function imports(kind: string, text: () => string): Attack {
  return {
    kind,
    inFlight: 2,
    prepare: async (by) => {
      const sent = text();
      return async () => saidBy(await by.studio.change("flows.importFlow", { text: sent }));
    },
  };
}

const DEPTH = 60_000;
const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

export const documents: Attack[] = [
  {
    kind: "verifier: a flow of 1 MiB",
    inFlight: 2,
    prepare: async (by) => {
      const id = await importing(by, fullFlow("Full"));
      return async () => saidBy(await by.studio.read("flows.publishPreview", { id }));
    },
  },
  {
    kind: "verifier: the most problems, the longest paths",
    inFlight: 2,
    prepare: async (by) => {
      const id = await importing(by, problemFlow("Problems"));
      return async () => saidBy(await by.studio.read("flows.publishPreview", { id }));
    },
  },
  {
    kind: "a huge draft replaced by another, and back",
    inFlight: 1,
    prepare: async (by) => {
      const id = await importing(by, fullFlow("One"));
      const { id: first } = await by.studio.do<{ id: string }>("flows.checkpoint", { id, name: "one" });
      const { steps } = fullFlow("Two", "part");
      const changes = Object.entries(fullFlow("One").steps).flatMap(([key, { config }]) => {
        const after = steps[key]?.config.message;
        return config.message ? [{ path: ["steps", key, "config", "message"], before: config.message, after }] : [];
      });
      const edit = { id: crypto.randomUUID(), label: "All else", changes, kind: "edit", of: null };
      const edited = await by.studio.change("flows.edit", { id, base: 0, edits: [edit] });
      if (!edited.ok) throw new Error(await edited.text());
      const { id: second } = await by.studio.do<{ id: string }>("flows.checkpoint", { id, name: "two" });
      let turn = 0;
      return async () => {
        turn += 1;
        return saidBy(await by.studio.change("flows.restore", { id, version: turn % 2 ? first : second }));
      };
    },
  },
  imports("import: a flow of 1 MiB", () => JSON.stringify(fullFlow("Imported"))),
  imports("import: the most values in 1 MiB", () => `[${"1,".repeat(500_000)}1]`),
  imports("import: 500,000 levels", () => deep(LIMITS.definition_bytes / 2)),
  {
    kind: "procedure: an input of 4 MiB, 2,000,000 levels",
    inFlight: 2,
    prepare: async ({ baseUrl, studio: { cookie } }) => {
      const body = `{"json":{"verbs":${deep(2_000_000)}}}`;
      const headers = { cookie, "content-type": "application/json", origin: baseUrl, "sec-fetch-site": "same-origin" };
      return async () => saidBy(await fetch(`${baseUrl}/api/trpc/flows.twiml`, { method: "POST", headers, body }));
    },
  },
  {
    kind: "procedures: a thousand in one request",
    inFlight: 2,
    prepare: async ({ baseUrl, studio: { cookie } }) => {
      const names = Array.from({ length: 1000 }, () => "flows.names").join(",");
      return async () => saidBy(await fetch(`${baseUrl}/api/trpc/${names}?batch=1`, { headers: { cookie } }));
    },
  },
  {
    kind: "start: JSON of 30,000 levels",
    inFlight: 4,
    prepare: async ({ baseUrl, bearer, world }) => {
      const headers = { authorization: `Bearer ${bearer}`, "content-type": "application/json" };
      const body = `{"a":${deep(DEPTH / 2)}}`;
      return async () =>
        saidBy(await fetch(`${baseUrl}/api/flows/${world.flow}/interactions`, { method: "POST", headers, body }));
    },
  },
];
