import { decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from "jose";
import { beforeEach, expect, test, vi } from "vitest";
import { forgetSingleton } from "@/server/platform/process-singleton";
import { rotateSigningKey } from "@/server/resources/access-tokens/signing-keys";
import { testWorld } from "../support/world";
import { inSeconds } from "./token-request";

const world = await testWorld({ worker: false });
const { owner } = world.database;
const jwks = async () =>
  (await (await fetch(`${world.baseUrl}/api/oauth/jwks`)).json()) as { keys: Record<string, string>[] };
const status = async (token: string) =>
  (
    await fetch(`${world.baseUrl}/api/flows/${world.flow}/interactions/x`, {
      headers: { authorization: `Bearer ${token}` },
    })
  ).status;
// Tests ask for tokens more often than a client may; how often that is, is another file's.
beforeEach(() => forgetSingleton("token-throttle"));
const kidOf = (token: string) => decodeProtectedHeader(token).kid;

test("processes that start at once make one key between them", async () => {
  await owner.query("delete from oauth_signing_key");
  forgetSingleton("signing-keys");
  const { addSigningKey } = await import("@/server/resources/access-tokens/mutations");
  const added = await Promise.all(
    ["a", "b", "c", "d"].map((kid) => addSigningKey(kid, { kty: "EC" }, new Uint8Array(1), 60)),
  );
  expect(added.filter(Boolean)).toHaveLength(1);
  await owner.query("delete from oauth_signing_key");
});

test("the private part is stored sealed and never shown", async () => {
  await world.token();
  const { rows } = await owner.query<{ public_jwk: object; secret: Buffer }>(
    "select public_jwk, secret from oauth_signing_key",
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]!.public_jwk).not.toHaveProperty("d");
  expect(rows[0]!.secret.toString("latin1")).not.toContain('"d"');
  for (const key of (await jwks()).keys) {
    expect(key).toMatchObject({ kty: "EC", crv: "P-256", alg: "ES256", use: "sig" });
    expect(key).not.toHaveProperty("d");
  }
});

test("after a rotation old tokens work, and their key is shown until the last of them is over", async () => {
  const before = await world.token();
  await rotateSigningKey();
  const after = await world.token();
  expect(kidOf(after)).not.toBe(kidOf(before));
  expect([await status(before), await status(after)]).toEqual([404, 404]);
  expect((await jwks()).keys.map((key) => key.kid)).toEqual([kidOf(after), kidOf(before)]);

  await owner.query("update oauth_signing_key set retired_at = retired_at - interval '30 minutes'");
  forgetSingleton("signing-keys");
  forgetSingleton("verified-tokens");
  expect((await jwks()).keys.map((key) => key.kid)).toEqual([kidOf(after)]);
  expect([await status(before), await status(after)]).toEqual([401, 404]);
});

test("a key of another process is learned within a moment", async () => {
  const known = await world.token();
  await rotateSigningKey();
  const fresh = await world.token();
  // This process as it was before: it knows the old key only.
  await owner.query("update oauth_signing_key set retired_at = null where kid = $1", [kidOf(known)]);
  await owner.query("update oauth_signing_key set retired_at = now() - interval '1 day' where kid = $1", [
    kidOf(fresh),
  ]);
  forgetSingleton("signing-keys");
  expect((await jwks()).keys.map((key) => key.kid)).toEqual([kidOf(known)]);
  await owner.query("update oauth_signing_key set retired_at = null where kid = $1", [kidOf(fresh)]);
  forgetSingleton("verified-tokens");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 550 });
  expect(await status(fresh)).toBe(404);
  vi.useRealTimers();
});

test("13.17 a key that was not sealed with ours is not trusted, and the operator's command replaces one", async () => {
  const good = await world.token();
  const planted = await generateKeyPair("ES256", { extractable: true });
  await owner.query(
    "insert into oauth_signing_key (kid, public_jwk, secret, created_at, retired_at) values ('planted', $1, $2, now(), now())",
    [await exportJWK(planted.publicKey), Buffer.from("not sealed")],
  );
  forgetSingleton("signing-keys");
  forgetSingleton("verified-tokens");
  const claims = JSON.parse(Buffer.from(good.split(".")[1]!, "base64url").toString());
  const forged = await new SignJWT(claims)
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: "planted" })
    .sign(planted.privateKey);
  expect([await status(forged), await status(good)]).toEqual([401, 404]);
  expect((await jwks()).keys.map(({ kid }) => kid)).not.toContain("planted");
  await owner.query("delete from oauth_signing_key where kid = 'planted'");

  const exit = vi.spyOn(process, "exit").mockImplementation((() => undefined) as never);
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  process.argv[2] = "rotate";
  await import("@/server/resources/access-tokens/main");
  expect(exit).toHaveBeenCalledExactlyOnceWith(0);
  expect(kidOf(await world.token())).not.toBe(kidOf(good));
  expect(await status(good)).toBe(404);
  vi.restoreAllMocks();
});

test("a key of thirty days is replaced at its next use", async () => {
  const before = await world.token();
  await owner.query("update oauth_signing_key set created_at = created_at - interval '31 days'");
  forgetSingleton("signing-keys");
  expect(kidOf(await world.token())).not.toBe(kidOf(before));
});

test("forged tokens: another's key, no signature, another type, another audience", async () => {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const good = await world.token();
  const [, payload] = good.split(".");
  const claims = JSON.parse(Buffer.from(payload!, "base64url").toString());
  const sign = (header: object, changed: object) =>
    new SignJWT({ ...claims, ...changed })
      .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: kidOf(good)!, ...header })
      .sign(privateKey);
  const forged = [
    await sign({}, {}),
    await sign({ kid: "other" }, {}),
    await sign({ jwk: await exportJWK(publicKey) }, {}),
    await sign({ typ: "JWT" }, { exp: inSeconds(600) }),
    `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString("base64url")}.${payload}.`,
    `${good.slice(0, -4)}AAAA`,
    "x".repeat(5000),
  ];
  for (const token of forged) expect(await status(token)).toBe(401);
  expect(await status(good)).toBe(404);
});

test("a token ends after ten minutes, also one that was seen before", async () => {
  const token = await world.token();
  expect(await status(token)).toBe(404);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 601_000 });
  expect(await status(token)).toBe(401);
  forgetSingleton("verified-tokens");
  expect(await status(token)).toBe(401);
  vi.useRealTimers();
});
