import { readdirSync, readFileSync } from "node:fs";

/** Linux counts processor time in hundredths of a second on every machine that Node runs on. */
const TICK_MS = 10;

/** Milliseconds of processor time that a process and its children that still run have used. Linux only. */
export function processorMs(pid: number): number {
  return [...readdirSync("/proc").filter((name) => /^\d+$/.test(name))]
    .map((name) => statOf(name))
    .filter((stat) => stat && (stat.pid === pid || stat.parent === pid))
    .reduce((sum, stat) => sum + (stat?.ms ?? 0), 0);
}

/** The process that started another: of a database's backend, the postmaster. */
export function parentOf(pid: number): number {
  return statOf(String(pid))?.parent ?? 0;
}

/** proc(5): the fields after the command's name, which may hold anything but ends with the last parenthesis. */
function statOf(pid: string): { pid: number; parent: number; ms: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [, parent, , , , , , , , , , user, system] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { pid: Number(pid), parent: Number(parent), ms: (Number(user) + Number(system)) * TICK_MS };
  } catch {
    return null; // It ended meanwhile.
  }
}
