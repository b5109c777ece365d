import http from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { unique } from "./flow-manager";
import { expect, signIn, test } from "./studio";

let server: http.Server;
let address: string;
const received: { headers: http.IncomingHttpHeaders; body: string }[] = [];
test.beforeEach(({ page }) => signIn(page));
test.beforeAll(async () => {
  server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.end("thanks");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
});
test.afterAll(() => {
  server.close();
});

test("an endpoint is added, its secret shown once, a test event sent, its try looked at, and it is paused and removed", async ({
  page,
}) => {
  const name = unique("Website");
  await page.goto("/admin/webhooks");
  await page.getByRole("button", { name: "Add endpoint" }).first().click();
  await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("dialog").getByLabel("Address").fill("http://www.example.com");
  await page.getByRole("radio", { name: "Chosen types" }).click();
  await page.getByRole("checkbox", { name: "flow.published" }).check();
  await page.getByRole("dialog").getByRole("button", { name: "Add endpoint" }).click();
  await expect(page.getByText("Use an address that begins with https://")).toBeVisible();
  await page.getByRole("dialog").getByLabel("Address").fill(address);
  await page.getByRole("dialog").getByRole("button", { name: "Add endpoint" }).click();
  const secret = (await page.getByText(/^whsec_/).textContent()) ?? "";
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("link", { name }).click();
  await page.getByRole("button", { name: "Send a test event" }).click();
  const line = page.getByRole("row").filter({ hasText: "webhook.test" });
  await expect(line.getByText("Delivered")).toBeVisible();
  const [message] = received;
  new Webhook(secret).verify(message!.body, message!.headers as Record<string, string>);
  await line.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Show message and tries" }).click();
  await expect(page.getByText("thanks")).toBeVisible();
  await page.getByRole("button", { name: "Close" }).last().click();
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Webhooks" }).first().click();
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove endpoint" }).click();
  await expect(page.getByRole("link", { name })).toHaveCount(0);
});
