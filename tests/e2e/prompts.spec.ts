import type { Page } from "@playwright/test";
import { wav } from "../prompts/recordings";
import { baseURL, expect, expectAccessible, signIn, test } from "./studio";

/** Rows of this run: the world is one, and a test may be run again in it. */
const RUN = Date.now().toString(36);

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const window = (page: Page) => page.getByRole("dialog");
const file = (name: string, content: Uint8Array) => ({ name, mimeType: "audio/wav", buffer: Buffer.from(content) });
const choose = (page: Page, chosen: ReturnType<typeof file>) =>
  window(page).getByLabel("Recording", { exact: true }).last().setInputFiles(chosen);
async function act(page: Page, of: string, action: string) {
  await page.getByRole("button", { name: `Actions for ${of}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await page.goto("/admin/prompts");
});

test("a recording is uploaded, listened to, replaced, renamed and removed", async ({ page }) => {
  const name = `Closed today ${RUN}`;
  await page.getByRole("button", { name: "Add prompt" }).click();
  await choose(page, file(`Closed_today-${RUN}.wav`, wav({ seconds: 2 })));
  await expect(window(page).getByLabel("Name")).toHaveValue(name);
  await window(page).getByLabel("Description").fill("We are closed today.");
  await expectAccessible(page);
  await window(page).getByRole("button", { name: "Add prompt" }).click();
  await expect(row(page, name)).toContainText("0:02 WAV, 32 KB");

  await page.getByRole("button", { name: `Listen to ${name}` }).click();
  const player = page.getByLabel(name, { exact: true });
  const seconds = () => player.evaluate((audio: HTMLAudioElement) => audio.duration);
  await expect.poll(seconds).toBeCloseTo(2, 1);
  // Seeking fetches a part.
  await player.evaluate((audio: HTMLAudioElement) => {
    audio.pause();
    audio.currentTime = 1.5;
  });
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThanOrEqual(1.5);
  await expectAccessible(page);

  await act(page, name, "Replace recording");
  await choose(page, file("new.wav", wav({ seconds: 3, coding: 7 })));
  await window(page).getByRole("button", { name: "Replace recording" }).click();
  await expect(row(page, name)).toContainText("0:03 WAV, 24 KB");
  await expect.poll(seconds, "the player has the new one").toBeCloseTo(3, 1);
  await page.getByRole("button", { name: `Stop ${name}` }).click();
  await expect(player).toHaveCount(0);

  const download = page.waitForEvent("download");
  await act(page, name, "Download");
  expect((await download).suggestedFilename()).toBe(`${name}.wav`);

  await act(page, name, "Rename");
  await window(page).getByLabel("Name").fill(`Open again ${RUN}`);
  await window(page).getByRole("button", { name: "Save" }).click();
  await expect(row(page, `Open again ${RUN}`)).toBeVisible();
  await act(page, `Open again ${RUN}`, "Remove");
  await expect(page.getByRole("alertdialog")).toContainText("deleted for good");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Remove prompt" }).click();
  await expect(row(page, RUN)).toHaveCount(0);
});

test("what is no recording says so beside the field, and nothing typed is lost", async ({ page }) => {
  await page.getByRole("button", { name: "Add prompt" }).click();
  await window(page).getByLabel("Name").fill("Hello");
  await window(page).getByRole("button", { name: "Add prompt" }).click();
  await expect(window(page).getByText("Choose a recording first.")).toBeVisible();
  await choose(page, file("greeting.mp3", Buffer.from("<!doctype html><html><body>Hello</body></html>")));
  await window(page).getByRole("button", { name: "Add prompt" }).click();
  await expect(window(page).getByText("This is no recording. Choose a WAV or MP3 file.")).toBeVisible();
  await expectAccessible(page);
  await choose(page, file("large.wav", Buffer.alloc(10 * 1024 * 1024 + 1)));
  await window(page).getByRole("button", { name: "Add prompt" }).click();
  await expect(window(page).getByText("This file is larger than 10 MiB.")).toBeVisible();
  await choose(page, file("ok.wav", wav()));
  await expect(window(page).getByLabel("Name")).toHaveValue("Hello");
  await window(page).getByLabel("Name").fill("Greeting");
  await window(page).getByRole("button", { name: "Add prompt" }).click();
  await expect(window(page).getByText("Another prompt has this name. Choose another.")).toBeVisible();
  await expect(window(page).getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Escape");
  await window(page).getByRole("button", { name: "Throw away" }).click();
  await expect(window(page)).toHaveCount(0);
});

test("a file is dropped, and its way to the server is shown", async ({ page }) => {
  const name = `Dropped ${RUN}`;
  await page.getByRole("button", { name: "Add prompt" }).click();
  const content = Buffer.from(wav({ seconds: 300 })).toString("base64");
  const transfer = await page.evaluateHandle(
    ([text, called]) => {
      const bytes = Uint8Array.from(atob(text as string), (letter) => letter.charCodeAt(0));
      const made = new DataTransfer();
      made.items.add(new File([bytes], `${called}.wav`));
      return made;
    },
    [content, name],
  );
  await window(page).getByText("Drop a WAV or MP3 file here").dispatchEvent("drop", { dataTransfer: transfer });
  await expect(window(page).getByText(`${name}.wav`)).toBeVisible();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/api/recordings?*", async (route) => {
    await held;
    await route.continue();
  });
  await window(page).getByRole("button", { name: "Add prompt" }).click();
  await expect(window(page).getByRole("progressbar", { name: "Upload" })).toBeVisible();
  await expectAccessible(page);
  release();
  await expect(row(page, name)).toContainText("5:00 WAV, 4.8 MB");
  await act(page, name, "Remove");
  await page.getByRole("button", { name: "Remove prompt" }).click();
  await expect(row(page, name)).toHaveCount(0);
});

test("the route takes a file from our own pages and signed-in builders only", async ({ page, request }) => {
  const url = `${baseURL}/api/recordings?name=Foreign`;
  const headers = { "content-type": "application/octet-stream" };
  const data = Buffer.from(wav());
  const own = { ...headers, "sec-fetch-site": "same-origin" };
  expect((await request.post(url, { headers: own, data })).status()).toBe(401);
  const foreign = { ...headers, "sec-fetch-site": "cross-site" };
  expect((await page.request.post(url, { headers: foreign, data })).status()).toBe(403);
  expect((await page.request.post(url, { headers: { ...own, "content-type": "text/plain" }, data })).status()).toBe(
    415,
  );
});

test("the list is there on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await expect(row(page, "Greeting")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
});
