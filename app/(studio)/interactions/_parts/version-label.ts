/** "v3"; number 0 is a draft that was rung at the test phones. */
export function versionLabel(number: number): string {
  return number === 0 ? "draft" : `v${number}`;
}
