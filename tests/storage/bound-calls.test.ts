import { expect, test } from "vitest";
import type { Binding } from "@/server/ports/attempt";
import type { AccountId } from "@/server/ports/ids";
import type { Store } from "@/server/ports/store";
import { remembering } from "@/server/storage/remembering";

/** The first event of a call is passed over only where this process surely bound that very call, for good. */
const binding = (result: Binding["result"], cancelRequested = false) => Promise.resolve({ result, cancelRequested });

test.each<[string, () => Promise<Binding>, string, boolean]>([
  ["bound by this process", () => binding("bound_now"), "CA1", true],
  ["bound already", () => binding("bound"), "CA1", true],
  ["to be ended", () => binding("bound_now", true), "CA1", false],
  ["a second one", () => binding("second_call"), "CA1", false],
  ["of an attempt that was given up", () => binding("too_late"), "CA1", false],
  ["not bound, since the database is away", () => Promise.reject(new Error("away")), "CA1", false],
  ["another one", () => binding("bound_now"), "CA2", false],
])("a call that is %s", async (_what, bindCall, callId, passedOver) => {
  const asked: string[] = [];
  const database: Pick<Store, "bindCall" | "callProgress"> = {
    bindCall,
    callProgress: async (_account, _carrier, token, { status }) => {
      asked.push(`${token} ${status}`);
      return { endIt: null };
    },
  };
  const store = remembering(database as Store);
  const account = "account" as AccountId;
  const progress = (token: string, status: "initiated" | "ringing") =>
    store.callProgress(account, "carrier", token, { callId, status, sequence: 0, answeredBy: null });
  await store.bindCall(account, { id: "attempt", token: "token" }, "CA1", 60).catch(() => undefined);
  await progress("token", "initiated");
  expect(asked).toEqual(passedOver ? [] : ["token initiated"]);
  await progress("token", "ringing");
  await progress("another token", "initiated");
  expect(asked.slice(-2), "what says more, or is another's, is asked").toEqual([
    "token ringing",
    "another token initiated",
  ]);
});
