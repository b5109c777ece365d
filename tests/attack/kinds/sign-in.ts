import { signIn } from "../../../bench/first-loads";
import type { Attack } from "../attack";

const TRIES = 60;

/** 60 wrong passwords at once, each for another user from another network, so that no count of tries ends them. */
export const signIns: Attack[] = [
  {
    kind: "60 wrong passwords at once, from 60 networks, beside a right one",
    inFlight: 1,
    prepare: async ({ baseUrl, refused }) => {
      let numbered = 0;
      const asked = await fetch(`${baseUrl}/api/auth/csrf`);
      const { csrfToken } = (await asked.json()) as { csrfToken: string };
      const cookie = asked.headers
        .getSetCookie()
        .map((one) => one.split(";", 1)[0])
        .join("; ");
      const wrong = async () => {
        numbered += 1;
        const from = `10.${(numbered >> 16) & 255}.${(numbered >> 8) & 255}.${numbered & 255}`;
        const response = await fetch(`${baseUrl}/api/auth/callback/password`, {
          method: "POST",
          redirect: "manual",
          headers: { cookie, "x-forwarded-for": from },
          body: new URLSearchParams({ csrfToken, email: `u${numbered}@example.com`, password: "wrong", json: "true" }),
        });
        await response.arrayBuffer();
        return response.status;
      };
      const right = async () => {
        const began = performance.now();
        const cookies = await signIn(baseUrl, refused.world);
        const seconds = Math.ceil((performance.now() - began) / 1000);
        return cookies.includes("session-token") ? `signed in within ${seconds} s` : "told to come again";
      };
      return async () => {
        const tries = Array.from({ length: TRIES }, wrong);
        const said = await right();
        const statuses = await Promise.all(tries);
        const counts = Map.groupBy(statuses, (status) => status);
        const refusals = [...counts]
          .map(([status, all]) => `${all.length} × ${status}`)
          .sort()
          .join(", ");
        return `${refusals}, the right one ${said}`;
      };
    },
  },
];
