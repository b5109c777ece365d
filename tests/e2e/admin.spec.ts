import type { Page } from "@playwright/test";
import { demo, expect, expectAccessible, signIn, test } from "./studio";

/** Rows of this run: the world is one, and a test may be run again in it. */
const RUN = Date.now().toString(36);
const PASSWORD = "correct horse battery";

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const window = (page: Page) => page.getByRole("dialog");
async function act(page: Page, of: string, action: string) {
  await page.getByRole("button", { name: `Actions for ${of}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

test.beforeEach(({ page }) => signIn(page));

test("a number is added, and one that a flow calls from stays", async ({ page }) => {
  await page.goto("/admin/numbers");
  await expect(row(page, "+12025550101")).toContainText("Report a problem");
  await page.getByRole("button", { name: "Add number" }).click();
  await window(page).getByLabel("Number").fill("555");
  await window(page).getByRole("button", { name: "Add number" }).click();
  await expect(window(page).getByText("The number has no country code")).toBeVisible();
  await expect(window(page).getByLabel("Number")).toBeFocused();
  await expectAccessible(page);

  await page.keyboard.press("Escape");
  await expect(window(page).getByText("Throw away what you typed?")).toBeVisible();
  await window(page).getByRole("button", { name: "Keep typing" }).click();
  await window(page).getByLabel("Number").fill("+1 202 555 0199");
  await window(page).getByLabel("Name").fill("Spare");
  await window(page).getByRole("button", { name: "Add number" }).click();
  await expect(row(page, "+12025550199")).toContainText("No flow");
  await act(page, "+12025550101", "Remove");
  await expect(window(page)).toContainText("is in use");
  await expectAccessible(page);
  await window(page).getByRole("button", { name: "Close" }).last().click();

  await act(page, "+12025550199", "Remove");
  await page.getByRole("button", { name: "Remove number" }).click();
  await expect(row(page, "+12025550199")).toHaveCount(0);
  await expectAccessible(page);
});

test("a carrier is tested before the first call, and its token never shown", async ({ page }) => {
  await page.goto("/admin/carriers");
  await act(page, "Sandbox", "Test carrier");
  const result = window(page).getByRole("region", { name: "Result of the test" });
  await expect(result.getByText("The carrier is there and takes these credentials.")).toBeVisible();
  await expect(result.getByText("Fault")).toHaveCount(0);
  await expect(result.getByText("The sandbox runs here, so it needs no other.")).toBeVisible();
  await expectAccessible(page);
  await window(page).getByRole("button", { name: "Done" }).click();
  await act(page, "Sandbox", "Edit");
  await expect(window(page).getByLabel("Auth token")).toHaveValue("");
  await window(page).getByLabel("Auth token").fill("wrong");
  await window(page).getByRole("button", { name: "Test carrier" }).click();
  await expect(window(page).getByText("The carrier refused these credentials.")).toBeVisible();
  await expectAccessible(page);
  await window(page).getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: "Add carrier" }).click();
  await window(page).getByLabel("Name").fill(`Twilio ${RUN}`);
  await window(page)
    .getByLabel("Account SID")
    .fill(`AC${"0".repeat(32)}`);
  await window(page).getByLabel("Auth token").fill("not a token");
  await window(page).getByRole("button", { name: "Add carrier" }).click();
  await expect(row(page, `Twilio ${RUN}`)).toContainText("Not used yet");
  await act(page, `Twilio ${RUN}`, "Remove");
  await page.getByRole("button", { name: "Remove carrier" }).click();
  await expect(row(page, `Twilio ${RUN}`)).toHaveCount(0);
  await expectAccessible(page);
});

test("a client is made with the scope another page asked for, works, and is revoked", async ({ page }) => {
  await page.goto("/admin/clients?new=1&scope=flows-interactions:start");
  await expect(window(page).getByRole("checkbox", { name: /flows-interactions:start/ })).toBeChecked();
  await expect(window(page).getByRole("checkbox", { name: /flows:read/ })).not.toBeChecked();
  await window(page).getByLabel("Name").fill(`Shop ${RUN}`);
  await window(page).getByLabel("Addresses").fill("127.0.0.0/8\nshop.example");
  await window(page).getByRole("button", { name: "Create client" }).click();
  await expect(window(page).getByText("Write addresses such as 192.0.2.7")).toBeVisible();
  await expectAccessible(page);
  await window(page).getByLabel("Addresses").fill("127.0.0.0/8 ::1");
  await window(page).getByRole("button", { name: "Create client" }).click();
  await expect(window(page)).toContainText("cannot be shown again");
  const [id = "", secret = ""] = await window(page).locator("pre").allTextContents();
  const token = () =>
    page.request.post("/api/oauth/token", {
      form: { grant_type: "client_credentials", client_id: id, client_secret: secret },
    });
  expect((await token()).status()).toBe(200);
  await expectAccessible(page);
  await window(page).getByRole("button", { name: "Done" }).click();
  await expect(row(page, `Shop ${RUN}`)).toContainText("From 127.0.0.0/8, ::1");
  await act(page, `Shop ${RUN}`, "Revoke");
  await page.getByRole("button", { name: "Revoke client" }).click();
  await expect(page.getByText(/revoked\. Its tokens stop/)).toBeVisible();
  expect((await token()).status()).toBe(401);
  await page.getByRole("switch", { name: "Show revoked clients" }).click();
  await expect(row(page, `Shop ${RUN}`)).toContainText("Revoked");
  await expectAccessible(page);
});

test("somebody is invited, comes in by the link once, and is kept out of here", async ({ page, browser }) => {
  await page.goto("/admin/users");
  await page.getByRole("button", { name: "Invite user" }).click();
  await window(page).getByLabel("Name").fill(`Ada ${RUN}`);
  await window(page).getByLabel("Email").fill(`ada-${RUN}@example.com`);
  await window(page)
    .getByRole("radio", { name: /Builder/ })
    .check();
  await expectAccessible(page);
  await window(page).getByRole("button", { name: "Make invitation" }).click();
  const link = (await window(page).locator("pre").textContent()) ?? "";
  await window(page).getByRole("button", { name: "Done" }).click();
  await expect(row(page, `Ada ${RUN}`)).toContainText("Invited");

  const theirs = await browser.newContext();
  const guest = await theirs.newPage();
  await guest.goto(link);
  await guest.getByLabel("Password").fill("short");
  await guest.getByRole("button", { name: "Save and sign in" }).click();
  await expect(guest.getByText("Use at least 12 characters.")).toBeVisible();
  await expectAccessible(guest);
  await guest.getByLabel("Password").fill(PASSWORD);
  await guest.getByRole("button", { name: "Save and sign in" }).click();
  await guest.waitForURL((url) => !url.pathname.startsWith("/welcome"));
  // A builder sees Publish, and whom to ask for it.
  await guest.goto(`/flows/${demo().flow_id}`);
  await guest.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(guest.getByRole("list", { name: "Who may publish" })).toContainText("admin@demo.example");
  await expectAccessible(guest);
  await guest.goto("/admin/users");
  await expect(guest.getByRole("heading", { name: "This needs the role Admin" })).toBeVisible();
  await expect(guest.getByRole("link", { name: "Users" })).toHaveCount(0);
  await expectAccessible(guest);
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This link is not good any more" })).toBeVisible();

  await page.reload();
  await act(page, `Ada ${RUN}`, "Remove");
  await page.getByRole("button", { name: "Remove user" }).click();
  await expect(row(page, `Ada ${RUN}`)).toHaveCount(0);
  await guest.goto("/flows");
  await expect(guest).toHaveURL(/\/signin/);
  await theirs.close();

  await act(page, "Admin", "Change role");
  await window(page)
    .getByRole("radio", { name: /Viewer/ })
    .check();
  await window(page).getByRole("button", { name: "Change role" }).click();
  await expect(window(page).getByText("The last admin keeps this role")).toBeVisible();
});

test("the audit log tells what was done, and what it was before", async ({ page }) => {
  await page.goto("/admin/clients");
  await act(page, "Website", "Edit");
  await window(page).getByLabel("Name").fill(`Website ${RUN}`);
  await window(page).getByRole("button", { name: "Save" }).click();
  await expect(row(page, `Website ${RUN}`)).toBeVisible();
  await act(page, `Website ${RUN}`, "Edit");
  await window(page).getByLabel("Name").fill("Website");
  await window(page).getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Website saved.")).toBeVisible();

  await page.goto("/admin/audit?action=client.edit");
  await page
    .getByRole("button", { name: `Values before and after: Renamed the OAuth client “Website ${RUN}” to “Website”` })
    .first()
    .click();
  await expect(page.getByText(`Before: Website ${RUN}`)).toBeAttached();
  await expect(page.getByText(/After: Website$/)).toBeAttached();
  await expectAccessible(page);
  const csv = await (await page.request.get("/admin/audit/export.csv?action=client.edit")).text();
  expect(csv).toContain(`Website ${RUN}`);
  expect(csv).not.toContain(demo().client_secret);
});
