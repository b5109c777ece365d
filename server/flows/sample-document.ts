import type { Verb } from "@/engine/contract";
import { env } from "../platform/env";
import { ids } from "../platform/ids/ids";
import { promptAddress, turnAddresses } from "../ports/addresses";
import type { AccountId } from "../ports/ids";
import type { CarrierVerb, VoiceAdapter } from "../ports/voice";
import { readNames } from "../resources/names/data";
import { promptsIn, withAddresses } from "../runtime/resolve-prompts";
import { accountFacts } from "../storage/account-facts";

/**
 * The document that the account's carrier would get for these verbs; below it, the one an agent's leg would get. Without a
 * carrier, the sandbox's. Its addresses belong to no attempt.
 */
export async function sampleDocument(
  adapterOf: (kind: string) => VoiceAdapter | null,
  account: AccountId,
  verbs: Verb[],
): Promise<string> {
  const [row] = (await accountFacts(account)).carrierRows.values();
  const adapter = adapterOf(row?.kind ?? "sandbox");
  if (!adapter) return "";
  const addresses = turnAddresses(env().PUBLIC_URL, row?.id ?? "carrier", "test", { visit: 1, turn: 1 });
  const resolved = await withOwnPrompts(account, verbs);
  const whispers = resolved.flatMap((verb) =>
    verb.verb === "forward" && (verb.whisper || verb.accept_key) ? [adapter.renderWhisper(verb, addresses)] : [],
  );
  return [adapter.render(resolved, addresses), ...whispers].join("\n");
}

/** A draft is bound to nothing yet: its prompts are found by the names they have now. */
async function withOwnPrompts(account: AccountId, verbs: Verb[]): Promise<CarrierVerb[]> {
  const named = promptsIn(verbs).length > 0 ? (await readNames(account)).prompt : new Map();
  return withAddresses(verbs, (name) => {
    const prompt = named.get(name)?.id;
    return prompt ? promptAddress(env().PUBLIC_URL, ids.promptToken(account, prompt)) : null;
  });
}
