import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { dial, play } from "../../verify/flow";
import type { Attack } from "../attack";
import { hostile, publish, start } from "./flows";

const WAITING = 20;
const POLL_MS = 200;

/** A carrier that refuses every call for now. `asked`: how often it has been asked so far. */
export async function refusingCarrier(): Promise<{ url: string; asked: () => number }> {
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume();
    asked += 1;
    response.writeHead(429, { "content-type": "application/json" });
    response.end(JSON.stringify({ code: 20429, message: "Too Many Requests", status: 429 }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked };
}

export const carriers: Attack[] = [
  {
    kind: "a carrier that answers 429 while 20 calls wait",
    inFlight: 1,
    prepare: async ({ baseUrl, refused, owner }) => {
      const { world, bearer } = refused;
      const args = { contact_1: "+12025550120", contact_2: "+12025550130" };
      const text =
        "select count(*)::int as waiting from dial_attempt where account_id = $1 and status in ('intended', 'submitting')";
      const waiting = async () => (await owner.query(text, [world.account])).rows[0].waiting as number;
      return async () => {
        while ((await waiting()) < WAITING) await start(baseUrl, bearer, world.flow, args);
        await pause(POLL_MS);
        return "20 wait";
      };
    },
  },
  {
    kind: "bursts that the database refuses",
    inFlight: 4,
    prepare: async (by) => {
      await by.owner.query(`
        create or replace function refuse_answers() returns trigger language plpgsql as $$
        begin
          if new.resume ->> 'kind' = 'prompt_finished' then raise exception 'refused'; end if;
          return new;
        end $$;
        create or replace trigger refused before insert on interaction_event for each row
          when (new.account_id = '${by.world.account}') execute function refuse_answers();`);
      const steps = { dial: dial({ answered: "p" }, { to_variable: "n" }), p: play({ ok: "end" }, "Hello.") };
      const id = await publish(by, hostile("Poisoned", steps));
      let numbered = 0;
      return async () => {
        numbered += 1;
        const n = `+1202${String(8_000_000 + numbered)}`;
        const ended = by.carrier.ended(n);
        const said = await start(by.baseUrl, by.bearer, id, { to: "", part: "", n });
        if (said !== "202") return said;
        return (await ended) ? "202, ended" : "202, broken off";
      };
    },
  },
];
