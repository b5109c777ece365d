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

test.each(procedures)("admin.%s is for admins only", async (path) => {
  for (const role of ["viewer", "builder", "publisher"] as const)
    await expect(call(as(ours, role), path), role).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(call(as(null), path)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});
