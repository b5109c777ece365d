import type { FreshIsolate } from "./isolate";
import { MESSAGE_CHARACTERS, MOST_TOLD } from "./limits";
import type { Answer, Task } from "./protocol";

/** What errors call the source. */
const FILE = "function.js";

/** Runs one source in an isolate of its own. Whoever asks watches the clock, and ends this process if it runs out. */
export async function run(
  { source, args, now, seed }: Task,
  { isolate, context, enter }: FreshIsolate,
): Promise<Answer> {
  const ways = enter(now, seed);
  try {
    const module = await isolate.compileModule(source, { filename: FILE });
    await module.instantiate(context, (name) => {
      throw new Error(`A function cannot import anything, so “${name}” is not there.`);
    });
    if (args === null) return { did: "tell", text: JSON.stringify({ returned: { keys: [] }, console: [] }) };
    await module.evaluate();
    await ways.start(module, args);
    const text = await ways.told();
    if (text === "") return { did: "hang", console: taken(await ways.console()) ?? "[]" };
    const told = taken(text);
    return told === null ? { did: "too_much_output" } : { did: "tell", text: told };
  } catch (error) {
    if (isolate.isDisposed) return { did: "too_much_memory" };
    const { message, stack } = error as Error;
    const cut = (text: unknown) => String(text ?? "").slice(0, MESSAGE_CHARACTERS);
    return { did: "throw", message: cut(message), stack: cut(stack) };
  }
}

function taken(text: unknown): string | null {
  return typeof text === "string" && text.length <= MOST_TOLD ? text : null;
}
