import { expect, test } from "vitest";
import { ownPath } from "@/server/platform/own-path";
import { setEnvironment } from "../support/environment";

setEnvironment({ DATABASE_URL: "postgresql://nowhere/none", PUBLIC_URL: "http://calls.example:3000" });

test.each([
  ["/flows", "/flows"],
  ["/phone?agent=%2B12025550141#keys", "/phone?agent=%2B12025550141#keys"],
  ["/flows/../interactions", "/interactions"],
  ["/flows?to=//evil.example", "/flows?to=//evil.example"],
  ["http://calls.example:3000/flows", "/flows"],
  ["http:evil.example", "/evil.example"],
  ["/%5cevil.example", "/%5cevil.example"],
  ["/%2f%2fevil.example", "/%2f%2fevil.example"],
])("13.16 after signing in, %s leads to %s", (asked, path) => {
  expect(ownPath(asked)).toBe(path);
});

test.each([
  "//evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/./.././/evil.example",
  "/flows/..//evil.example",
  "/%2e//evil.example",
  "/%2E%2e//evil.example",
  "/.%2e//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/.\\/evil.example",
  "/.//\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/.\t/\r/evil.example",
  "\t//evil.example",
  " //evil.example",
  "///evil.example",
  "http://evil.example/",
  "http:\\\\evil.example",
  "https://calls.example:3000/flows",
  "http://calls.example/flows",
  "http://calls.example:3000@evil.example/",
  "http://calls.example:3000//evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "//",
  "http://",
  "//[",
  ["/flows"],
  undefined,
])("13.16 after signing in, %j leads nowhere", (asked) => {
  expect(ownPath(asked)).toBeNull();
});
