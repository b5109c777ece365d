import type { Choice } from "@/engine/simulate";

const name = (who: "customer" | "agent") => (who === "customer" ? "The customer" : "The agent");

const WORDS: { [Does in Choice["does"]]: (choice: Extract<Choice, { does: Does }>) => string } = {
  answers: ({ who }) => `${name(who)} answered`,
  machine: ({ who }) => (who === "customer" ? "An answering machine took the call" : "A voicemail took the call"),
  does_not_accept: () => "The agent answered, but did not press the accept key",
  busy: ({ who }) => `${name(who)}'s line was busy`,
  declines: ({ who }) => `${name(who)} declined the call`,
  no_answer: ({ who }) => `${name(who)} did not answer`,
  invalid_number: ({ who }) => `${name(who)}'s number does not exist`,
  carrier_error: () => "The carrier reported a fault",
  listens: () => "Heard to the end",
  hangs_up: ({ who }) => `${name(who)} hung up`,
  presses: ({ digits }) => `The customer pressed ${digits}`,
  says: ({ text }) => `The customer said “${text}”`,
  stays_silent: () => "The customer stayed silent",
  result: ({ result }) => `Answered ${JSON.stringify(result)}`,
  refuses: ({ code }) => `Reports the error ${code}`,
  no_result: () => "No answer in time",
  no_agent: () => "Nobody of the ring group could be rung",
  closed: () => "The ring group was outside its hours",
  waits: () => "The time went by",
};

/** What happened, as a sentence without a full stop. */
export function choiceText(choice: Choice): string {
  return (WORDS[choice.does] as (choice: Choice) => string)(choice);
}
