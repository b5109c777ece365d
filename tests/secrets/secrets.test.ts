import { beforeAll, describe, expect, it } from "vitest";
import { seal, unseal } from "@/server/platform/secrets/envelope";
import { hashPassword, verifyPassword } from "@/server/platform/secrets/password";
import { setEnvironment } from "../support/environment";

beforeAll(() => setEnvironment({ DATABASE_URL: "postgresql://none/none" }));

describe("secrets at rest", () => {
  it("decrypt to the same value, in their own row only", () => {
    const sealed = seal("s3cret ✓", "carrier:a:1");
    expect(unseal(sealed, "carrier:a:1")).toBe("s3cret ✓");
    expect(() => unseal(sealed, "carrier:b:1")).toThrow();
    expect(Buffer.from(sealed).includes("s3cret")).toBe(false);
  });
  it("are encrypted anew each time, and a changed bit is refused", () => {
    const sealed = seal("s3cret", "x");
    expect(Buffer.from(seal("s3cret", "x")).equals(Buffer.from(sealed))).toBe(false);
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.slice();
      changed[at] = (changed[at] as number) ^ 1;
      expect(() => unseal(changed, "x")).toThrow();
    }
  });
});

describe("passwords", () => {
  it("are verified, also in another Unicode form, and stored only as a hash", async () => {
    const stored = await hashPassword("pässword");
    expect(stored).not.toContain("pässword");
    expect(await verifyPassword("pa\u0308ssword", stored)).toBe(true);
    expect(await verifyPassword("password", stored)).toBe(false);
    expect(await verifyPassword("pässword", null)).toBe(false);
  });
});
