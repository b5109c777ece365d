import { setTimeout as pause } from "node:timers/promises";
import type { PlacedStep } from "@/engine/definition/schema";
import type { Draft } from "@/engine/edit/draft";
import { dial, flow, play, step } from "../../verify/flow";
import type { Attack, Attacker } from "../attack";
import { saidBy } from "../studio";

const CALLEE = "+12025550120";
const LONG = "a".repeat(16_000);
const LATE = `${"a".repeat(4000)}b${"a".repeat(4000)}`;
/** As long as one template may work; how long is an argument, so that the verifier, which renders with empty values, takes it. */
const BUSY = "{% for i in (1..n) %}{% endfor %}";
const TURNS = "6000";
/** How long who has been told to come back waits. */
const REFUSED_MS = 100;

type Steps = Record<string, PlacedStep>;

const NAMES = ["to", "part", "n"];

/** A flow with three arguments that runs through the steps. */
export function hostile(name: string, steps: Steps): Draft {
  const draft = flow(steps, { name, variables: Object.fromEntries(NAMES.map((at) => [at, { type: "string" }])) });
  draft.steps.trigger!.config = { arguments: NAMES.map((at) => ({ name: at, variable: at })) };
  return draft;
}

/** So many conditions as a step may have, each a search that finds nothing. */
function searches(condition: Record<string, unknown>, next = "end"): PlacedStep {
  const conditions = Array.from({ length: 20 }, () => ({ variable: "to", ...condition }));
  const branches = Array.from({ length: 20 }, (_, at) => ({
    ...{ id: `b${at}`, name: `B${at}`, match: "any", conditions },
  }));
  const exits = Object.fromEntries([...branches.map(({ id }) => [id, next]), ["no_match", next]]);
  return step("conditional_statement", { branches }, exits);
}

/** Functions whose inputs work as long as they may and then fault, one after the other. */
function faultingTemplates(): Steps {
  const inputs = { name: `${BUSY}{{ part | url_decode }}`, time_zone: "UTC" };
  const at = (index: number) => (index < 60 ? `f${index}` : "end");
  const faulting = (index: number) => {
    const next = at(index + 1);
    const ways = { ok: next, error: next, timeout: next };
    return step("run_function", { function: "Greeting by hour", inputs }, ways, {
      on_error: { do: "go_to", step: next },
    });
  };
  return Object.fromEntries(Array.from({ length: 60 }, (_, index) => [at(index), faulting(index)]));
}

export async function publish({ studio }: Attacker, draft: object): Promise<string> {
  const { id } = await studio.do<{ id: string }>("flows.importFlow", { text: JSON.stringify(draft) });
  await studio.do("flows.publish", { id, revision: 0, note: "" });
  return id;
}

/** Starts an interaction as a website does; whoever is refused waits a little. */
export async function start(baseUrl: string, bearer: string, flowId: string, args: object): Promise<string> {
  const response = await fetch(`${baseUrl}/api/flows/${flowId}/interactions`, {
    method: "POST",
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    body: JSON.stringify(args),
  });
  if (response.status === 429) await pause(REFUSED_MS);
  return saidBy(response);
}

const started = (kind: string, draft: Draft, args: Record<string, string>): Attack => ({
  kind,
  inFlight: 4,
  prepare: async (by) => {
    const id = await publish(by, draft);
    return () => start(by.baseUrl, by.bearer, id, args);
  },
});

export const startedFlows: Attack[] = [
  started("started flow: templates that loop", hostile("Loops", faultingTemplates()), {
    ...{ to: CALLEE, part: "%", n: TURNS },
  }),
  started(
    "started flow: 400 searches",
    hostile("Searches", { c: searches({ operator: "contains", value_variable: "part" }) }),
    { to: LONG, part: LATE, n: "" },
  ),
  started(
    "started flow: 400 patterns",
    hostile("Patterns", { c: searches({ operator: "matches", value: "x(a|aa)+" }) }),
    { to: LONG, part: "", n: "" },
  ),
];

const TALKS = 20;

/** A call whose every turn works nearly as long as a burst may. The verbs are short, so the carrier asks again at once. */
function busyCall(): Draft {
  const heavy = searches({ operator: "contains", value_variable: "part" }, "");
  const steps: Steps = { dial: dial({ answered: "p0" }, { to_variable: "n" }) };
  for (let at = 0; at < TALKS; at++) {
    const next = at + 1 < TALKS ? `p${at + 1}` : "end";
    steps[`p${at}`] = play({ ok: `c${at}` }, "{% for i in (1..5000) %}{% endfor %}Go on.");
    const exits = Object.fromEntries(Object.keys(heavy.exits ?? {}).map((exit) => [exit, next]));
    steps[`c${at}`] = { ...heavy, exits };
  }
  return hostile("Talks", steps);
}

/** Its own carrier plays the calls, so the account decides how fast the webhooks come. */
export const busyWebhooks: Attack = {
  kind: "live calls: every webhook a heavy burst",
  inFlight: 4,
  prepare: async (by) => {
    const id = await publish(by, busyCall());
    let numbered = 0;
    return async () => {
      numbered += 1;
      const n = `+1202${String(9_000_000 + numbered)}`;
      const ended = by.carrier.ended(n);
      const said = await start(by.baseUrl, by.bearer, id, { to: "a".repeat(1800), part: "ab", n });
      if (said !== "202") return said;
      return (await ended) ? "202, played to its end" : "202, broken off";
    };
  },
};

const TESTS = 100;

/** As many tests as a flow may have, each of which works as long as it may. */
export const viewersTests: Attack = {
  kind: "a viewer runs a flow's 100 tests",
  inFlight: 2,
  prepare: async (by) => {
    const text = "{% for i in (1..4000) %}{% if i %}{% endif %}{% endfor %}Hello.";
    const at = (index: number) => (index < 12 ? `g${index}` : "end");
    const talks = Array.from({ length: 12 }, (_, index) => [at(index), play({ ok: at(index + 1) }, text)]);
    const draft = hostile("Tested", { dial: dial({ answered: "g0" }), ...Object.fromEntries(talks) });
    const { id } = await by.studio.do<{ id: string }>("flows.importFlow", { text: JSON.stringify(draft) });
    for (let index = 0; index < TESTS; index++) {
      const scenario = {
        name: `Test ${index}`,
        arguments: { to: CALLEE, part: "", n: "" },
        expect: { path: "trigger.ok", outcome: null },
      };
      await by.studio.do("flows.tests.save", { id, scenario });
    }
    return async () => saidBy(await by.studio.read("flows.tests.run", { id }));
  },
};
