import { XMLParser, XMLValidator } from "fast-xml-parser";
import { DocumentError } from "./document-error";

export interface Verb {
  name: string;
  attributes: Record<string, string>;
  children: Verb[];
  /** All text inside, that of nested elements (SSML) included, white space collapsed. */
  text: string;
}

/** Twilio's own limit on a document. */
const MAX_BYTES = 64 * 1024;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  // Numeric references (&#233;) are decoded only with this on.
  htmlEntities: true,
});

type Node = Record<string, unknown>;

/** The verbs of a TwiML document. Throws DocumentError 12100 (not XML, no Response) or 11750 (too large). */
export function parseTwiml(body: string): Verb[] {
  if (Buffer.byteLength(body) > MAX_BYTES) throw new DocumentError(11750, "TwiML response body too large");
  const valid = XMLValidator.validate(body);
  if (valid !== true) {
    throw new DocumentError(12100, `Document parse failure: ${valid.err.msg} (line ${valid.err.line ?? 1})`);
  }
  const roots = elements(read(body));
  const [root] = roots;
  // The validator lets several roots pass.
  if (roots.length !== 1 || root?.name !== "Response") {
    throw new DocumentError(12100, "Document parse failure: the document must be one Response element");
  }
  return root.children;
}

/** The parser refuses some things the validator lets pass: names it holds unsafe, entities without end. */
function read(body: string): Node[] {
  try {
    return parser.parse(body) as Node[];
  } catch (error) {
    throw new DocumentError(12100, `Document parse failure: ${error instanceof Error ? error.message : error}`);
  }
}

function elements(nodes: Node[]): Verb[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ":@") ?? "";
    if (name === "#text" || name.startsWith("?")) return [];
    const children = node[name] as Node[];
    return {
      name,
      attributes: (node[":@"] as Record<string, string> | undefined) ?? {},
      children: elements(children),
      text: text(children).replace(/\s+/g, " ").trim(),
    };
  });
}

function text(nodes: Node[]): string {
  return nodes
    .map((node) => {
      if (node["#text"] !== undefined) return String(node["#text"]);
      const name = Object.keys(node).find((key) => key !== ":@") ?? "";
      return text(node[name] as Node[]);
    })
    .join("");
}

/** The document as a person likes to read it, for the phone page. */
export function pretty(verbs: Verb[]): string {
  return ["<Response>", ...verbs.flatMap((verb) => lines(verb, "  ")), "</Response>"].join("\n");
}

function lines({ name, attributes, children, text }: Verb, indent: string): string[] {
  const open = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${quoted(value)}"`)].join(" ");
  if (children.length > 0) {
    return [`${indent}<${open}>`, ...children.flatMap((child) => lines(child, `${indent}  `)), `${indent}</${name}>`];
  }
  return [text ? `${indent}<${open}>${quoted(text)}</${name}>` : `${indent}<${open}/>`];
}

function quoted(value: string): string {
  return value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
