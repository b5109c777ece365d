import { wrongField } from "./checked";

/** Answers the database's word for a taken name (index `flow_name`) with one that says what to do. */
export async function refuseTakenName<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!violates(error, "flow_name")) throw error;
    throw wrongField("name", "There is a flow of this name already. Choose another one.");
  }
}

/** True for Prisma's error of a unique index, by the index's name. */
export function violates(error: unknown, index: string): boolean {
  if (!(error instanceof Error) || !("code" in error) || error.code !== "P2002" || !("meta" in error)) return false;
  return JSON.stringify(error.meta).includes(index);
}
