// Writes engine/ring-rules/zone-prefixes.ts from libphonenumber's resources/timezones/map_data.txt, whose path is the argument:
//   node scripts/phone-zones.mjs <map_data.txt>
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";

const HEAD = `// Which time zones a number's digits can mean, the longest prefix first: Google's libphonenumber, resources/timezones/map_data.txt
// (Apache License 2.0, copyright the Libphonenumber Authors), without prefixes that say what a shorter one says already. Written
// by scripts/phone-zones.mjs.

/** One line for each set of zones: their names with & between them, then its prefixes, beginning with the calling code. */
`;

const [, , file] = process.argv;
if (!file) throw new Error("Name the file: node scripts/phone-zones.mjs <map_data.txt>");
const zones = new Map();
for (const line of readFileSync(file, "utf8").split("\n")) {
  const [prefix, names] = line.split("|");
  if (/^\d+$/.test(prefix) && names) zones.set(prefix, names);
}
if (zones.size === 0) throw new Error(`${file} holds no prefixes.`);

/** What the longest shorter prefix says. */
function shorter(prefix) {
  for (let length = prefix.length - 1; length > 0; length--) {
    const names = zones.get(prefix.slice(0, length));
    if (names) return names;
  }
  return undefined;
}

const byZones = new Map();
for (const [prefix, names] of zones)
  if (shorter(prefix) !== names) byZones.set(names, [...(byZones.get(names) ?? []), prefix]);
const lines = [...byZones].map(([names, prefixes]) => `${names} ${prefixes.sort().join(" ")}`).sort();
const target = path.join(root, "engine", "ring-rules", "zone-prefixes.ts");
writeFileSync(target, `${HEAD}export const ZONE_PREFIXES = \`\n${lines.join("\n")}\n\`;\n`);
