import { readdirSync, readFileSync } from "node:fs";

/** Linux reports processor time in hundredths of a second (USER_HZ is 100) on all architectures that Node supports. */
const TICK_MS = 10;

/** Milliseconds of processor time that a process and its children, ended ones too, have used. Linux only. */
export function processorMs(pid: number): number {
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(name))
    .filter((stat) => stat?.parent === pid);
  const own = statOf(String(pid));
  return children.reduce((sum, child) => sum + (child?.ms ?? 0), (own?.ms ?? 0) + (own?.endedMs ?? 0));
}

/** The process that started another: of a database's backend, the postmaster. */
export function parentOf(pid: number): number {
  return statOf(String(pid))?.parent ?? 0;
}

/** proc(5): the fields after the command's name, which may hold anything but ends with the last parenthesis. */
function statOf(pid: string): { parent: number; ms: number; endedMs: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [user = 0, system = 0, childrensUser = 0, childrensSystem = 0] = fields.slice(11);
    return {
      parent: fields[1] ?? 0,
      ms: (user + system) * TICK_MS,
      endedMs: (childrensUser + childrensSystem) * TICK_MS,
    };
  } catch {
    return null; // It ended meanwhile.
  }
}
