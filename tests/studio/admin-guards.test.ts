import { expect, test } from "vitest";
import { twoAccounts } from "../support/accounts";

const { as, ours } = await twoAccounts();
const { adminRouter } = await import("@/server/trpc/admin");
const procedures = Object.keys(adminRouter._def.procedures);

type Call = (input: unknown) => Promise<unknown>;
function call(from: ReturnType<typeof as>, path: string): Promise<unknown> {
  const [area, name] = path.split(".") as [string, string];
  return (from.admin as unknown as Record<string, Record<string, Call>>)[area]![name]!({});
}

test("there are procedures to guard", () => {
  expect(procedures.length).toBeGreaterThan(20);
});

/** Areas that are builders' work, too (docs/security.md, "Roles"). */
const BUILT = /^(prompts\.|functions\.(?!publish$))/;
/** Changes what live flows do. */
const PUBLISHED = "functions.publish";

const forAdmins = procedures.filter((path) => !BUILT.test(path) && path !== PUBLISHED);

test.each(forAdmins)("admin.%s is for admins only", async (path) => {
  for (const role of ["viewer", "builder", "publisher"] as const)
    await expect(call(as(ours, role), path), role).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(call(as(null), path)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test.each(procedures.filter((path) => BUILT.test(path)))("admin.%s is for builders and up", async (path) => {
  await expect(call(as(ours, "viewer"), path)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(call(as(null), path)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  for (const role of ["builder", "publisher", "admin"] as const) {
    const said = await call(as(ours, role), path).then(
      () => "done",
      ({ code }) => code,
    );
    expect(said, role).not.toBe("FORBIDDEN");
  }
});

test("publishing a function is for publishers and up", async () => {
  for (const role of ["viewer", "builder"] as const)
    await expect(call(as(ours, role), PUBLISHED), role).rejects.toMatchObject({ code: "FORBIDDEN" });
  for (const role of ["publisher", "admin"] as const)
    await expect(call(as(ours, role), PUBLISHED), role).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
