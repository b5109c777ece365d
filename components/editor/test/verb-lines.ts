import type { Verb } from "@/engine/contract";

/** One line of what a call document makes the caller hear or do; `spoken` lines are read aloud to the caller. */
export type VerbLine = { kind: "spoken" | "done"; text: string; detail: string | null };

export function verbLines(verbs: readonly Verb[]): VerbLine[] {
  return verbs.flatMap((verb): VerbLine[] => {
    switch (verb.verb) {
      case "say":
        return [{ kind: "spoken", text: verb.text, detail: verb.language }];
      case "play":
        return [{ kind: "done", text: "Plays a recording", detail: verb.url }];
      case "play_prompt":
        return [{ kind: "done", text: `Plays the prompt ${verb.prompt}`, detail: null }];
      case "pause":
        return [{ kind: "done", text: `Pauses for ${verb.seconds} s`, detail: null }];
      case "gather":
        return [...verbLines(verb.prompt), { kind: "done", text: inputText(verb), detail: null }];
      case "forward":
        return [
          {
            kind: "done",
            text: `Rings ${verb.to} for ${verb.ring_seconds} s`,
            detail: `shows ${verb.caller_id}`,
          },
          ...(verb.whisper ? [{ kind: "done", text: "The agent hears:", detail: null } as const] : []),
          ...verbLines(verb.whisper ?? []),
          ...(verb.accept_key
            ? [{ kind: "done", text: `The agent takes the call by pressing ${verb.accept_key}`, detail: null } as const]
            : []),
        ];
      case "conference":
        return [{ kind: "done", text: "Meets the agent", detail: null }];
      case "hang_up":
        return [{ kind: "done", text: "Hangs up", detail: null }];
      default:
        return [];
    }
  });
}

function inputText({ input, max_digits, finish_key, timeout_seconds }: Extract<Verb, { verb: "gather" }>): string {
  const most = max_digits === undefined ? "keys" : max_digits === 1 ? "one key" : `up to ${max_digits} keys`;
  const keys = finish_key ? `${most}, ${finish_key} ends` : most;
  const what = { digits: keys, speech: "words", digits_or_speech: `${keys}, or words` }[input];
  return `Waits ${timeout_seconds} s for ${what}`;
}
