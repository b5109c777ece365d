import type { Draft } from "@/engine/edit/draft";
import { ask, choose, dial, flow, forward, play, say, step } from "./flow";

const queue = (exits: Record<string, string | null>, hours = 1) => step("queue", { hours }, exits);
const long = `${"x".repeat(2999)}{{ to }}`;

const triesOf = (after: string, times: number) => ({ after, times, minutes: 24 * 60 });

/** Variables, loops, waits, names and configs: a draft and its problems, `severity code step field | path` each. */
export const CASES: [name: string, draft: Draft, problems: string[]][] = [
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
    "a contact's place in the queue: in the words of who waits there, and nowhere else",
    flow({
      dial: dial({ answered: "p" }),
      p: play({ ok: "f" }, "{{ call.position }}"),
      f: forward(
        { no_answer: "end", invalid_number: "end", outside_hours: "end" },
        {
          to: {
            ring_group: "Agents",
            hold: [
              { source: "tts", text: "Number {{ call.position }}, {{ call.place }}." },
              { source: "url", url: "https://x/{{ call.position }}" },
            ],
          },
          whisper: { source: "tts", text: "{{ call.position }}" },
        },
      ),
    }),
    [
      "error variable_unknown p config.message.text",
      "error variable_unknown f config.to.hold.0.text",
      "error variable_unknown f config.whisper.text",
      "warning may_be_machine f  | trigger.ok dial.answered p.ok f",
    ],
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
    "waits of a week and an hour",
    flow({
      dial: dial({ answered: "one" }),
      one: queue({ timeout: "end", call_finished: "two" }, 84),
      two: queue({ timeout: "end", call_finished: "three" }, 84),
      three: queue({ timeout: "end" }, 1),
    }),
    ["error waits_too_long three config | trigger.ok dial.answered one.call_finished two.call_finished three"],
  ],
  [
    "waits of a week",
    flow({
      dial: dial({ answered: "one" }),
      one: queue({ timeout: "end", call_finished: "two" }, 84),
      two: queue({ timeout: "end" }, 84),
    }),
    [],
  ],
  [
    "tries that take longer than an interaction lives",
    flow({ dial: dial({ answered: "end" }, { try_again: [triesOf("busy", 4), triesOf("no_answer", 4)] }) }),
    ["error waits_too_long dial config | trigger.ok dial"],
  ],
  ["tries that end in time", flow({ dial: dial({ answered: "end" }, { try_again: [triesOf("busy", 5)] }) }), []],
  [
    "tries after what only listening tells",
    flow({ dial: dial({ answered: "end" }, { try_again: [triesOf("voicemail", 1)] }) }),
    ["error try_again_unheard dial config.try_again.0.after"],
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
    ["warning contact_as_caller_id f config.caller_id", "warning may_be_machine f  | trigger.ok dial.answered f"],
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
