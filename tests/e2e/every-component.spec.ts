import { registry } from "@/components/flow/registry";
import { makeFlow, unique } from "./flow-manager";
import { expect, expectAccessible, signIn, test } from "./studio";

/** The trigger is in every flow already. */
const placed = [...registry.values()].filter(({ definition }) => definition.group !== "trigger");

for (const { definition } of placed) {
  test(`${definition.label}: a step just placed reads well for everybody, and says what it lacks`, async ({ page }) => {
    await signIn(page);
    await page.goto(`/flows/${await makeFlow(page, unique(definition.label))}`);
    await page.getByRole("searchbox", { name: /components/i }).fill(definition.label);
    await page.getByRole("button", { name: definition.label, exact: true }).press("Enter");
    const panel = page.getByRole("complementary", { name: "Step settings" });
    await expect(panel.getByRole("heading", { name: definition.label })).toBeVisible();
    await expectAccessible(page);
    // What the schema refuses of an empty step is told beside the field, which says so to those who hear it, too.
    if (!definition.config.safeParse(definition.starts_with ?? {}).success) {
      const said = panel.locator("[id$='-error']").first();
      await expect(said).toBeVisible();
      await expect(panel.locator(`[aria-describedby~="${await said.getAttribute("id")}"]`)).toBeVisible();
    }
    const exits = panel.getByRole("tab", { name: /Exits/ });
    if (!(await exits.isVisible())) return;
    await exits.click();
    await expectAccessible(page);
  });
}
