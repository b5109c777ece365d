import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, test } from "./studio";

const window = (page: Page) => page.getByRole("dialog");

/** As much of Salesforce as a test of the connection asks: it lets one secret in. */
async function org() {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { client_secret: secret } = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString("utf8")));
    const refused = { error: "invalid_client", error_description: "invalid client credentials" };
    const answer = request.url?.startsWith("/services/oauth2/token")
      ? secret === "right"
        ? { access_token: "t", instance_url: url }
        : refused
      : { sobjects: "/services/data/v62.0/sobjects" };
    response.writeHead(answer === refused ? 400 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, close: () => new Promise((resolve) => server.close(resolve)) };
}

test.beforeEach(({ page }) => signIn(page));

test("Salesforce is connected with a key made here, then with a secret, tested, and kept by the flow that uses it", async ({
  page,
}) => {
  const salesforce = await org();
  await page.goto("/admin/salesforce");
  await expect(page.getByRole("heading", { name: "Salesforce is not connected" })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Connect Salesforce" }).click();
  await window(page).getByLabel("Login address").fill("https://example.com");
  await window(page).getByRole("button", { name: "Connect", exact: true }).click();
  await expect(window(page).getByText("This is no address of Salesforce's")).toBeVisible();
  await expect(window(page).getByText("Enter the consumer key")).toBeVisible();
  await expect(window(page).getByText("Enter the user whom queries run as")).toBeVisible();
  await expect(window(page).getByLabel("Login address")).toBeFocused();
  await expectAccessible(page);
  await window(page).getByLabel("Login address").fill("https://login.salesforce.com");
  await window(page).getByLabel("Consumer key").fill("3MVG9.key");
  await window(page).getByLabel("User", { exact: true }).fill("integration@example.com");
  await window(page)
    .getByRole("radio", { name: /Use my own private key/ })
    .check();
  await window(page).getByLabel("Your private key").fill("no key");
  await window(page).getByRole("button", { name: "Connect", exact: true }).click();
  await expect(window(page).getByText("This is no private key.")).toBeVisible();
  await expectAccessible(page);
  await window(page)
    .getByRole("radio", { name: /Have a new key made/ })
    .check();
  await window(page).getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByText("-----BEGIN CERTIFICATE-----")).toBeVisible();
  await expect(page.getByText("Not used yet")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Edit" }).click();
  await window(page)
    .getByRole("radio", { name: /Client credentials/ })
    .check();
  await window(page).getByLabel("Login address").fill(salesforce.url);
  await window(page).getByLabel("Consumer secret", { exact: true }).fill("wrong");
  await window(page).getByRole("button", { name: "Test connection" }).click();
  await expect(window(page).getByText("invalid client credentials")).toBeVisible();
  await window(page).getByLabel("Consumer secret", { exact: true }).fill("right");
  await window(page).getByRole("button", { name: "Test connection" }).click();
  await expect(window(page).getByText(`Salesforce lets us in, at ${salesforce.url}.`)).toBeVisible();
  await window(page).getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("-----BEGIN CERTIFICATE-----")).toHaveCount(0);
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("Works")).toBeVisible();
  await page.getByRole("button", { name: "Edit" }).click();
  await expect(
    window(page).getByLabel("Consumer secret", { exact: true }),
    "what is stored is never shown",
  ).toHaveValue("");
  await window(page).getByRole("button", { name: "Cancel" }).click();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Remove" }).click();
  await expect(window(page)).toContainText("The Salesforce connection is in use");
  await expect(window(page).getByRole("link", { name: "Service desk" })).toBeVisible();
  await expectAccessible(page);
  await salesforce.close();
});
