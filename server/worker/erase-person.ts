import type { AccountId } from "../ports/ids";
import { eraseNext } from "../resources/people/mutations";
import { cancelInteraction } from "../runtime/due/end-call";
import { runtime } from "../wiring";

/** The `erase_person` job. Interactions of the person's that still run are ended first: nothing is to be written of them any more. */
export async function erasePerson(account: AccountId, erasure: string): Promise<void> {
  for (;;) {
    const { running, isDone } = await eraseNext(account, erasure);
    if (isDone) return;
    for (const interaction of running) await cancelInteraction(runtime(), account, interaction);
  }
}
