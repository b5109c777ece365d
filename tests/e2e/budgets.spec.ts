import { BUDGETS, firstLoad, kibibytes } from "./first-load";
import { demo, expect, signInAnew, test } from "./studio";

const PAGES = [
  { name: "Flow Manager", path: () => "/flows", most: BUDGETS.flows },
  { name: "editor", path: () => `/flows/${demo().flow_id}`, most: BUDGETS.editor },
];

for (const { name, path, most } of PAGES) {
  test(`${name}: at most ${most} KiB of scripts before the load event`, async ({ page }) => {
    await signInAnew(page);
    const { before, after } = await firstLoad(page, path());
    const [first, then] = [kibibytes(before), kibibytes(after)];
    console.log(`${name}: ${first.toFixed(1)} KiB of scripts before the load event, ${then.toFixed(1)} KiB after it`);
    const largest = before.toSorted((a, b) => b.bytes - a.bytes).slice(0, 10);
    const told = largest.map(({ path, bytes }) => `${(bytes / 1024).toFixed(1)} KiB ${path}`).join("\n");
    expect(first, told).toBeGreaterThan(50);
    expect(first, told).toBeLessThanOrEqual(most);
  });
}
