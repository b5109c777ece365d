/**
 * A cell that no spreadsheet runs as a formula: one that begins like a formula gets an apostrophe in front. A phone number
 * keeps its plus.
 */
export function csvCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^\+\d+$/.test(text) ? `'${text}` : text;
}
