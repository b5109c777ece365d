import { expect, test } from "vitest";
import { Work } from "@/engine/work";
import { askFirst } from "@/server/flows/asking/ask-first";
import { MOST_WORK, tryDraft } from "@/server/reports/backtests/try-draft";
import { desk, recordWhatCame, WANTED } from "./desk";

/** The version that a button's call ran: the flow with its question in it. */
function askedVersion() {
  const words = { business: "Our shop", reason: "your order" };
  const made = askFirst(desk(), { language: "en-US", words, number: "contact_1" });
  if (!made.ok) throw new Error(made.why);
  return made.flow;
}

test.each<[what: string, changes: Record<string, unknown>, message: string | null]>([
  ["changes nothing", {}, null],
  [
    "leads another way after the question",
    { "steps.menu.exits.invalid": "agent" },
    "After “Menu” (Invalid) comes “Call the agent”, no longer “Say goodbye”.",
  ],
  [
    "cannot ask first any more",
    { "steps.call.config.to_variable": "contact_2" },
    "It cannot be said what comes: the button asks first, and the draft cannot. The step Call the customer calls another number than the visitor's, who is to be asked first.",
  ],
])("a draft tried on a call that a button asked first for, and that %s", (_what, changes, message) => {
  const version = askedVersion();
  const work = new Work(MOST_WORK, "too much");
  const difference = tryDraft(version, desk(changes), recordWhatCame(version, WANTED), work);
  expect(difference?.message ?? null).toBe(message);
});
