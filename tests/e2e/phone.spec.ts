import { HUMANS, phone, phonesOn } from "./phones";
import { expect, expectAccessible, signIn, startByApi, test } from "./studio";

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await page.goto("/phone");
  await phonesOn(page);
});

test("rings the customer, reads the message, joins the agent and says so on the interaction", async ({ page }) => {
  const customer = phone(page, "Customer");
  const agent = phone(page, "Agent");
  const transcript = page.getByRole("log");
  await page.getByRole("button", { name: "Ring the phones" }).click();

  await expect(customer.state).toHaveText("Ringing");
  await customer.press("Answer");
  await expect(transcript).toContainText("Thank you for reaching out to us");
  await expect(agent.state).toHaveText("Ringing");
  await agent.press("Answer");
  await expect(customer.state).toHaveText("Joined");
  await expect(agent.state).toHaveText("Joined");
  await customer.says("The boiler leaks");
  await expect(transcript).toContainText("The boiler leaks");
  await expectAccessible(page);

  await agent.press("Hang up");
  await expect(agent.state).toHaveText("Idle");
  await expect(customer.state).toHaveText("Idle");
  await page.getByRole("link", { name: "Follow the interaction" }).click();
  await expect(page.getByText("The contact answered and was joined with the agent.")).toBeVisible();
  await expect(page.getByText("Forwarded", { exact: true })).toBeVisible();
  await expect(page.getByText(/^answered · on the line for \d/)).toBeVisible();
});

test("a call the API asks for rings here, and declining it is told as such", async ({ page }) => {
  const customer = phone(page, "Customer");
  const interaction = await startByApi(HUMANS.customer, HUMANS.agent);
  await expect(customer.state).toHaveText("Ringing");
  await customer.press("Ignore");
  await expect(page.getByText("Ignored; it rings until nobody answers")).toBeVisible();
  await customer.press("Decline");
  await expect(customer.state).toHaveText("Idle");
  await page.goto(`/interactions/${interaction}`);
  await expect(page.getByText("The contact declined the call (SIP 603).")).toBeVisible();
});

test("a number with a script can take the customer's place", async ({ page }) => {
  await page.getByRole("combobox", { name: "Customer's number" }).click();
  await page
    .getByRole("option", { name: /is busy/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Ring the phones" }).click();
  await page.getByRole("link", { name: "Follow the interaction" }).click();
  await expect(page.getByText("The contact's phone was busy (SIP 486).")).toBeVisible();
});

test("a phone can answer like one that screens its calls, and like voicemail", async ({ page }) => {
  const customer = phone(page, "Customer");
  const transcript = page.getByRole("log");
  for (const [way, said] of [
    ["Answer like a screening assistant", "if you record your name and the reason for your call"],
    ["Answer like voicemail", "Leave me a message after the tone"],
  ] as const) {
    await page.getByRole("button", { name: "Ring the phones" }).click();
    await expect(customer.state).toHaveText("Ringing");
    await customer.press(way);
    await expect(transcript).toContainText(said);
    await customer.press("Hang up");
    await expect(customer.state).toHaveText("Idle");
  }
});

test("without a sandbox it says so, and what to do instead", async ({ page }) => {
  await page.route(/phone\.setup/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('"sandbox":true', '"sandbox":false') });
  });
  await page.reload();
  await expect(page.getByRole("heading", { name: "This account has no sandbox carrier" })).toBeVisible();
  await expect(page.getByText("Connecting")).toBeHidden();
  await expect(page.getByRole("button", { name: "Ring the phones" })).toBeHidden();
  await expectAccessible(page);
  await page.getByRole("link", { name: "a request to the API" }).click();
  await expect(page).toHaveURL(/\/docs\/api/);
});
