import type { AudioVerb, Verb } from "@/engine/contract";
import { log } from "../platform/log";
import { promptAddress } from "../ports/addresses";
import type { AccountId } from "../ports/ids";
import type { CarrierAudioVerb, CarrierVerb } from "../ports/voice";
import type { Runtime } from "./runtime";

/**
 * The verbs as a carrier can play them: prompts become recordings at the address of what the flow's version was bound to.
 * A prompt it was bound to nothing for is left out: a gap in what is heard, never the end of a call.
 */
export async function resolvePrompts(
  { store, ids, publicUrl }: Pick<Runtime, "store" | "ids" | "publicUrl">,
  account: AccountId,
  flowVersion: string,
  verbs: readonly Verb[],
): Promise<CarrierVerb[]> {
  // Most documents say no prompt, and are spared the look.
  const { prompt: bound = {} } = verbs.some(saysPrompt) ? await store.bindings(account, flowVersion) : {};
  return withAddresses(verbs, (name) => {
    if (Object.hasOwn(bound, name)) return promptAddress(publicUrl, ids.promptToken(account, bound[name] as string));
    log.warn({ account, flowVersion, prompt: name }, "a prompt is bound to nothing and is left out");
    return null;
  });
}

/** Puts an address in the place of each prompt, wherever it is heard; null leaves it out. */
export function withAddresses(verbs: readonly Verb[], addressOf: (prompt: string) => string | null): CarrierVerb[] {
  const found = (heard: readonly AudioVerb[]): CarrierAudioVerb[] =>
    heard.flatMap((verb): CarrierAudioVerb[] => {
      if (verb.verb !== "play_prompt") return [verb];
      const url = addressOf(verb.prompt);
      return url === null ? [] : [{ verb: "play", url }];
    });
  return verbs.flatMap((verb): CarrierVerb[] => {
    if (verb.verb === "gather") return [{ ...verb, prompt: found(verb.prompt) }];
    if (verb.verb !== "forward") return isAudioVerb(verb) ? found([verb]) : [verb];
    const { whisper, ...rest } = verb;
    return [whisper ? { ...rest, whisper: found(whisper) } : rest];
  });
}

/** The names of the prompts that are heard. */
export function promptsIn(verbs: readonly Verb[]): string[] {
  const names: string[] = [];
  withAddresses(verbs, (name) => {
    names.push(name);
    return null;
  });
  return names;
}

function saysPrompt(verb: Verb): boolean {
  return promptsIn([verb]).length > 0;
}

function isAudioVerb(verb: Verb): verb is AudioVerb {
  return ["say", "play", "play_prompt", "pause"].includes(verb.verb);
}
