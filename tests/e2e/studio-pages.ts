import { expect, type Page } from "@playwright/test";
import { makeFlow, unique } from "./flow-manager";
import { demo } from "./studio";

type StudioPage = {
  path: string | ((page: Page) => Promise<string>);
  heading: string | RegExp;
  /** Buttons that open a dialog or a sheet, by their names. */
  opens?: (string | RegExp)[];
};

/** The address of the first row that a list links to, or of the first with this name. */
const firstOf =
  (list: string, name = "") =>
  async (page: Page) => {
    await page.goto(list);
    const link = page.locator(`tbody a[href^="${list}/"]`).filter({ hasText: name }).first();
    await expect(link).toBeVisible();
    return (await link.getAttribute("href")) ?? "";
  };

/** Every page of the studio, for tests that hold for all of them. */
export const STUDIO_PAGES: Record<string, StudioPage> = {
  flows: { path: "/flows", heading: "Flows", opens: ["Import", "Create flow"] },
  editor: { path: async () => `/flows/${demo().flow_id}`, heading: "Report a problem", opens: ["Save a version"] },
  // What is published as it is cannot be published: this one never was.
  "editor of a draft": {
    path: async (page) => `/flows/${await makeFlow(page, unique("Never published"))}`,
    heading: /^Never published/,
    opens: ["Publish"],
  },
  versions: { path: async () => `/flows/${demo().flow_id}?view=versions`, heading: "Report a problem" },
  "past calls": { path: async () => `/flows/${demo().flow_id}?view=past-calls`, heading: "Report a problem" },
  calls: { path: async () => `/flows/${demo().flow_id}?view=calls`, heading: "Report a problem" },
  interactions: { path: "/interactions", heading: "Interactions" },
  callbacks: { path: "/interactions/callbacks", heading: "Callbacks" },
  interaction: { path: firstOf("/interactions"), heading: /Report a problem|Service desk/ },
  reports: { path: "/reports", heading: "Reports" },
  "flow execution": {
    path: "/reports/flow-execution",
    heading: "Studio Flow Execution Report",
    opens: ["Export…", "Schedule…"],
  },
  exports: { path: "/reports/exports", heading: "Exports" },
  "test phones": { path: "/phone", heading: "Test phones" },
  account: { path: "/admin/account", heading: "Account", opens: ["Stop all dialling"] },
  numbers: { path: "/admin/numbers", heading: "Numbers", opens: ["Add number"] },
  carriers: { path: "/admin/carriers", heading: "Carriers", opens: ["Add carrier"] },
  "ring groups": { path: "/admin/ring-groups", heading: "Ring groups", opens: ["Add ring group"] },
  prompts: { path: "/admin/prompts", heading: "Prompts", opens: ["Add prompt"] },
  calendars: { path: "/admin/calendars", heading: "Calendars", opens: ["Add calendar"] },
  connections: { path: "/admin/connections", heading: "Connections", opens: ["Add connection"] },
  connection: {
    path: firstOf("/admin/connections", "Patchcord API"),
    heading: "Patchcord API",
    opens: ["Edit connection", "Add action"],
  },
  functions: { path: "/admin/functions", heading: "Functions", opens: ["Add function"] },
  function: { path: firstOf("/admin/functions", "Greeting by hour"), heading: "Greeting by hour" },
  Salesforce: { path: "/admin/salesforce", heading: "Salesforce", opens: ["Connect Salesforce"] },
  buttons: { path: "/admin/buttons", heading: "Buttons", opens: ["Add button"] },
  alerts: { path: "/admin/alerts", heading: "Alerts", opens: ["Add destination"] },
  "OAuth clients": { path: "/admin/clients", heading: "OAuth clients", opens: ["Create client"] },
  webhooks: { path: "/admin/webhooks", heading: "Webhooks", opens: [/^Add endpoint/] },
  users: { path: "/admin/users", heading: "Users", opens: ["Invite user"] },
  privacy: { path: "/admin/privacy", heading: "Privacy", opens: ["Import", "Add number"] },
  jobs: { path: "/admin/jobs", heading: "Jobs" },
  "audit log": { path: "/admin/audit", heading: "Audit log" },
  "API reference": { path: "/docs/api", heading: "API reference" },
  "no page": { path: "/nowhere", heading: "There is no page here" },
};

/** Opens a page, until what it loads has come. */
export async function openPage(page: Page, { path, heading }: StudioPage): Promise<void> {
  await page.goto(typeof path === "string" ? path : await path(page));
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  await expect(page.getByText(/^Loading /)).toHaveCount(0);
}
