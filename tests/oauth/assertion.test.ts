import { randomUUID } from "node:crypto";
import { exportJWK, generateKeyPair } from "jose";
import { afterEach, expect, test } from "vitest";
import { forgetSingleton } from "@/server/platform/process-singleton";
import { createClient } from "@/server/resources/clients/mutations";
import { sessionAs } from "../support/session";
import { testWorld } from "../support/world";
import { askToken, assertionForm, inSeconds } from "./token-request";

const world = await testWorld({ worker: false });
const { privateKey, publicKey } = await generateKeyPair("ES256");
const stranger = await generateKeyPair("ES256");
const publicJwk = await exportJWK(publicKey);
const { clientId } = await createClient(sessionAs(world), { name: "Signs", scopes: ["flows:read"] }, publicJwk);
const endpoint = `${world.baseUrl}/api/oauth/token`;
const claims = () => ({ iss: clientId, sub: clientId, aud: endpoint, exp: inSeconds(60), jti: randomUUID() });
const ask = async (changed: Record<string, unknown>, key = privateKey) =>
  askToken(world.baseUrl, await assertionForm(key, "ES256", { ...claims(), ...changed }));

afterEach(() => forgetSingleton("token-throttle"));

test.each([
  ["the token endpoint", endpoint],
  ["the issuer", world.baseUrl],
  ["a list with us in it", ["https://other.example", world.baseUrl]],
])("audience: %s", async (_what, aud) => {
  expect((await ask({ aud })).status).toBe(200);
});

test.each<[string, Record<string, unknown>]>([
  ["another audience", { aud: "https://other.example" }],
  ["no audience", { aud: undefined }],
  ["expired", { exp: inSeconds(-30) }],
  ["no expiry", { exp: undefined }],
  ["more than five minutes ahead", { exp: inSeconds(330) }],
  ["an issuer that is not the client", { iss: "somebody" }],
  ["no issuer", { iss: undefined }],
  ["another client as subject", { sub: world.clientId }],
  ["no jti", { jti: undefined }],
  ["a jti that is no text", { jti: 5 }],
  ["a jti with NUL", { jti: "a\0b" }],
  ["a very long jti", { jti: "j".repeat(256) }],
  ["not valid yet", { nbf: inSeconds(60) }],
])("refused: %s", async (_what, changed) => {
  const answer = await ask(changed);
  expect([answer.status, answer.body.error]).toEqual([401, "invalid_client"]);
});

test("refused: another's signature, a secret as key, no signature, no JWT", async () => {
  const forms = [
    await assertionForm(stranger.privateKey, "ES256", claims()),
    await assertionForm(new TextEncoder().encode(JSON.stringify(publicJwk)), "HS256", claims()),
  ];
  const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${forms[0]!.client_assertion!.split(".")[1]}.`;
  forms.push({ ...forms[0]!, client_assertion: none }, { ...forms[0]!, client_assertion: "x" });
  for (const form of forms) {
    const answer = await askToken(world.baseUrl, form);
    expect([answer.status, answer.body.error]).toEqual([401, "invalid_client"]);
  }
});

test("an assertion works once, also where two arrive together", async () => {
  const form = await assertionForm(privateKey, "ES256", claims());
  const together = await Promise.all([askToken(world.baseUrl, form), askToken(world.baseUrl, form)]);
  expect(together.map((answer) => answer.status).sort()).toEqual([200, 401]);
  expect((await askToken(world.baseUrl, form)).status).toBe(401);
});

test("a refused assertion is not used up", async () => {
  const jti = randomUUID();
  await ask({ jti, aud: "https://other.example" });
  expect((await ask({ jti })).status).toBe(200);
});

test("a client without a key cannot sign in with one", async () => {
  const form = await assertionForm(privateKey, "ES256", { ...claims(), iss: world.clientId, sub: world.clientId });
  expect((await askToken(world.baseUrl, form)).body.error).toBe("invalid_client");
});
