import { type Action, action, REPEATABLE, WITHOUT_BODY } from "@/components/connection/action";
import { LIMITS } from "@/engine/limits";
import { templateReads } from "@/engine/template/reads";
import { Work } from "@/engine/work";
import { NOT_STORABLE, unstorablePaths } from "../../platform/storable-text";
import { bodyTemplates, parseBody } from "./body-template";
import { pathFault } from "./output-path";
import { TOO_MUCH_WORK } from "./request";
import { RESERVED_HEADERS } from "./schema";

type Fault = { path: (string | number)[]; message: string };

/** The rules of an action: it can be stored, its templates read only its own inputs, its body is JSON, its output paths are JSONPath. */
export const actionSchema = action.superRefine((candidate, ctx) => {
  const work = new Work(LIMITS.burst_work, TOO_MUCH_WORK);
  const faults = [
    ...unstorablePaths(candidate).map((path) => ({ path, message: NOT_STORABLE })),
    ...duplicateFaults(candidate),
    ...pathFaults(candidate),
    ...headerFaults(candidate),
    ...templateFaults(candidate, work),
    ...bodyFaults(candidate, work),
    ...outputFaults(candidate),
  ];
  for (const fault of faults) ctx.addIssue({ code: "custom", ...fault });
  if (candidate.retries > 0 && !REPEATABLE.has(candidate.method))
    ctx.addIssue({
      code: "custom",
      path: ["retries"],
      message: `A ${candidate.method} must not be sent twice. Set this to 0.`,
    });
});

function duplicateFaults({ inputs, outputs, headers }: Action): Fault[] {
  const lists = { inputs, outputs, headers };
  return Object.entries(lists).flatMap(([list, items]) => {
    const names = items.map(({ name }) => (list === "headers" ? name.toLowerCase() : name));
    const duplicates = names.flatMap((name, at) => (names.indexOf(name) < at ? [at] : []));
    return duplicates.map((at) => ({
      path: [list, at, "name"],
      message: "Another one has this name. Choose a different one.",
    }));
  });
}

function pathFaults({ path }: Action): Fault[] {
  const literal = path.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, "");
  if (!/[?#\\]/.test(literal)) return [];
  return [{ path: ["path"], message: "Write the path alone, without ? and #: query parameters have their own list." }];
}

const SECRET_HEADERS = new Set(["authorization", "cookie"]);

function headerFaults({ headers }: Action): Fault[] {
  return headers.flatMap(({ name }, at) => {
    const path = ["headers", at, "name"];
    if (RESERVED_HEADERS.has(name.toLowerCase()))
      return [{ path, message: "This header is written by Patchcord. Remove it." }];
    if (!SECRET_HEADERS.has(name.toLowerCase())) return [];
    return [{ path, message: "Secrets belong to the connection’s authentication, where they are sealed." }];
  });
}

function templateFaults(candidate: Action, work: Work): Fault[] {
  const templates: [Fault["path"], string][] = [
    [["path"], candidate.path],
    ...candidate.query.map(({ value }, at): [Fault["path"], string] => [["query", at, "value"], value]),
    ...candidate.headers.map(({ value }, at): [Fault["path"], string] => [["headers", at, "value"], value]),
  ];
  return templates.flatMap(([path, template]) => templateFault(candidate, path, template, work));
}

function templateFault({ inputs }: Action, path: Fault["path"], template: string, work: Work): Fault[] {
  try {
    const unknown = templateReads(template, work).find(({ name }) => !inputs.some((input) => input.name === name));
    if (!unknown) return [];
    return [{ path, message: `There is no input ${unknown.name}. Add it to the inputs, or correct the name.` }];
  } catch (error) {
    return [{ path, message: `Correct the {{ }} or {% %}: ${error instanceof Error ? error.message : "unreadable"}` }];
  }
}

function bodyFaults(candidate: Action, work: Work): Fault[] {
  const path = ["body"];
  if (!candidate.body?.trim()) return [];
  if (WITHOUT_BODY.has(candidate.method))
    return [{ path, message: `A ${candidate.method} has no body. Remove it, or choose another method.` }];
  try {
    return bodyTemplates(parseBody(candidate.body)).flatMap((template) =>
      templateFault(candidate, path, template, work),
    );
  } catch (error) {
    return [{ path, message: error instanceof Error ? error.message : "This is no JSON." }];
  }
}

function outputFaults({ outputs }: Action): Fault[] {
  return outputs.flatMap(({ name, path }, at) => [
    ...(name === "status"
      ? [{ path: ["outputs", at, "name"], message: "Every action gives its status already. Choose another name." }]
      : []),
    ...[pathFault(path)].flatMap((message) => (message === null ? [] : [{ path: ["outputs", at, "path"], message }])),
  ]);
}
