import type { Locator, Page } from "@playwright/test";
import { registry } from "@/components/flow/registry";
import { makeFlow, unique } from "./flow-manager";
import { stepSettings } from "./open-flow";
import { expect, expectAccessible, placeComponent, STEP_SETTINGS, signedIn as test } from "./studio";

/** The trigger is in every flow already. */
const placed = [...registry.values()].filter(({ definition }) => definition.group !== "trigger");

for (const { definition } of placed) {
  test(`${definition.label}: a step just placed reads well for everybody, and says what it lacks`, async ({ page }) => {
    await page.goto(`/flows/${await makeFlow(page, unique(definition.label))}`);
    await placeComponent(page, definition.label);
    const panel = stepSettings(page);
    await expect(panel.getByRole("heading", { name: definition.label })).toBeVisible();
    await expectAccessible(page, STEP_SETTINGS);
    // What the schema refuses of an empty step is told beside the field once it was touched and left so, to those who hear it, too.
    const control = panel
      .locator("[data-missing]")
      .first()
      .locator("input, textarea, [contenteditable=true], [role=combobox]")
      .first();
    if (!definition.config.safeParse(definition.starts_with ?? {}).success && (await control.count()) > 0) {
      await leaveEmpty(page, control);
      const said = panel.locator("[id$='-error']").first();
      await expect(said).toBeVisible();
      await expect(panel.locator(`[aria-describedby~="${await said.getAttribute("id")}"]`)).toBeVisible();
    }
    const exits = panel.getByRole("tab", { name: /Exits/ });
    if (!(await exits.isVisible())) return;
    await exits.click();
    await expectAccessible(page, STEP_SETTINGS);
  });
}

/** Types and takes it back, or opens the list and chooses nothing. */
async function leaveEmpty(page: Page, control: Locator): Promise<void> {
  const isList = (await control.getAttribute("role")) === "combobox";
  if (isList) await control.click();
  else await control.focus();
  for (const key of isList ? ["Escape"] : ["1", "Backspace"]) await page.keyboard.press(key);
  await control.blur();
}
