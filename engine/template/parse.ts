import { type Liquid, Parser, type Template, Tokenizer } from "liquidjs";
import { BoundedMap } from "../bounded-map";
import { LIMITS } from "../limits";
import { weigh } from "./nodes";
import { prepareTokens } from "./tokens";

/** A template that was read. `units`: the work of reading it, which counts each time, whether it is remembered or not. */
export type ParsedTemplate = { nodes: Template[]; units: number };

/** Some hundred bytes of memory each. */
const REMEMBERED_UNITS = 500_000;

/** Reads templates for one Liquid, and remembers them; throws an Error that says what is wrong and where. */
export function parserFor(liquid: Liquid): (template: string) => ParsedTemplate {
  const remembered = new BoundedMap<string, ParsedTemplate>(REMEMBERED_UNITS, ({ units }) => units);
  return (template) => {
    const known = remembered.get(template);
    if (known) return known;
    if (template.length > LIMITS.template_characters)
      throw new Error(`The template is longer than ${LIMITS.template_characters} characters.`);
    const tokens = new Tokenizer(template, liquid.options.operators).readTopLevelTokens(liquid.options);
    const units = weigh(tokens);
    const nodes = new Parser(liquid).parseTokens(tokens);
    prepareTokens(nodes);
    const made = { nodes, units };
    remembered.set(template, made);
    return made;
  };
}
