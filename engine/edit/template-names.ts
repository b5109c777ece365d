const MARKUP = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
/** A quoted text, or a word that is not behind a dot, a pipe or in front of a colon (property, filter, named argument). */
const WORD = /"[^"]*"|'[^']*'|(?<![\w.])(?<!\|\s*)[a-z_]\w*(?!\w|\s*:)/g;
const RAW = /\{%-?\s*(raw|comment)\s*-?%\}[\s\S]*?\{%-?\s*end\1\s*-?%\}/g;

/** A Liquid template in which the variable `from` is read as `to`; text outside of markup stays. */
export function renamedInTemplate(template: string, from: string, to: string): string {
  const kept: string[] = [];
  const open = template.replace(RAW, (block) => `\u0000${kept.push(block) - 1}\u0000`);
  const renamed = open.replace(MARKUP, (markup) => markup.replace(WORD, (word) => (word === from ? to : word)));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the mark that no typed text holds.
  return renamed.replace(/\u0000(\d+)\u0000/g, (_, index: string) => kept[Number(index)] ?? "");
}

/** True if the template reads the variable. */
export function readsVariable(template: string, name: string): boolean {
  return renamedInTemplate(template, name, `${name}_`) !== template;
}
