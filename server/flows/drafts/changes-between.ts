import { dequal } from "dequal";
import type { Change } from "@/engine/edit/change";
import { cellAt } from "@/engine/edit/change";
import type { Draft } from "@/engine/edit/draft";

const FIELDS = ["name", "description", "language", "max_queue_seconds", "start", "on_hang_up"] as const;

/** The changes, cell by cell, that turn `from` into `to`, so that restoring a version is an edit like any other. */
export function changesBetween(from: Draft, to: Draft): Change[] {
  const paths = [
    ...FIELDS.map((field) => [field]),
    ...keysOf(from.variables, to.variables).map((name) => ["variables", name]),
    ...keysOf(from.steps, to.steps).map((step) => ["steps", step]),
    ...keysOf(from.layout, to.layout).map((step) => ["layout", step]),
    ...[...new Set([...from.notes, ...to.notes].map(({ id }) => id))].map((id) => ["notes", id]),
  ];
  return paths.flatMap((path) => {
    const before = cellAt(from, path) as Change["before"];
    const after = cellAt(to, path) as Change["after"];
    if (dequal(before, after)) return [];
    return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  });
}

function keysOf(from: object, to: object): string[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])];
}
