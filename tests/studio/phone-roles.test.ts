import { expect, test } from "vitest";
import { twoAccounts } from "../support/accounts";
import { sessionAs } from "../support/session";

const { ours } = await twoAccounts();
const { actAtPhone } = await import("@/server/resources/test-phones/act");

const NUMBER = "+12025550140";
const ACTIONS: [string, object][] = [
  ["answer", {}],
  ["decline", {}],
  ["hang_up", {}],
  ["keypad", { digits: "1" }],
  ["speak", { text: "yes" }],
];

test.each(ACTIONS)("13.17 at a test phone, %s is refused to viewers and strangers", async (action, body) => {
  const act = (session: Parameters<typeof actAtPhone>[0]) => actAtPhone(session, NUMBER, action, body);
  await expect(act(null)).rejects.toMatchObject({ code: "unauthorized" });
  await expect(act(sessionAs(ours, "viewer"))).rejects.toMatchObject({ code: "forbidden" });
  // A builder gets as far as the sandbox, which does not run here.
  await expect(act(sessionAs(ours, "builder"))).rejects.toMatchObject({ code: "not_found" });
});
