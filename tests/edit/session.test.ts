import { describe, expect, test } from "vitest";
import { registry } from "@/components/flow/registry";
import { applyChanges } from "@/engine/edit/change";
import * as commands from "@/engine/edit/commands";
import type { Draft } from "@/engine/edit/draft";
import { coalesced } from "@/engine/edit/session/coalesce";
import type { LoggedEdit } from "@/engine/edit/session/history";
import { clashes, merged } from "@/engine/edit/session/merge";
import { openSession, withEdit, withLastReplaced, withLog } from "@/engine/edit/session/session";
import { reportAProblem } from "./report-a-problem";

const start = reportAProblem();

let count = 0;
function logged(command: commands.Command | null): LoggedEdit {
  if (!command) throw new Error("the command had nothing to do");
  count += 1;
  return { id: `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`, kind: "edit", of: null, ...command };
}
const say = (text: string, draft: Draft = start) =>
  logged(commands.setConfig(registry, draft, "announce", "message", { source: "tts", text }));

describe("a session", () => {
  test("shows own edits at once and those of others under them", () => {
    const mine = withEdit(openSession(start, 7), logged(commands.renameStep(start, "end", "Bye")));
    const { session, collided } = withLog(mine, [say("Hello")], 8);
    expect(collided).toEqual([]);
    expect(session.revision).toBe(8);
    expect(session.draft.steps.end?.name).toBe("Bye");
    expect(session.draft.steps.announce?.config.message).toEqual({ source: "tts", text: "Hello" });
    expect(session.document.steps.end?.name).toBe("End flow");
  });

  test("finds its own edits in the log, whichever tab sent them", () => {
    const edit = logged(commands.renameStep(start, "end", "Bye"));
    const { session } = withLog(withEdit(openSession(start, 7), edit), [edit], 8);
    expect(session.pending).toEqual([]);
    expect(session.document).toEqual(session.draft);
    expect(session.draft.steps.end?.name).toBe("Bye");
  });

  test("keeps what collides until it is merged", () => {
    const mine = withEdit(openSession(start, 7), say("Mine"));
    const { session, collided } = withLog(mine, [say("Theirs")], 8);
    expect(collided).toHaveLength(1);
    expect(session.pending).toHaveLength(1);
    expect(session.draft.steps.announce?.config.message).toHaveProperty("text", "Mine");
    expect(session.document.steps.announce?.config.message).toHaveProperty("text", "Theirs");
  });
});

describe("typing", () => {
  const first = say("H");
  const typed = applyChanges(start, first.changes);
  const second = say("Hi", typed);

  test("within a second is one edit", () => {
    const one = coalesced({ edit: first, at: 0 }, { edit: second, at: 900 });
    expect(one?.id).toBe(first.id);
    const session = withLastReplaced(withEdit(openSession(start, 1), first), one as LoggedEdit);
    expect(session.draft.steps.announce?.config.message).toHaveProperty("text", "Hi");
    expect(session.pending).toHaveLength(1);
  });

  test("after a pause, or elsewhere, is another", () => {
    expect(coalesced({ edit: first, at: 0 }, { edit: second, at: 1100 })).toBeNull();
    const moved = logged(commands.moveSteps(start, [{ step: "end", position: [1, 1] }]));
    const again = logged(commands.moveSteps(start, [{ step: "end", position: [2, 2] }]));
    expect(coalesced({ edit: moved, at: 0 }, { edit: again, at: 1 })).toBeNull();
    expect(coalesced({ edit: first, at: 0 }, { edit: moved, at: 1 })).toBeNull();
  });
});

describe("a merge", () => {
  const renamed = commands.renameStep(start, "announce", "Mine")?.changes ?? [];
  const theirText = say("Theirs").changes;

  test("shows both sides of each thing that clashes", () => {
    const [clash, ...more] = clashes(renamed, theirText);
    expect(more).toEqual([]);
    expect(clash).toMatchObject({ subject: ["steps", "announce"], mine: renamed, theirs: theirText });
  });

  test.each([
    ["mine", "Mine"],
    ["theirs", "Announce agent joining call"],
  ] as const)("keeps %s", (side, name) => {
    const document = applyChanges(start, theirText);
    const command = merged(document, applyChanges(start, renamed), renamed, new Map([["steps.announce", side]]));
    const after = command ? applyChanges(document, command.changes) : document;
    expect(after.steps.announce?.name).toBe(name);
    expect(after.steps.announce?.config.message).toHaveProperty("text", "Theirs");
  });

  test("brings a step back that they removed and mine works on or leads to", () => {
    const document = applyChanges(start, commands.removeSteps(start, ["announce"])?.changes ?? []);
    const wired = commands.connect(start, "call_customer", "busy", "announce")?.changes ?? [];
    for (const mine of [renamed, wired]) {
      const command = merged(document, applyChanges(start, mine), mine, new Map());
      const after = applyChanges(document, command?.changes ?? []);
      expect(after.steps).toHaveProperty("announce");
      expect(after.layout).toHaveProperty("announce");
    }
  });

  test("removes a step that they changed, if mine is chosen", () => {
    const document = applyChanges(start, theirText);
    const mine = commands.removeSteps(start, ["announce"])?.changes ?? [];
    const keys = clashes(mine, theirText).map(({ key }) => key);
    expect(keys).toEqual(["steps.announce"]);
    const mineChosen = merged(document, applyChanges(start, mine), mine, new Map());
    expect(applyChanges(document, mineChosen?.changes ?? []).steps).not.toHaveProperty("announce");
    const theirsChosen = merged(document, applyChanges(start, mine), mine, new Map([["steps.announce", "theirs"]]));
    expect(applyChanges(document, theirsChosen?.changes ?? []).steps).toHaveProperty("announce");
  });
});
