import type { AudioVerb, Verb } from "@/engine/contract";
import { log } from "../platform/log";
import { promptAddress } from "../ports/addresses";
import type { AccountId } from "../ports/ids";
import type { CarrierAudioVerb, CarrierVerb } from "../ports/voice";
import type { Runtime } from "./runtime";

/**
 * Replaces each prompt in the verbs by `play` of its recording's URL, by the bindings of the flow version. Leaves out a prompt
 * that is bound to nothing, and logs it: the caller hears a gap, which is better than the end of the call.
 */
export async function resolvePrompts(
  { store, ids, publicUrl }: Pick<Runtime, "store" | "ids" | "publicUrl">,
  account: AccountId,
  flowVersion: string,
  verbs: readonly Verb[],
): Promise<CarrierVerb[]> {
  // Most documents have no prompt and need no bindings.
  const { prompt: bound = {} } = verbs.some(hasPrompt) ? await store.bindings(account, flowVersion) : {};
  return withAddresses(verbs, (name) => {
    if (Object.hasOwn(bound, name)) return promptAddress(publicUrl, ids.promptToken(account, bound[name] as string));
    log.warn({ account, flowVersion }, "a prompt is bound to nothing and is left out");
    return null;
  });
}

/** Replaces each prompt by `play` of its URL, also in gathers and whispers; leaves it out where `addressOf` gives null. */
export function withAddresses(verbs: readonly Verb[], addressOf: (prompt: string) => string | null): CarrierVerb[] {
  const resolve = (audio: readonly AudioVerb[]): CarrierAudioVerb[] =>
    audio.flatMap((verb): CarrierAudioVerb[] => {
      if (verb.verb !== "play_prompt") return [verb];
      const url = addressOf(verb.prompt);
      return url === null ? [] : [{ verb: "play", url }];
    });
  return verbs.flatMap((verb): CarrierVerb[] => {
    if (verb.verb === "gather") return [{ ...verb, prompt: resolve(verb.prompt) }];
    if (verb.verb !== "forward") return isAudioVerb(verb) ? resolve([verb]) : [verb];
    const { whisper, ...rest } = verb;
    return [whisper ? { ...rest, whisper: resolve(whisper) } : rest];
  });
}

/** The names of the prompts in the verbs, also in gathers and whispers. */
export function promptsIn(verbs: readonly Verb[]): string[] {
  const names: string[] = [];
  withAddresses(verbs, (name) => {
    names.push(name);
    return null;
  });
  return names;
}

function hasPrompt(verb: Verb): boolean {
  return promptsIn([verb]).length > 0;
}

function isAudioVerb(verb: Verb): verb is AudioVerb {
  return ["say", "play", "play_prompt", "pause"].includes(verb.verb);
}
