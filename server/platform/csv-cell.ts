/** How formulas begin, also behind blanks and in the full-width signs of Asian spreadsheets. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/**
 * Text for a CSV cell that no spreadsheet runs as a formula: text that begins like a formula gets an apostrophe in front,
 * except a phone number, which keeps its plus.
 */
export function csvCell(text: string): string {
  return FORMULA.test(text) && !/^\+\d+$/.test(text) ? `'${text}` : text;
}
