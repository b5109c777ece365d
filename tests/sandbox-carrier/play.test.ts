import { describe, expect, it } from "vitest";
import { type Answer, startWorld } from "./world";

const CUSTOMER = "+12025550120";
const audio: Answer = { type: "audio/x-wav", body: "la" };

/** What happens to a call that is to hear `/song`, then "Bye". */
async function hear(pages: Record<string, Answer>, address = "/song") {
  const world = await startWorld();
  Object.assign(world.pages, { start: `<Play>${address}</Play><Say>Bye</Say>`, ...pages });
  const sid = await world.call(CUSTOMER);
  await world.control.advance(30);
  const call = await world.fetchCall(sid);
  return { world, errors: await world.errors(), status: call.status, seconds: Number(call.duration) };
}

describe("Play fetches its recording as a carrier does", () => {
  it("all of it, however long, and without signing", async () => {
    const { world, errors, seconds } = await hear({ song: { type: "audio/mpeg", body: "x".repeat(3 << 20) } });
    const [asked] = world.hooksNamed("song");
    expect(errors).toEqual([]);
    expect(asked?.method).toBe("GET");
    expect(asked?.headers["x-twilio-signature"]).toBeUndefined();
    expect(seconds).toBe(3);
  });

  it("where it is sent on to", async () => {
    const { errors, world } = await hear({ song: { status: 302, location: "/there" }, there: audio });
    expect([errors, world.hooksNamed("there").length]).toEqual([[], 1]);
  });

  it.each([
    ["one that is not there", { status: 404, type: "audio/wav" }, 11200],
    ["a server in trouble", { status: 500 }, 11200],
    ["a page", { type: "text/html", body: "<p>Not here</p>" }, 12300],
    ["a picture", { type: "image/png", body: "" }, 12300],
    ["a way round in circles", { status: 302, location: "/song" }, 11200],
  ])("%s is logged, and the call goes on", async (_what, song, code) => {
    const { errors, status, seconds } = await hear({ song });
    expect([errors, status]).toEqual([[code], "completed"]);
    expect(seconds, "only Bye was heard").toBeLessThan(3);
  });

  it("nobody there is logged, and the call goes on", async () => {
    const { errors, status } = await hear({}, "http://127.0.0.1:9/song");
    expect([errors, status]).toEqual([[11205], "completed"]);
  });
});
