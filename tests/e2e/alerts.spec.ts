import http from "node:http";
import type { AddressInfo } from "node:net";
import { unique } from "./flow-manager";
import { expect, signIn, test } from "./studio";

let server: http.Server;
let address: string;
const received: string[] = [];
test.beforeEach(({ page }) => signIn(page));
test.beforeAll(async () => {
  server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push(Buffer.concat(chunks).toString());
    response.end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/T0`;
});
test.afterAll(() => {
  server.close();
});

test("an alert is switched on, changed and muted; a channel is added, gets a test, and is removed", async ({
  page,
}) => {
  const name = unique("Channel");
  await page.goto("/admin/alerts");
  const line = page.getByRole("row").filter({ hasText: "Error exits" });
  await line.getByRole("switch", { name: "Error exits is on" }).click();
  await expect(line.getByText("Quiet")).toBeVisible();
  await line.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Change limits" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Percent of interactions").fill("a lot");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Enter a whole number from 1 to 100.")).toBeVisible();
  await dialog.getByLabel("Percent of interactions").fill("35");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(line.getByText("35", { exact: true })).toBeVisible();
  await line.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Mute for a day" }).click();
  await expect(line.getByText(/^Muted until/)).toBeVisible();
  await line.getByRole("switch", { name: "Error exits is on" }).click();
  await expect(line.getByText("Off", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Add destination" }).click();
  await dialog.getByRole("radio", { name: "Channel" }).click();
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("Address of the webhook").fill("http://hooks.example.com/");
  await dialog.getByRole("button", { name: "Add destination" }).click();
  await expect(dialog.getByText("Use an address that begins with https://")).toBeVisible();
  await dialog.getByLabel("Address of the webhook").fill(address);
  await dialog.getByRole("button", { name: "Add destination" }).click();
  const told = page.getByRole("row").filter({ hasText: name });
  await told.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Send a test" }).click();
  await expect.poll(() => received.length).toBe(1);
  expect(received[0]).toContain("has sent this test");
  await told.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove destination" }).click();
  await expect(told).toHaveCount(0);
});
