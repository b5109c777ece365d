import { readFileSync } from "node:fs";
import { v7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { setRingGroups } from "../calls/resources/ring-groups";
import { play, type Script } from "../calls/script";
import { replayAll } from "../support/replay-all";
import { type TestWorld, testWorld } from "../support/world";

let world: TestWorld;
let flow: string;
const scripts = JSON.parse(readFileSync("tests/calls/request_direct_callback.json", "utf8")) as Script[];
beforeAll(async () => {
  world = await testWorld();
  await setRingGroups(world);
  const { importFlow } = await import("@/server/flow-files/mutations");
  const { publish } = await import("@/server/versions/mutations");
  const user = { id: v7(), email: "admin@example.com", name: "Admin" };
  const by = { account: world.account as AccountId, user, role: "admin" } as const;
  flow = (await importFlow(by, readFileSync("tests/calls/flows/callback.json", "utf8"))).id;
  await publish(by, { id: flow, revision: 0, note: "" });
});

describe("callbacks", () => {
  it.each(scripts)("$name", async (script) => {
    const since = (await world.sandbox.log()).at(-1)?.seq ?? 0;
    try {
      await play(world.of(flow), world.database.owner, script);
    } catch (error) {
      const log = (await world.sandbox.log()).filter((row) => row.seq > since);
      console.log(
        log
          .filter((r) => r.event !== "callback")
          .map(
            (r) =>
              `${r.at.slice(11, 23)} ${r.event} ${r.to} ${r.status ?? ""} ${r.http ?? ""} ${r.message ?? ""} ${r.url?.slice(-22) ?? ""} ${r.twiml?.slice(38, 300) ?? ""}`,
          )
          .join("\n"),
      );
      const { rows } = await world.database.owner.query(
        "select status, reason, tried, joined_at from callback order by queued_at desc limit 1",
      );
      console.log(rows);
      throw error;
    }
  });
  it("replays", async () => {
    expect(await replayAll(world.database.owner)).toEqual([]);
  });
});
