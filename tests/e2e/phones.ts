import { expect, type Page } from "@playwright/test";

export const HUMANS = { customer: "+12025550140", agent: "+12025550141" };

/** One of the two test phones on the page. */
export function phone(page: Page, role: "Customer" | "Agent") {
  const here = page.getByRole("region", { name: `${role}'s phone` });
  return {
    state: here.getByRole("status"),
    button: (name: string) => here.getByRole("button", { name, exact: true }),
    press: (name: string) => here.getByRole("button", { name, exact: true }).click(),
    says: async (text: string) => {
      await here.getByRole("textbox", { name: `${role} says` }).fill(text);
      await here.getByRole("button", { name: `Say it as the ${role.toLowerCase()}` }).click();
    },
  };
}

export const phonesOn = (page: Page): Promise<void> => expect(page.getByText("Phones on")).toBeVisible();
