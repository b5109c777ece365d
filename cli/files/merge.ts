import { dequal } from "dequal";
import type { FlowDefinition } from "@/engine/definition/schema";
import type { FlowTest } from "@/engine/simulate";
import type { FlowFile } from "./flow-files";

/** A flow and its tests, of which two people have made something else. */
type Content = Pick<FlowFile, "document" | "tests">;
type Json = Readonly<Record<string, unknown>>;

/**
 * What only one of two has changed since `base` is taken from that one. Where both have changed the same place otherwise, `mine` stays,
 * and the place is among the conflicts (`steps.greet.config.text`). Lists are one place each; tests are told apart by name.
 */
export function merge(base: Content, mine: Content, theirs: Content): { merged: Content; conflicts: string[] } {
  const conflicts: string[] = [];
  const document = mergeObjects(contentOf(base), contentOf(mine), contentOf(theirs), "", conflicts);
  return {
    merged: {
      document: document.document as FlowDefinition,
      tests: Object.values(document.tests as Record<string, FlowTest>),
    },
    conflicts,
  };
}

const contentOf = ({ document, tests }: Content): Json => ({
  document,
  tests: Object.fromEntries(tests.map((test) => [test.name, test])),
});

function mergeObjects(base: Json, mine: Json, theirs: Json, at: string, conflicts: string[]): Json {
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  const entries = names.map((name) => {
    const place = at === "" || at === "document" ? name : `${at}.${name}`;
    return [name, mergeValues(base[name], mine[name], theirs[name], place, conflicts)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function mergeValues(base: unknown, mine: unknown, theirs: unknown, at: string, conflicts: string[]): unknown {
  if (dequal(mine, theirs) || dequal(base, theirs)) return mine;
  if (dequal(base, mine)) return theirs;
  if (isObject(mine) && isObject(theirs)) return mergeObjects(isObject(base) ? base : {}, mine, theirs, at, conflicts);
  conflicts.push(at);
  return mine;
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
