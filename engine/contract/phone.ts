import type { Fault } from "./resume";
import type { Value } from "./value";

const SHOWN_CHARACTERS = 64;

/**
 * Says why a number reaches nobody. `name`: where it stands, "The agent's number" or a variable's name; `problem` as `StepContext.phone`
 * tells it. A long text is not repeated.
 */
export function invalidNumber(name: string, value: Value, problem: string): Fault {
  const isShown = typeof value === "string" && value !== "" && value.length <= SHOWN_CHARACTERS;
  return { code: "phone_number_invalid", message: `${name}${isShown ? ` (“${value}”)` : ""} ${problem}.` };
}
