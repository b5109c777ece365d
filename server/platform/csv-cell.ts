/**
 * Text for a CSV cell that no spreadsheet runs as a formula: text that begins like a formula gets an apostrophe in front,
 * except a phone number, which keeps its plus.
 */
export function csvCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^\+\d+$/.test(text) ? `'${text}` : text;
}
