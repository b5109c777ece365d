import { change, publishFlow, unique } from "./flow-manager";
import { expect, expectAccessible, signIn, startByApi, test } from "./studio";

/** No day on which the tests run: a callback to such a group is over at once, since nobody can be rung in time. */
function inThreeDays() {
  const day = new Date(Date.now() + 3 * 24 * 3600 * 1000).getUTCDay();
  return { days: [["sun", "mon", "tue", "wed", "thu", "fri", "sat"][day]], from: "09:00", to: "18:00" };
}

const argument = (name: string) => ({ name, variable: name });

test("a callback that is over is rung again, once, and says so", async ({ page }) => {
  await signIn(page);
  const group = unique("Closed");
  const agents = [{ number: "+12025550131", label: "Never" }];
  const hours = [inThreeDays()];
  await change(page, "admin.ringGroups.add", {
    name: group,
    strategy: "in_order",
    ringSeconds: 20,
    timeZone: "UTC",
    hours,
    agents,
  });
  const flow = {
    ...{ patchcord: 1, name: unique("Calls back later"), start: "trigger" },
    variables: { contact_1: { type: "string" }, contact_2: { type: "string" } },
    steps: {
      trigger: {
        ...{ component: "api_request", name: "API request", exits: { ok: "call_back" } },
        config: { arguments: [argument("contact_1"), argument("contact_2")] },
      },
      call_back: {
        ...{ component: "request_direct_callback", name: "Call back" },
        config: { from: "+12025550101", number_variable: "contact_1", ring_group: group, max_wait_minutes: 5 },
        exits: { invalid_caller_id: "end", no_match: "end", timeout: "end" },
      },
      end: { component: "end_flow", name: "End flow", config: {}, exits: {} },
    },
  };
  const { id } = await change<{ id: string }>(page, "flows.importFlow", { text: JSON.stringify(flow) });
  await publishFlow(page, id);
  await startByApi("+12025550122", "+12025550131", id);

  await page.goto("/interactions/callbacks?show=over");
  const rows = page.getByRole("row").filter({ hasText: flow.name });
  await expect(rows).toHaveCount(1);
  const again = page.getByRole("button", { name: "Ring the callback to +12025550122 again" });
  await expect(again).toHaveText("Ring again");
  await expectAccessible(page);
  await again.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("It waits again: see Waiting and running.")).toBeVisible();
  // The second is over at once as well: it can be rung again, the first not any more.
  await expect(rows).toHaveCount(2);
  await expect(again).toHaveCount(1);
  const first = rows.filter({ hasText: "Rung again" });
  await expect(first).toHaveCount(1);
  await expectAccessible(page);
  await first.getByRole("link", { name: /^Rung again/ }).click();
  const playback = page.getByRole("region", { name: "Playback" });
  await expect(playback.getByText("A callback that was over was asked for again in the studio")).toBeVisible();
});
