import type { Page } from "@playwright/test";
import { demo, expect, expectAccessible, signIn, test } from "./studio";

const window = (page: Page) => page.getByRole("dialog");
const confirm = (page: Page) => page.getByRole("alertdialog");

test.beforeEach(({ page }) => signIn(page));

test("an admin says whom the account may ring, and confirms what is risky by itself", async ({ page }) => {
  await page.goto("/admin/account");
  const places = page.getByRole("list", { name: "Places that may be rung" });
  await expect(places).toContainText("United States");
  await expectAccessible(page);

  await page.getByRole("combobox", { name: "Add a country or network" }).click();
  await page.getByRole("combobox", { name: "Search" }).fill("Latvia");
  await page.getByRole("option", { name: /Latvia/ }).click();
  await expect(confirm(page)).toContainText("high risk of toll fraud");
  await expectAccessible(page);
  await confirm(page).getByRole("button", { name: "Allow it all the same" }).click();
  await expect(places).toContainText("Latvia");

  await page.getByRole("button", { name: "United States: 8 to 21" }).click();
  const aDay = page.getByRole("group", { name: "The whole account" }).getByLabel("Rings a day");
  await aDay.fill("0");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Nothing was saved")).toBeVisible();
  await aDay.fill("400");
  await page.getByRole("button", { name: "Remove these hours" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("It holds everywhere within five seconds.")).toBeVisible();
  await page.reload();
  await expect(places).toContainText("Latvia");
  await expect(aDay).toHaveValue("400");

  // The world is one: the other tests find it as it was.
  await page.getByRole("button", { name: "Remove Latvia" }).click();
  await aDay.fill("500");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("It holds everywhere within five seconds.")).toBeVisible();
  await page.goto("/admin/audit");
  await expect(page.getByRole("row").nth(1)).toContainText("Changed the account: countries");
});

test("the switch stops every start with its reason, until it is lifted", async ({ page, request }) => {
  const { client_id, client_secret, flow_id } = demo();
  const start = async () => {
    const token = await request.post("/api/oauth/token", {
      headers: { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString("base64")}` },
      form: { grant_type: "client_credentials" },
    });
    const { access_token } = (await token.json()) as { access_token: string };
    return request.post(`/api/flows/${flow_id}/interactions`, {
      headers: { authorization: `Bearer ${access_token}` },
      data: { contact_1: "+12025550121", contact_2: "+12025550130" },
    });
  };
  await page.goto("/admin/account");
  await page.getByRole("button", { name: "Stop all dialling" }).click();
  await expectAccessible(page);
  await window(page).getByRole("button", { name: "Stop all dialling" }).click();
  await expect(window(page).getByText("Say why")).toBeVisible();
  await window(page).getByLabel("Reason").fill("Calls nobody knows of");
  await window(page).getByRole("button", { name: "Stop all dialling" }).click();
  await expect(page.getByText("All dialling is stopped: Calls nobody knows of")).toBeVisible();
  await expectAccessible(page);
  const refused = await start();
  expect(refused.status()).toBe(403);
  expect(await refused.json()).toMatchObject({
    code: "dialling_stopped",
    message: "All dialling of this account is stopped (Calls nobody knows of).",
  });
  await page.goto("/flows");
  await expect(page.getByText("All dialling of this account is stopped: Calls nobody knows of.")).toBeVisible();

  await page.getByRole("link", { name: "Account", exact: true }).last().click();
  await page.getByRole("button", { name: "Allow dialling again" }).click();
  await confirm(page).getByRole("button", { name: "Allow dialling" }).click();
  await expect(page.getByText("Dialling is allowed again.")).toBeVisible();
  await expect.poll(async () => (await start()).status()).toBe(202);
});

test("a number on the do-not-call list is not rung, and the page says why", async ({ page }) => {
  const number = "+12025550148";
  await page.goto("/admin/privacy");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add number" }).first().click();
  await window(page).getByLabel("Number").fill("12");
  await window(page).getByRole("button", { name: "Add number" }).click();
  await expect(window(page).getByText("The number has no country code")).toBeVisible();
  await window(page).getByLabel("Number").fill("+1 202 555 0148");
  await window(page).getByLabel("Reason").fill("Asked for it");
  await window(page).getByRole("button", { name: "Add number" }).click();
  const row = page.getByRole("row").filter({ hasText: number });
  await expect(row).toContainText("Asked for it");

  await page.getByRole("button", { name: "Import" }).click();
  const lines = ["Number", "+12025550149", "nobody", "+12025550148"].join("\n");
  await window(page)
    .getByLabel("File")
    .setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(lines) });
  await window(page).getByRole("button", { name: "Import" }).click();
  await expect(window(page).getByText("1 added, 1 there already, 1 left out as no number.")).toBeVisible();
  await expect(window(page).getByText("Line 3: “nobody”")).toBeVisible();
  await expectAccessible(page);
  await window(page).getByRole("button", { name: "Close" }).first().click();
  await expect(page.getByRole("row").filter({ hasText: "+12025550149" })).toBeVisible();

  await page.getByLabel("Phone number").fill(number);
  await page.getByRole("button", { name: "Look it up" }).click();
  await expect(page.getByText("No flow has rung this number or wanted to.")).toBeVisible();

  for (const listed of [number, "+12025550149"]) {
    await page.getByRole("button", { name: `Take ${listed} off the list` }).click();
    await window(page).getByLabel("Reason").fill("Asked to be called again");
    await window(page).getByRole("button", { name: "Take it off" }).click();
    await expect(page.getByRole("row").filter({ hasText: listed })).toHaveCount(0);
  }
});

test("a person's data is handed over, and erased after the number was typed again", async ({ page }) => {
  const number = "+12025550147";
  await page.goto("/admin/privacy");
  await page.getByLabel("The person's number").fill("12");
  await page.getByRole("button", { name: "Export" }).click();
  await expect(page.getByText("The number has no country code")).toBeVisible();
  await page.getByLabel("The person's number").fill(number);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  expect((await download).suggestedFilename()).toBe("patchcord-person.json");

  await page.getByRole("button", { name: "Erase…" }).click();
  await expectAccessible(page);
  await window(page).getByRole("button", { name: "Erase for good" }).click();
  await expect(window(page).getByText("Type the number as above")).toBeVisible();
  await window(page).getByLabel("The number again").fill(number);
  await window(page).getByRole("button", { name: "Erase for good" }).click();
  await expect(page.getByRole("list", { name: "Erasures" }).getByText("Erased").first()).toBeVisible();
  await expectAccessible(page);
});
