import { isPatchcordError } from "./errors";

/** An error whose message may be logged: it is ours, and holds nothing of an account's. */
export class PlainError extends Error {
  override readonly name = "PlainError";
}

/** What is copied of an error, where it is a number or a word: what it says in sentences may quote what somebody has sent. */
const COPIED = [
  ...["code", "errno", "syscall", "port", "signal", "status", "statusCode"],
  ...["severity", "schema", "table", "column", "constraint", "routine"],
];
const WORD = /^[\w.-]{1,64}$/;
/** SQLSTATE classes that tell of the server or of our SQL: connections, roles, transactions, syntax, resources. */
const ABOUT_THE_DATABASE = /^(08|25|28|40|42|53|54|55|57|58)[\dA-Z]{3}$/;
const FRAME = /^\s+at \S.*$/;
const MAX_CAUSES = 5;

/**
 * An error as it is logged: its kind, its code, where it was thrown, and its causes. Its message is left out unless it is known
 * to hold no data: a library's quotes what it could not read, a database's the row that it refused. So are all other properties
 * (a driver's hold its connection, password included).
 */
export function loggedError(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const values = Object.entries(error).filter(([key, value]) => COPIED.includes(key) && isWord(value));
  const causes = [...(error instanceof AggregateError ? error.errors : []), cause].filter(
    (one) => one instanceof Error,
  );
  return {
    type: WORD.test(name) ? name : "Error",
    ...Object.fromEntries(values),
    ...(mayBeSaid(error) ? { message } : {}),
    stack: frames(stack, message),
    ...(causes.length > 0 && depth < MAX_CAUSES ? { causes: causes.map((one) => loggedError(one, depth + 1)) } : {}),
  };
}

/** What went wrong in a line that may be stored and shown: the message where it holds no data, else the error's kind and code. */
export function plainWords(error: unknown): string {
  if (!(error instanceof Error)) return "Something was thrown that is no error.";
  if (mayBeSaid(error) || isPatchcordError(error)) return error.message;
  const { name } = error;
  const { code } = error as { code?: unknown };
  const kind = [WORD.test(name) ? name : "Error", ...(isWord(code) ? [code] : [])].join(" ");
  return `It failed (${kind}); the log has more.`;
}

function isWord(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && WORD.test(value));
}

/** By name, since the bundler keeps several copies of a class. */
function mayBeSaid(error: Error): boolean {
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  return error.name === "PlainError" || (severity !== undefined && ABOUT_THE_DATABASE.test(String(code)));
}

/** The lines of the stack behind the message, which may have lines of its own that look like theirs. */
function frames(stack: string | undefined, message: string): string {
  const at = stack?.indexOf(message) ?? -1;
  const behind = stack?.slice(at < 0 ? 0 : at + message.length) ?? "";
  return behind
    .split("\n")
    .filter((line) => FRAME.test(line))
    .join("\n");
}
