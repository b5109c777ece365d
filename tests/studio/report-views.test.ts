import { describe, expect, test } from "vitest";
import { refusal, studioWorld } from "./studio-world";

/** Saved views of reports: one's own, and those that others share. */
const { ours, theirs, as } = await studioWorld();
const ada = as("viewer", ours.account, "ada").reports;
const bob = as("builder", ours.account, "bob").reports;
const admin = as("admin", ours.account).reports;
const stranger = as("admin", theirs.account).reports;

const view = (change: object = {}) => ({
  ...{ name: "Busy", page: "flow-execution" as const, query: "period=30d&exit=Busy", isShared: false },
  ...change,
});
const seenBy = async (member: typeof ada) => (await member.views()).map(({ name, isOwn }) => ({ name, isOwn }));
const idOf = async (name: string) => (await ada.views()).find((one) => one.name === name)!.id;

test("a view is its owner's alone, until it is shared with the account", async () => {
  await ada.saveView(view());
  expect(await seenBy(ada)).toEqual([{ name: "Busy", isOwn: true }]);
  expect(await seenBy(bob)).toEqual([]);
  expect(await seenBy(admin)).toEqual([]);
  await ada.saveView(view({ name: "Shared", isShared: true, query: "columns=contact_1%2Ccontact_2" }));
  expect(await seenBy(bob)).toEqual([{ name: "Shared", isOwn: false }]);
  expect(await bob.views()).toMatchObject([{ userName: "ada", query: "columns=contact_1%2Ccontact_2" }]);
  expect(await seenBy(stranger)).toEqual([]);
});

test("saved again by the same name it is replaced, and another's of that name is not", async () => {
  await ada.saveView(view({ query: "period=7d" }));
  expect((await ada.views()).filter(({ name }) => name === "Busy")).toMatchObject([{ query: "period=7d" }]);
  await bob.saveView(view({ name: "Shared", isShared: true }));
  expect(await seenBy(bob)).toEqual(
    expect.arrayContaining([
      { name: "Shared", isOwn: false },
      { name: "Shared", isOwn: true },
    ]),
  );
  await bob.removeView({ id: (await bob.views()).find(({ isOwn }) => isOwn)!.id });
});

test("only its owner removes it; an admin any that is shared, and nobody of another account", async () => {
  const [busy, shared] = [await idOf("Busy"), await idOf("Shared")];
  for (const [member, id] of [
    [bob, busy],
    [bob, shared],
    [admin, busy],
    [stranger, shared],
  ] as const)
    expect(await refusal(member.removeView({ id }))).toMatchObject({ code: "not_found" });
  await admin.removeView({ id: shared });
  await ada.removeView({ id: busy });
  expect(await seenBy(ada)).toEqual([]);
});

describe("is refused", () => {
  test.each<[what: string, change: object]>([
    ["without a name", { name: " " }],
    ["with a name that is too long", { name: "x".repeat(81) }],
    ["with a name that cannot be stored", { name: "a\0b" }],
    ["with an address of another site in place of a query", { query: "https://elsewhere.example/" }],
    ["with what ends its address", { query: 'a=1"><script>' }],
    ["with a query that is too long", { query: "a".repeat(2001) }],
  ])("a view %s", async (_what, change) => {
    await expect(ada.saveView(view(change))).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await seenBy(ada)).toEqual([]);
  });

  test("one more than a person may have", async () => {
    for (let nth = 0; nth < 100; nth += 1) await ada.saveView(view({ name: `View ${nth}` }));
    expect(await refusal(ada.saveView(view({ name: "One more" })))).toMatchObject({ code: "conflict" });
    await ada.saveView(view({ name: "View 7", isShared: true }));
    await bob.saveView(view());
  });
});
