import { describe, expect, it } from "vitest";
import { registry as product } from "@/components/flow/registry";
import { parseDefinition } from "@/engine/definition/schema";
import type { Draft } from "@/engine/edit/draft";
import { type AccountNames, type Problem, verify } from "@/engine/verify";
import reportAProblem from "@/prisma/seed/report-a-problem.json" with { type: "json" };
import { registry } from "./extra-components";
import { ask, choose, dial, end, flow, forward, NAMES, play, say, step } from "./flow";

/** `severity code step field | path`, as one line. */
function line({ severity, code, step: at, field, path }: Problem): string {
  const way = path ? ` | ${path.map(({ step: id, exit }) => (exit ? `${id}.${exit}` : id)).join(" ")}` : "";
  return `${severity} ${code} ${at ?? "-"} ${field.join(".")}${way}`;
}

const check = (draft: Draft, names: AccountNames = NAMES) => verify(registry, draft, names).map(line);

const FETCH = { connection: "crm", inputs: {} };
const queue = (exits: Record<string, string | null>, hours = 1) => step("queue", { hours }, exits);
const long = `${"x".repeat(2999)}{{ to }}`;

const CASES: [name: string, draft: Draft, problems: string[]][] = [
  ["a dial and a message", flow({ dial: dial({ answered: "play" }), play: play({ ok: "end" }) }), []],

  // Shape
  [
    "an unknown component",
    flow({ odd: step("teleport", {}, { ok: "end" }) }),
    ["error unknown_component odd component", "warning argument_unused trigger config.arguments.0.variable"],
  ],
  ["an unknown key", flow({ dial: dial({}, { colour: "red" }) }), ["error unknown_key dial config.colour"]],
  [
    "an unknown key inside a union",
    flow({
      dial: dial({ answered: "f" }),
      f: forward({ no_answer: "end", invalid_number: "end" }, { to: { number: "+12025550130", x: 1 } }),
    }),
    ["error unknown_key f config.to.x"],
  ],
  [
    "a config that lacks things, and the rest is still looked at",
    flow({
      dial: step("make_outbound_call", { ring_seconds: 99 }, { answered: "end", busy: "end", no_answer: "end" }),
    }),
    [
      "warning argument_unused trigger config.arguments.0.variable",
      "error config_invalid dial config.from",
      "error config_invalid dial config.to_variable",
      "error config_invalid dial config.ring_seconds",
      "error exit_unwired dial exits.invalid_number",
    ],
  ],
  [
    "an empty message",
    flow({ dial: dial({ answered: "play" }), play: play({ ok: "end" }, "") }),
    ["error config_invalid play config.message.text"],
  ],
  [
    "nothing chosen for a message, whose step still needs a call",
    flow({ play: step("play_audio", {}, { ok: "dial" }), dial: dial({}) }),
    ["error config_invalid play config.message", "error no_live_call play  | trigger.ok play"],
  ],
  [
    "a list without branches",
    flow({ c: step("choose", { branches: "none" }, { no_match: "dial", gone: "end" }), dial: dial({}) }),
    ["error config_invalid c config.branches"],
  ],
  [
    "two exits of one id",
    flow({ c: step("choose", { branches: [{ id: "no_match", variable: "to", is: "a" }] }, { no_match: "end" }) }),
    ["error exit_duplicate c exits.no_match"],
  ],
  [
    "an unknown output",
    flow({ dial: dial({}, {}, { outputs: { digits: "pin" } }) }),
    ["error unknown_output dial outputs.digits"],
  ],
  [
    "a fixed number that is none",
    flow({
      dial: dial({ answered: "f" }),
      f: forward({ no_answer: "end", invalid_number: "end" }, { to: { number: "12" } }),
    }),
    ["error phone_number_invalid f config.to.number"],
  ],

  // Exits and targets
  ["a mandatory exit left open", flow({ dial: dial({ busy: null }) }), ["error exit_unwired dial exits.busy"]],
  ["an exit to a missing step", flow({ dial: dial({ busy: "nowhere" }) }), ["error missing_step dial exits.busy"]],
  [
    "an exit the step does not have",
    flow({ dial: dial({ machine: "end" }) }),
    ["error unknown_exit dial exits.machine"],
  ],
  ["an optional exit left open", flow({ dial: dial({}, { answering_machine: "detect" }) }), []],
  [
    "error handling that goes to a missing step, or by an exit that is none",
    flow({
      dial: dial({ busy: "f" }, {}, { on_error: { do: "go_to", step: "nowhere" } }),
      f: step("fetch", FETCH, { success: "end", error_answer: "end" }, { on_error: { do: "exit", exit: "ok" } }),
    }),
    ["error missing_step dial on_error.step", "error unknown_exit f on_error.exit"],
  ],
  ["a way back to the trigger", flow({ dial: dial({ busy: "trigger" }) }), ["error leads_to_trigger dial exits.busy"]],
  [
    "a start that is missing",
    flow({ dial: dial({}) }, { start: "gone" }),
    ["error missing_step - start", "error trigger_misplaced trigger component"],
  ],
  [
    "a start that is no trigger",
    flow({ dial: dial({}) }, { start: "dial" }),
    [
      "error trigger_misplaced trigger component",
      "error no_trigger dial ",
      "error variable_never_set dial config.to_variable | dial",
    ],
  ],
  [
    "a hang-up that leads to a missing step",
    flow({ dial: dial({}) }, { on_hang_up: "gone" }),
    ["error missing_step - on_hang_up"],
  ],

  // Reach
  [
    "a branch that was cut off, complete",
    flow({ dial: dial({}), c: choose({ no_match: "other" }), other: end }),
    ["warning unreachable c ", "warning unreachable other "],
  ],
  [
    "a step nobody has connected yet",
    flow({ dial: dial({}), c: choose({ no_match: null }), other: choose({ no_match: "c" }) }),
    ["error exit_unwired c exits.no_match", "error unreachable c ", "error unreachable other "],
  ],
  [
    "a hang-up step where no call is ever live at a wait",
    flow({ dial: dial({}), other: end }, { on_hang_up: "other" }),
    ["error unreachable other "],
  ],

  // Calls
  [
    "a voice step before the call",
    flow({ play: play({ ok: "dial" }), dial: dial({}) }),
    ["error no_live_call play  | trigger.ok play"],
  ],
  [
    "a voice step behind two exits, one of them without a call: the short way there, and told once",
    flow({
      c: choose({ a: "dial", no_match: "dial" }),
      dial: dial({ answered: "one", busy: "one" }),
      one: play({ ok: "two" }),
      two: play({ ok: "end" }),
    }),
    ["error no_live_call one  | trigger.ok c.a dial.busy one"],
  ],
  [
    "a fault of the dial leaves no call",
    flow({
      dial: dial({ answered: "one" }, {}, { on_error: { do: "exit", exit: "answered" } }),
      one: play({ ok: "end" }),
    }),
    ["error no_live_call one  | trigger.ok dial.error one"],
  ],
  [
    "a fault that can leave the call either way",
    flow({
      dial: dial({ answered: "q" }),
      q: { ...queue({ timeout: "end" }), on_error: { do: "go_to", step: "p" } },
      p: play({ ok: "end" }),
    }),
    ["error no_live_call p  | trigger.ok dial.answered q.error p"],
  ],
  [
    "voice after the line was freed",
    flow({ dial: dial({ answered: "q" }), q: queue({ timeout: "p" }), p: play({ ok: "end" }) }),
    ["error no_live_call p  | trigger.ok dial.answered q.timeout p"],
  ],
  [
    "voice after a hang-up",
    flow(
      { dial: dial({ answered: "p" }), p: play({ ok: "end" }), sorry: play({ ok: "end" }) },
      { on_hang_up: "sorry" },
    ),
    ["error no_live_call sorry  | trigger.ok dial.answered p.contact_hung_up sorry"],
  ],
  [
    "a fetch after a hang-up, which can happen while another fetch runs",
    flow(
      {
        dial: dial({ answered: "f" }),
        f: step("fetch", FETCH, { success: "end", error_answer: "end" }),
        log: choose({ no_match: "end" }),
      },
      { on_hang_up: "log" },
    ),
    [],
  ],
  [
    "two calls, one after the other",
    flow({ one: dial({ busy: "two" }), two: dial({}) }),
    ["error second_dial two  | trigger.ok one.busy two"],
  ],
  [
    "a loop back to the call",
    flow({ one: dial({ no_answer: "one" }) }),
    ["error second_dial one  | trigger.ok one.no_answer one"],
  ],
  [
    "a call while one is live",
    flow({ one: dial({ answered: "two" }), two: dial({}) }),
    ["error dial_while_live two  | trigger.ok one.answered two"],
  ],
  [
    "a call in either of two branches",
    flow({ c: choose({ a: "one", no_match: "two" }), one: dial({}), two: dial({}) }),
    [],
  ],
  [
    "a second call after a hang-up",
    flow({ one: dial({ answered: "p" }), p: play({ ok: "end" }), again: dial({}) }, { on_hang_up: "again" }),
    ["error second_dial again  | trigger.ok one.answered p.contact_hung_up again"],
  ],
  [
    "a forward after a callback that finished, not one before",
    flow({
      dial: dial({ answered: "f" }),
      f: forward({ no_answer: "q", invalid_number: "end" }),
      q: queue({ timeout: "end", call_finished: "p" }),
      p: play({ ok: "again" }),
      again: forward({ no_answer: "end", invalid_number: "end" }),
    }),
    ["error forward_forbidden again  | trigger.ok dial.answered f.no_answer q.call_finished p.ok again"],
  ],

  // Variables
  [
    "variables nobody has declared, wherever they stand",
    flow({
      dial: dial({ answered: "f" }, { to_variable: "who" }),
      f: step(
        "fetch",
        { connection: "crm", inputs: { q: "{{ where }}" } },
        { success: "p", error_answer: "p" },
        { outputs: { answer: "gone" } },
      ),
      p: play(
        { ok: "end" },
        "{{ to }} {{ call.colour }} {{ flow }} {{ interaction.id }} {% assign mine = to %}{{ mine }}",
      ),
    }),
    [
      "error variable_unknown dial config.to_variable",
      "error variable_unknown f config.inputs.q",
      "error variable_unknown f outputs.answer",
      "error variable_unknown p config.message.text",
      "error variable_unknown p config.message.text",
    ],
  ],
  [
    "a read-only name where only a variable can stand",
    flow({
      dial: dial({ answered: "p" }),
      p: play({ ok: "end" }, "{{ call.to }} {{ call.from }} {{ call.answered_by }} {{ flow.version }}"),
    }),
    [],
  ],
  [
    "a variable that nothing sets",
    flow({ dial: dial({ answered: "p" }), p: play({ ok: "end" }, "{{ pin }}") }),
    ["error variable_never_set p config.message.text | trigger.ok dial.answered p"],
  ],
  [
    "a variable that is set only later",
    flow({
      dial: dial({ answered: "p" }),
      p: play({ ok: "a" }, "{{ pin }}"),
      a: ask({ ok: "end", timeout: "end" }, { outputs: { digits: "pin" } }),
    }),
    ["error variable_never_set p config.message.text | trigger.ok dial.answered p"],
  ],
  [
    "a variable that some paths set: the short way that does not",
    flow({
      dial: dial({ answered: "c" }),
      c: choose({ a: "a", no_match: "b" }),
      a: ask({ ok: "p", timeout: "end" }, { outputs: { digits: "pin" } }),
      b: play({ ok: "p" }),
      p: play({ ok: "end" }, "Your {{ pin }}"),
    }),
    ["warning variable_maybe_unset p config.message.text | trigger.ok dial.answered c.no_match b.ok p"],
  ],
  [
    "a variable that a fault leaves unset",
    flow({
      dial: dial({ answered: "a" }),
      a: ask({ ok: "p", timeout: "end" }, { outputs: { digits: "pin" }, on_error: { do: "go_to", step: "p" } }),
      p: play({ ok: "end" }, "Your {{ pin }}"),
    }),
    ["warning variable_maybe_unset p config.message.text | trigger.ok dial.answered a.error p"],
  ],
  [
    "a variable that a loop has set only from its second round on",
    flow({
      dial: dial({ answered: "p" }),
      p: play({ ok: "a" }, "Hello {{ pin }}"),
      a: ask({ ok: "end", timeout: "p" }, { outputs: { digits: "pin" } }),
    }),
    ["warning variable_maybe_unset p config.message.text | trigger.ok dial.answered p"],
  ],
  [
    "a template that does not parse, and one with a filter that is not there",
    flow({ dial: dial({ answered: "p" }), p: play({ ok: "q" }, "{{ to"), q: play({ ok: "end" }, "{{ to | sample }}") }),
    ["error template_invalid p config.message.text", "error template_invalid q config.message.text"],
  ],

  // Loops and waits
  [
    "a loop without a wait, with a way out",
    flow({ c: choose({ a: "d", no_match: "end" }), d: choose({ b: "c", no_match: "end" }) }),
    ["error endless_loop c exits.a | trigger.ok c.a d.b c"],
  ],
  [
    "a step that leads to itself",
    flow({ c: choose({ a: "end", no_match: "c" }) }),
    ["error endless_loop c exits.no_match | trigger.ok c.no_match c"],
  ],
  [
    "a loop by error handling",
    flow({ c: choose({ no_match: "d" }), d: choose({ no_match: "end" }, { on_error: { do: "go_to", step: "c" } }) }),
    ["error endless_loop c exits.no_match | trigger.ok c.no_match d.error c"],
  ],
  [
    "a message that may be empty does not make a loop wait",
    flow({ dial: dial({ answered: "p" }), p: play({ ok: "p" }, "{{ to }}") }),
    ["error endless_loop p exits.ok | trigger.ok dial.answered p.ok p"],
  ],
  [
    "a menu that repeats itself",
    flow({ dial: dial({ answered: "p" }), p: play({ ok: "a" }), a: ask({ ok: "end", timeout: "p" }) }),
    [],
  ],
  [
    "waits of two days and an hour",
    flow({
      dial: dial({ answered: "one" }),
      one: queue({ timeout: "end", call_finished: "two" }, 24),
      two: queue({ timeout: "end", call_finished: "three" }, 24),
      three: queue({ timeout: "end" }, 1),
    }),
    ["error waits_too_long three config | trigger.ok dial.answered one.call_finished two.call_finished three"],
  ],
  [
    "waits of two days",
    flow({
      dial: dial({ answered: "one" }),
      one: queue({ timeout: "end", call_finished: "two" }, 24),
      two: queue({ timeout: "end" }, 24),
    }),
    [],
  ],
  [
    "a long wait that a loop repeats",
    flow({
      dial: dial({ answered: "one" }),
      one: queue({ timeout: "end", call_finished: "one" }, 30),
    }),
    [],
  ],

  // Names and config
  [
    "names that the account lacks or cannot use",
    flow({
      c: choose({ a: "one", b: "two", no_match: "f" }),
      one: dial({}, { from: "+12025550199" }),
      two: dial({}, { from: "+12025550102" }),
      f: step("fetch", { connection: "erp" }, { success: "end", error_answer: "end" }),
    }),
    [
      "error name_missing one config.from",
      "error name_unusable two config.from",
      "error name_missing f config.connection",
    ],
  ],
  [
    "the contact's number as caller id",
    flow({
      dial: dial({ answered: "f" }),
      f: forward({ no_answer: "end", invalid_number: "end" }, { caller_id: "contact" }),
    }),
    ["warning contact_as_caller_id f config.caller_id"],
  ],
  ["an argument nobody uses", flow({}), ["warning argument_unused trigger config.arguments.0.variable"]],
  [
    "a component's own check",
    flow({
      c: step("choose", { branches: [{ id: "a", variable: "done", is: 1 }] }, { no_match: "dial" }),
      dial: dial({}),
    }),
    [
      "error type_mismatch c config.branches.0.is",
      "error variable_never_set c config.branches.0.variable | trigger.ok c",
    ],
  ],
  [
    "messages of 2,999 characters and a variable, and of 3,001 in a list",
    flow({
      dial: dial({ answered: "p" }),
      p: play({ ok: "q" }, long),
      q: step("play_audio", { message: [say().message, say("x".repeat(3001)).message] }, { ok: "end" }),
    }),
    ["warning message_too_long q config.message.1.text"],
  ],
];

describe("verify", () => {
  it.each(CASES)("%s", (_name, draft, problems) => {
    const before = JSON.stringify(draft);
    expect(check(draft).toSorted()).toEqual(problems.toSorted());
    expect(JSON.stringify(draft), "a draft is never changed").toBe(before);
  });

  it("finds nothing wrong with the demo flow", () => {
    const parsed = parseDefinition(product, reportAProblem);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    expect(verify(product, parsed.definition, NAMES)).toEqual([]);
  });

  it("refuses more than 100 steps in one burst, and shows them", () => {
    const chain = (length: number) =>
      flow({
        ...Object.fromEntries(
          Array.from({ length }, (_, at) => [`c${at}`, choose({ no_match: at + 1 < length ? `c${at + 1}` : "end" })]),
        ),
      });
    expect(check(chain(98))).toEqual([]);
    const [problem] = verify(registry, chain(99), NAMES);
    expect(problem).toMatchObject({ code: "burst_too_long", step: "end" });
    expect(problem?.path).toHaveLength(101);
  });

  it("says the limits", () => {
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`s${at}`, choose({ no_match: "end" })]));
    const codes = (draft: Draft) =>
      verify(registry, draft, NAMES).flatMap(({ step: at, code }) => (at === null ? [code] : []));
    expect(codes(flow(many))).toEqual(["too_many_steps"]);
    const variables = Object.fromEntries(
      Array.from({ length: 201 }, (_, at) => [`v${at}`, { type: "string" as const }]),
    );
    expect(codes(flow({ dial: dial({}) }, { variables: { to: { type: "string" }, ...variables } }))).toEqual([
      "too_many_variables",
    ]);
    expect(codes(flow({ dial: dial({}) }, { description: "é".repeat(600_000) }))).toEqual(["too_large"]);
  });

  it("names the step and says what to do", () => {
    const messages = (draft: Draft) => verify(registry, draft, NAMES).map(({ message }) => message);
    const named = { ...dial({ busy: null }, { ring_seconds: 99 }), name: "Call the customer" };
    expect(messages(flow({ dial: named }))).toEqual([
      "“Call the customer”: check Ring for: must be at most 35.",
      "“Call the customer”: choose where its exit Busy goes.",
    ]);
    const trigger = step("api_request", { arguments: [{ name: "to", variable: "to" }, { name: "1" }] }, { ok: "dial" });
    expect(messages(flow({ dial: dial({}) }, { steps: { trigger, dial: dial({}), end } }))).toEqual([
      "“api_request”: check Arguments 2 › Name: must be letters, digits and _, not starting with a digit.",
      "“api_request”: fill in Arguments 2 › Variable.",
    ]);
  });
});
