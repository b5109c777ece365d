import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { LANGUAGES } from "@/components/request/all";
import { type ApiRequest, bodyOf, CLIENT_ID, CLIENT_SECRET, program } from "@/components/request/api-request";
import { testWorld } from "../support/world";

const world = await testWorld();
const { baseUrl, clientId, clientSecret, flow } = world;
const folder = mkdtempSync(path.join(tmpdir(), "snippets-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** An argument that would break out of every kind of quotes, if any of them let it. */
const NASTY = `'; exit 1; " \\ $HOME \`id\` {{x}} #{y} é\n2`;

const PAIR = [
  { name: "contact_1", example: "+12025550120" },
  { name: "contact_2", example: "+12025550141" },
];

/** What is copied, with the client's id and secret put in. */
function copied(id: string, base: string, list: ApiRequest["arguments"]): string {
  const snippet = LANGUAGES.find((one) => one.id === id)!.write({
    url: `${base}/api/flows/${flow}/interactions`,
    tokenUrl: `${base}/api/oauth/token`,
    scope: "flows-interactions:start",
    arguments: list,
  });
  return program(snippet).replace(CLIENT_ID, clientId).replace(CLIENT_SECRET, clientSecret);
}

const execute = promisify(execFile);
const run = async (command: string, args: string[]) => (await execute(command, args)).stdout;
function file(name: string, text: string): string {
  const place = path.join(folder, name);
  writeFileSync(place, text);
  return place;
}

/** How a person runs each, and what it prints. */
const WAYS: Record<string, { command: string; run: (text: string) => Promise<string> }> = {
  curl: { command: "curl", run: (text) => run("sh", ["-c", text]) },
  javascript: { command: process.execPath, run: (text) => run(process.execPath, [file("start.mjs", text)]) },
  python: { command: "python3", run: (text) => run("python3", [file("start.py", text)]) },
  http: { command: process.execPath, run: runHttpFile },
};

const installed = (command: string) => spawnSync(command, ["--version"]).status === 0;

for (const { id } of LANGUAGES) {
  const { command, run: start } = WAYS[id]!;
  describe.skipIf(!installed(command))(`${id}, run as it is copied`, () => {
    test("starts an interaction", async () => {
      const printed = await start(copied(id, baseUrl, PAIR));
      expect(printed).toContain("202");
      const interaction = /interaction_id\W+([0-9a-f-]{36})/.exec(printed)?.[1];
      expect(interaction, printed).toBeDefined();
      expect((await world.read(interaction!)).steps[0]?.step).toBe("trigger");
    });

    test("leaves the text of an argument alone", async () => {
      const heard: unknown[] = [];
      const listener = createServer(async (req, res) => {
        const isToken = req.url === "/api/oauth/token";
        if (!isToken) heard.push(JSON.parse(await text(req)));
        res.writeHead(isToken ? 200 : 202, { "Content-Type": "application/json" });
        res.end(JSON.stringify(isToken ? { access_token: "token" } : { interaction_id: "none" }));
      });
      await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
      const { port } = listener.address() as AddressInfo;
      try {
        await start(copied(id, `http://127.0.0.1:${port}`, [{ name: "contact_1", example: NASTY }]));
      } finally {
        listener.closeAllConnections();
        listener.close();
      }
      expect(heard).toEqual([{ contact_1: NASTY }]);
    });
  });
}

/** As a REST client does: named values first, then one request after the other, an answer's token into the next one. */
async function runHttpFile(content: string): Promise<string> {
  const values = new Map([...content.matchAll(/^@(\w+) = (.*)$/gm)].map(([, name, value]) => [name!, value!]));
  let printed = "";
  for (const part of content.split(/^###.*$/m).slice(1)) {
    const filled = part.replace(/\{\{([^}]+)\}\}/g, (_, name: string) => values.get(name)!);
    const [head = "", body = ""] = filled
      .replace(/^#.*\n/gm, "")
      .trim()
      .split("\n\n");
    const [line = "", ...headers] = head.split("\n");
    const [method = "", url = ""] = line.split(" ");
    const answer = await fetch(url, {
      method,
      headers: headers.map((header) => header.split(": ") as [string, string]),
      body,
    });
    const told = (await answer.json()) as Record<string, string>;
    if (told.access_token) values.set("token.response.body.$.access_token", told.access_token);
    printed += `${answer.status} ${JSON.stringify(told)}\n`;
  }
  return printed;
}

describe("the body has one key an argument", () => {
  const cases = [
    { what: "its example", argument: { name: "to", example: "+12025550120" }, value: "+12025550120" },
    { what: "a placeholder without one", argument: { name: "to", example: null }, value: "<to>" },
    { what: "a placeholder for an empty one", argument: { name: "to", example: "" }, value: "<to>" },
  ];
  test.each(cases)("$what", ({ argument, value }) => {
    const request = { url: baseUrl, tokenUrl: baseUrl, scope: "s", arguments: [argument] };
    expect(bodyOf(request)).toEqual({ to: value });
  });

  test("the chosen client's id is written in", () => {
    for (const { write } of LANGUAGES) {
      const request = { url: baseUrl, tokenUrl: baseUrl, scope: "s", arguments: [], clientId: "client_1" };
      expect(program(write(request))).toContain("client_1");
      expect(program(write(request))).not.toContain(CLIENT_ID);
    }
  });
});
