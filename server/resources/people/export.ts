import type { AccountId } from "../../ports/ids";
import type { Actor } from "../audit/mutations";
import { nextFound, ofNoInteraction } from "./data";
import { recordExport } from "./mutations";
import { numberOfPerson } from "./person";

/**
 * All that is stored of a person, as a stream of JSON: one transaction a thousand interactions, so that an account of any size holds only
 * these in memory. Throws `invalid_request` for a text that is no number.
 */
export async function personJson(by: Actor, text: string): Promise<ReadableStream<Uint8Array>> {
  const number = numberOfPerson(text);
  await recordExport(by);
  const chunks = encode(by.account, number);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(new TextEncoder().encode(value));
    },
    cancel: async () => void (await chunks.return(undefined)),
  });
}

async function* encode(account: AccountId, number: string): AsyncGenerator<string> {
  const { doNotCall, refusedStarts } = await ofNoInteraction(account, number);
  const head = { number, made_at: new Date().toISOString(), do_not_call: doNotCall, refused_starts: refusedStarts };
  yield `${JSON.stringify(head).slice(0, -1)},"interactions":[`;
  let separator = "\n";
  for (let after: string | null = null; ; ) {
    const { looked, found } = await nextFound(account, number, after);
    for (const interaction of found) {
      yield `${separator}${JSON.stringify(interaction)}`;
      separator = ",\n";
    }
    const last = looked.at(-1);
    if (!last) break;
    after = last.id;
  }
  yield "\n]}\n";
}
