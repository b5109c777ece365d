import { wrongField } from "../platform/parse-input";
import { violates } from "../platform/unique-violation";

/** Throws `conflict` with what to do where `work` breaks the unique index on flow names; passes on every other error. */
export async function refuseTakenName<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!violates(error, "flow_name")) throw error;
    throw wrongField("name", "There is a flow of this name already. Choose another one.");
  }
}
