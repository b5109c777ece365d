import type { FreshIsolate } from "./isolate";
import { MAX_RESULT_CHARACTERS, MESSAGE_CHARACTERS } from "./limits";
import type { Answer, Task } from "./protocol";

/** The source's file name in stack traces, by which `locateFailure` finds the place of an error. */
const FILE = "function.js";

/** Runs one source in an isolate of its own. It sets no time limit: the pool kills this process when the time runs out. */
export async function runTask(
  { source, args, now, seed }: Task,
  { isolate, context, enter }: FreshIsolate,
): Promise<Answer> {
  const entryPoints = enter(now, seed);
  try {
    const module = await isolate.compileModule(source, { filename: FILE });
    await module.instantiate(context, (name) => {
      throw new Error(`A function cannot import anything, so “${name}” is not there.`);
    });
    if (args === null) return { did: "tell", text: JSON.stringify({ returned: { keys: [] }, console: [] }) };
    await module.evaluate();
    await entryPoints.start(module, args);
    const text = await entryPoints.result();
    if (text === "") return { did: "hang", console: withinLimit(await entryPoints.console()) ?? "[]" };
    const result = withinLimit(text);
    return result === null ? { did: "too_much_output" } : { did: "tell", text: result };
  } catch (error) {
    if (isolate.isDisposed) return { did: "too_much_memory" };
    const { message, stack } = error as Error;
    const cut = (text: unknown) => String(text ?? "").slice(0, MESSAGE_CHARACTERS);
    return { did: "throw", message: cut(message), stack: cut(stack) };
  }
}

function withinLimit(text: unknown): string | null {
  return typeof text === "string" && text.length <= MAX_RESULT_CHARACTERS ? text : null;
}
