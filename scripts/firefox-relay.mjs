#!/usr/bin/env node
// Stands in for Firefox (FIREFOX) before Playwright, which sends each new context a command that Firefox 153 does not know
// yet: it is answered here, and everything else is passed on as it is. Started by Playwright with Firefox's own arguments.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { WebSocket, WebSocketServer } from "ws";

const UNKNOWN = "emulation.setMediaFeaturesOverride";

const firefox = spawn(process.env.FIREFOX ?? "firefox", process.argv.slice(2), { stdio: ["ignore", "ignore", "pipe"] });
firefox.on("exit", (code) => process.exit(code ?? 1));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => firefox.kill(signal));

createInterface({ input: firefox.stderr }).on("line", (line) => {
  const address = /^WebDriver BiDi listening on (ws:\S+)$/.exec(line)?.[1];
  if (!address) return void process.stderr.write(`${line}\n`);
  const relay = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  relay.on("listening", () =>
    process.stderr.write(`WebDriver BiDi listening on ws://127.0.0.1:${relay.address().port}\n`),
  );
  relay.on("connection", (playwright, { url }) => join(playwright, new WebSocket(address + url)));
});

function join(playwright, browser) {
  const early = [];
  const send = (text) => (browser.readyState === WebSocket.OPEN ? browser.send(text) : early.push(text));
  browser.on("open", () => {
    for (const text of early) browser.send(text);
  });
  playwright.on("message", (data) => {
    const text = data.toString();
    const { id, method } = JSON.parse(text);
    if (method === UNKNOWN) playwright.send(JSON.stringify({ type: "success", id, result: {} }));
    else send(text);
  });
  browser.on("message", (data) => playwright.send(data.toString()));
  browser.on("close", () => playwright.close());
  browser.on("error", () => playwright.close());
  playwright.on("close", () => browser.close());
}
