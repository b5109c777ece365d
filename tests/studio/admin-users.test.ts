import { expect, test } from "vitest";
import { fieldsOf, twoAccounts } from "../support/accounts";

const { as, ours, theirs, audit, database } = await twoAccounts();
const { users } = as(ours).admin;
const { openLink, redeemLink } = await import("@/server/auth/redeem-link");
const { signIn, startSession } = await import("@/server/auth/sign-in");
const { readSession } = await import("@/server/resources/sessions/data");
const { forgetSingleton } = await import("@/server/platform/process-singleton");

const PASSWORD = "correct horse battery";
const tokenOf = ({ url }: { url: string }) => url.split("/welcome/")[1]!;
const member = async (email: string) => (await users.list()).members.find((one) => one.email === email)!;
const invited = async (email: string, role = "viewer") => tokenOf(await users.invite({ email, name: "New", role }));
const founder = (await member("a@example.com")).id;
const stranger = (await as(theirs).admin.users.list()).members[0]!.id;

test("an invitation is a link that sets the password, once", async () => {
  const token = await invited(" Ada@Example.com ", "builder");
  expect(await member("ada@example.com")).toMatchObject({ name: "New", role: "builder", invited: true });
  expect(await signIn("ada@example.com", PASSWORD, "10.0.0.1")).toBeNull();
  expect(await openLink(token, "10.0.0.1")).toMatchObject({ email: "ada@example.com", has_password: false });

  await expect(redeemLink(token, { name: "Ada", password: "short" }, "10.0.0.1")).rejects.toMatchObject({
    code: "invalid_request",
  });
  const entered = await redeemLink(token, { name: "Ada", password: PASSWORD }, "10.0.0.1");
  expect(await readSession(entered!.session)).toMatchObject({ email: "ada@example.com", name: "Ada", role: "builder" });
  expect(await redeemLink(token, { name: "Eve", password: PASSWORD }, "10.0.0.1")).toBeNull();
  expect(await signIn("ada@example.com", PASSWORD, "10.0.0.1")).not.toBeNull();
  expect(await member("ada@example.com")).toMatchObject({ name: "Ada", invited: false, linkExpiresAt: null });

  const rows = await audit(ours);
  expect(rows.slice(0, 2).map(({ action, actor, subject }) => [action, actor, subject])).toEqual([
    ["user.set_password", "ada@example.com", "ada@example.com"],
    ["user.invite", "admin@demo.example", "ada@example.com"],
  ]);
  for (const secret of [token, PASSWORD, "scrypt$"]) expect(JSON.stringify(rows)).not.toContain(secret);
  expect(JSON.stringify(await users.list())).not.toContain("scrypt$");
});

test("a link that two people use at once signs one of them in", async () => {
  const token = await invited("twice@example.com");
  const both = await Promise.all(
    ["One", "Two"].map((name) => redeemLink(token, { name, password: PASSWORD }, "10.0.0.2")),
  );
  expect(both.filter(Boolean)).toHaveLength(1);
});

test("a link ends after 72 hours, and where a new one replaces it", async () => {
  const old = await invited("slow@example.com");
  const { id } = await member("slow@example.com");
  const token = tokenOf(await users.renewLink({ id }));
  expect(await openLink(old, "10.0.0.3")).toBeNull();
  const shift = (by: string) => database.owner.query("update patchcord_clock set shift = $1::interval", [by]);
  await shift("71 hours 59 minutes");
  expect(await openLink(token, "10.0.0.3")).not.toBeNull();
  await shift("72 hours 1 minute");
  expect(await openLink(token, "10.0.0.3")).toBeNull();
  await shift("0");
});

test("a link for a new password ends the sessions of the old one", async () => {
  await redeemLink(await invited("lost@example.com"), { name: "Lost", password: PASSWORD }, "10.0.0.4");
  const session = (await signIn("lost@example.com", PASSWORD, "10.0.0.4"))!.session;
  const token = tokenOf(await users.renewLink({ id: (await member("lost@example.com")).id }));
  expect(await readSession(session)).not.toBeNull();
  await redeemLink(token, { name: "Found", password: "another fine password" }, "10.0.0.4");
  expect(await readSession(session)).toBeNull();
  expect(await signIn("lost@example.com", PASSWORD, "10.0.0.4")).toBeNull();
});

test("guesses at links are throttled by address", async () => {
  forgetSingleton("sign-in-throttle");
  const guess = () => openLink("x".repeat(64), "10.0.0.5");
  for (let tries = 0; tries < 8; tries += 1) expect(await guess()).toBeNull();
  await expect(guess()).rejects.toThrow(/too_many_tries/);
  const good = await invited("patient@example.com");
  expect(await openLink(good, "10.0.0.6")).not.toBeNull();
});

test.each([
  ["no address", { email: "nobody" }, "email"],
  ["an address in use here", { email: "a@example.com" }, "email"],
  ["an address in use in another account", { email: "b@example.com" }, "email"],
  ["no name", { name: "" }, "name"],
  ["a name that cannot be stored", { name: "a\u0000b" }, "name"],
  ["a role there is not", { role: "owner" }, "role"],
])("an invitation is refused beside its field: %s", async (_what, wrong, field) => {
  const invitation = { email: "new@example.com", name: "New", role: "viewer", ...wrong };
  expect(Object.keys(await fieldsOf(users.invite(invitation)))).toEqual([field]);
});

test("the last admin who can come in stays admin, whatever was promised to others", async () => {
  const refused = { code: "CONFLICT" };
  await invited("promised@example.com", "admin");
  await expect(users.changeRole({ id: founder, role: "viewer" })).rejects.toMatchObject(refused);
  await expect(users.remove({ id: founder })).rejects.toMatchObject(refused);
  await redeemLink(await invited("second@example.com", "admin"), { name: "Second", password: PASSWORD }, "10.0.0.7");
  const second = (await member("second@example.com")).id;
  // Both step down at once: one of them finds nobody left.
  const results = await Promise.allSettled([founder, second].map((id) => users.changeRole({ id, role: "viewer" })));
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const able = (await users.list()).members.filter(({ role, invited }) => role === "admin" && !invited);
  expect(able).toHaveLength(1);
  for (const id of [founder, second]) await users.changeRole({ id, role: "admin" });
  expect((await audit(ours))[0]).toMatchObject({ action: "user.change_role", after: { role: "admin" } });
});

test("a removed user is signed out at once, and can be invited again", async () => {
  const entered = await redeemLink(await invited("gone@example.com"), { name: "Gone", password: PASSWORD }, "10.0.0.8");
  await users.remove({ id: entered!.id });
  expect(await readSession(entered!.session)).toBeNull();
  expect(await signIn("gone@example.com", PASSWORD, "10.0.0.8")).toBeNull();
  expect(await member("gone@example.com")).toBeUndefined();
  expect((await audit(ours))[0]).toMatchObject({ action: "user.remove", subject: "gone@example.com" });
  expect(await invited("gone@example.com")).toHaveLength(64);
});

test("signing somebody out everywhere ends every session of theirs", async () => {
  const sessions = await Promise.all([1, 2].map(() => startSession(founder, ours.account)));
  expect((await users.signOut({ id: founder })).ended).toBe(2);
  for (const session of sessions) expect(await readSession(session)).toBeNull();
});

test("another account's users are not there", async () => {
  const notThere = { code: "NOT_FOUND" };
  await expect(users.changeRole({ id: stranger, role: "viewer" })).rejects.toMatchObject(notThere);
  await expect(users.remove({ id: stranger })).rejects.toMatchObject(notThere);
  await expect(users.renewLink({ id: stranger })).rejects.toMatchObject(notThere);
  await expect(users.signOut({ id: stranger })).rejects.toMatchObject(notThere);
  expect(JSON.stringify(await users.list())).not.toContain("b@example.com");
  // Without an account there is nobody at all.
  const { prisma } = await import("@/server/platform/db");
  await expect(prisma().$queryRaw`select * from patchcord_members()`).rejects.toThrow(/no account is set/);
});

test("who belongs to another account, too, gets no link from this one", async () => {
  const id = (await member("ada@example.com")).id;
  await database.owner.query("insert into membership (account_id, user_id, role) values ($1, $2, 'viewer')", [
    theirs.account,
    id,
  ]);
  await expect(users.renewLink({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
