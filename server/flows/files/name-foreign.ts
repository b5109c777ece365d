type Json = { [key: string]: unknown };

/**
 * What files of other programs that people try to import are, by what is in them; trade names are what their users call them. That one
 * is also a carrier's says nothing of the carrier: a file is named whether any of its rows is there or not.
 */
const KINDS: [name: string, isIt: (file: Json) => boolean][] = [
  ["a Twilio Studio flow", (file) => isStudio(file) || isStudio(file.definition)],
  ["an Amazon Connect flow", ({ StartAction, Actions }) => typeof StartAction === "string" && Array.isArray(Actions)],
  [
    "a Voiceflow project",
    ({ diagrams, project, version }) => isObject(diagrams) && (isObject(project) || isObject(version)),
  ],
  ["an n8n workflow", ({ nodes, connections }) => Array.isArray(nodes) && isObject(connections)],
  ["a Postman collection", ({ info, item }) => isObject(info) && Array.isArray(item)],
  ["an OpenAPI document", ({ openapi, swagger }) => typeof openapi === "string" || typeof swagger === "string"],
  ["a package-lock.json", ({ lockfileVersion }) => typeof lockfileVersion === "number"],
  [
    "a package.json",
    ({ name, dependencies, devDependencies, scripts }) =>
      typeof name === "string" && [dependencies, devDependencies, scripts].some(isObject),
  ],
  ["a JSON schema", ({ $schema, properties }) => typeof $schema === "string" && isObject(properties)],
];

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isStudio = (value: unknown): boolean =>
  isObject(value) && Array.isArray(value.states) && "initial_state" in value;

/** Node-RED writes a list of nodes. */
const isNodeRed = (file: unknown): boolean =>
  Array.isArray(file) && file.length > 0 && file.every((node) => isObject(node) && "id" in node && "type" in node);

/** What a JSON document is that is no flow of ours, as in "a Twilio Studio flow"; null where nobody can tell, or it is one. */
export function nameForeign(document: unknown): string | null {
  if (isNodeRed(document)) return "a Node-RED flow";
  if (!isObject(document) || "patchcord" in document) return null;
  return KINDS.find(([, isIt]) => isIt(document))?.[0] ?? null;
}

/** What a text is that is no JSON; null where its first fault says more. */
export function nameText(text: string): string | null {
  const begin = text.trimStart().slice(0, 200).toLowerCase();
  if (/^[\ufffd\0]{0,4}[^\0]?\0/.test(text)) return "UTF-16 that was taken for another coding. Save it as UTF-8";
  if (/^<(!doctype html|html|head|body)\b/.test(begin)) return "a web page";
  if (begin.startsWith("<")) return "XML";
  if (begin.startsWith("pk\u0003\u0004")) return "a ZIP file";
  return null;
}
