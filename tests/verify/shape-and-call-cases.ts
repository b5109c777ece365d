import type { Draft } from "@/engine/edit/draft";
import { choose, dial, end, flow, forward, play, step } from "./flow";

const FETCH = { connection: "crm", inputs: {} };
const queue = (exits: Record<string, string | null>, hours = 1) => step("queue", { hours }, exits);

const callback = (config: object, exits: Record<string, string> = {}) =>
  step(
    "request_direct_callback",
    { from: "+12025550101", ring_group: "Agents", ...config },
    { invalid_caller_id: "end", no_match: "end", timeout: "end", ...exits },
  );

const MAY_BE_MACHINE = "warning may_be_machine f  | trigger.ok dial.answered f";
const PERSON = { from: "+12025550101", to_variable: "to", answering: "person", who_and_why: "Hello, this is a test." };
const MENU = { message: { source: "tts", text: "Press 1." }, keys: [{ id: "one", key: "1", name: "One" }] };

/** Shape, exits, reach and calls: a draft and its problems, `severity code step field | path` each. */
export const CASES: [name: string, draft: Draft, problems: string[]][] = [
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
    ["error unknown_key f config.to.x", MAY_BE_MACHINE],
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
    ["error phone_number_invalid f config.to.number", MAY_BE_MACHINE],
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
    [
      "error forward_forbidden again  | trigger.ok dial.answered f.no_answer q.call_finished p.ok again",
      MAY_BE_MACHINE,
    ],
  ],
  ["a callback before any call, with a number", flow({ cb: callback({ number_variable: "to" }) }), []],
  [
    "a callback before any call, without a number, and with words that nobody hears",
    flow({
      c: choose({ a: "dial", no_match: "cb" }),
      dial: dial({ answered: "cb" }),
      cb: callback({ confirmation: { source: "tts", text: "Soon." } }),
    }),
    [
      "error number_missing cb config.number_variable | trigger.ok c.no_match cb",
      "warning confirmation_unheard cb config.confirmation | trigger.ok c.no_match cb",
    ],
  ],
  [
    "a callback after a callback, whose call is over",
    flow({ cb: callback({ number_variable: "to" }, { timeout: "again" }), again: callback({ number_variable: "to" }) }),
    ["error no_live_call again  | trigger.ok cb.timeout again"],
  ],
  [
    "questions and forwards where a machine has answered, and not where a person has",
    flow({
      dial: step("make_outbound_call", PERSON, {
        ...{ answered: "f", screened: "f", voicemail: "p", invalid_number: "end", busy: "end", no_answer: "end" },
      }),
      p: play({ ok: "again" }),
      again: forward({ no_answer: "end", invalid_number: "end" }),
      f: forward({ no_answer: "end", invalid_number: "end" }),
    }),
    [
      "error no_person f  | trigger.ok dial.screened f",
      "error no_person again  | trigger.ok dial.voicemail p.ok again",
    ],
  ],
  [
    "who and why is asked for where a person is made sure of",
    flow({
      dial: step(
        "make_outbound_call",
        { ...PERSON, who_and_why: " " },
        {
          ...{ answered: "end", invalid_number: "end", busy: "end", no_answer: "end" },
        },
      ),
    }),
    ["error who_and_why_missing dial config.who_and_why"],
  ],
  [
    "a key asks for a person before the agent is joined",
    flow({
      dial: dial({ answered: "k" }),
      k: step("standard_ivr", MENU, { one: "f", timeout: "end", invalid: "end" }),
      f: forward({ no_answer: "end", invalid_number: "end" }),
    }),
    [],
  ],
];
