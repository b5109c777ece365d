import type pg from "pg";
import { v7 } from "uuid";
import type { AccountId } from "@/server/ports/ids";
import type { FunctionInput, FunctionOutput } from "@/server/resources/functions/schema";

const input = (name: string, type: FunctionInput["type"]): FunctionInput => ({
  ...{ name, type, required: false, description: "" },
});
const output = (name: string, type: FunctionOutput["type"]): FunctionOutput => ({ name, type });

/** Calculates, or does what the script asks by `how`: throws, loops, or returns a wrong type. */
const SEATS = `export default async ({ seats, how }) => {
  await null;
  if (how === "throw") throw new Error("no seats");
  if (how === "loop") for (;;);
  if (how === "odd") return { total: "many" };
  return { total: seats * 2, even: seats % 2 === 0 };
}`;

/** Functions that the flows of the call scripts name: one to run, and one that is deleted after publishing. */
export async function setFunctions(world: { account: string }): Promise<void> {
  const { addFunction, saveFunction, publishFunction } = await import("@/server/resources/functions/mutations");
  const user = { id: v7(), email: "admin@example.com", name: "Admin" };
  const by = { account: world.account as AccountId, user };
  const body = {
    inputs: [input("seats", "integer"), input("how", "string")],
    outputs: [output("total", "number"), output("even", "boolean")],
    source: SEATS,
  };
  for (const name of ["Seats", "Lost function"]) {
    const text = { name, description: "" };
    const { id } = await addFunction(by, text);
    const { revision } = await saveFunction(by, { id, revision: 1, ...text, ...body });
    await publishFunction(by, id, revision);
  }
}

/** Deletes it in the database: the product refuses to while a flow uses it. */
export async function loseFunction(owner: pg.Client): Promise<void> {
  await owner.query("delete from function where name = 'Lost function'");
}
