import { describe, expect, test } from "vitest";
import { registry } from "@/components/flow/registry";
import { applyChanges } from "@/engine/edit/change";
import { addStep } from "@/engine/edit/commands";
import { exitsOf } from "@/engine/edit/exits";
import { verify } from "@/engine/verify";
import { misplacedAt } from "@/engine/verify/placement";
import { dial, flow, forward, NAMES, play, step } from "./flow";

const called = flow({
  dial: dial({ answered: "talk", busy: null }),
  talk: play({ ok: "agent" }),
  agent: forward({ no_answer: "sorry", finished: null }),
  sorry: play({ ok: null }),
  lost: play({ ok: null }),
});

const at = (name: string, exit: string, draft = called) => misplacedAt(registry, draft, [{ step: name, exit }]);

describe("what may not stand at an exit", () => {
  test.each([
    ["before any call", "trigger", "ok", "play_audio", "Needs a call that was answered; here is none yet."],
    ["before any call", "trigger", "ok", "make_outbound_call", undefined],
    ["in a call", "dial", "answered", "play_audio", undefined],
    ["in a call", "dial", "answered", "make_outbound_call", "Here a call is still live."],
    ["after a call that nobody took", "dial", "busy", "make_outbound_call", "This path has already made a call."],
    ["after a call that nobody took", "dial", "busy", "end_flow", undefined],
    ["where no path leads yet", "lost", "ok", "make_outbound_call", undefined],
    ["at an exit that is not there", "dial", "no_such", "play_audio", undefined],
  ])("%s (%s.%s): %s", (_where, name, exit, component, why) => {
    expect(at(name, exit).get(component)).toBe(why);
  });

  test("for several exits is what may not stand at one of them", () => {
    const exits = [
      { step: "dial", exit: "answered" },
      { step: "dial", exit: "busy" },
    ];
    const all = misplacedAt(registry, called, exits);
    expect(all.has("play_audio")).toBe(true);
    expect(all.has("make_outbound_call")).toBe(true);
    expect(all.has("end_flow")).toBe(false);
  });

  test("agrees with the verifier, for each component at each exit", () => {
    const RULES = ["no_live_call", "second_dial", "dial_while_live", "forward_forbidden"];
    for (const [id, placed] of Object.entries(called.steps))
      for (const { id: exit } of exitsOf(registry, placed) ?? []) {
        const open = {
          ...called,
          steps: { ...called.steps, [id]: { ...placed, exits: { ...placed.exits, [exit]: null } } },
        };
        const refused = at(id, exit, open);
        for (const { definition } of registry.values()) {
          const made = addStep(registry, open, { component: definition.id, from: { step: id, exit } });
          if (!made) continue;
          const problems = verify(registry, applyChanges(open, made.changes), NAMES);
          const broken = problems.some(({ step: where, code }) => where === made.id && RULES.includes(code));
          expect([id, exit, definition.id, refused.has(definition.id)]).toEqual([id, exit, definition.id, broken]);
        }
      }
  });

  test("does not stop at a step of an unknown component", () => {
    const odd = flow({ odd: step("no_such", {}, { on: "dial" }), dial: dial({}) });
    expect(at("dial", "answered", odd).get("make_outbound_call")).toBe("Here a call is still live.");
  });
});
