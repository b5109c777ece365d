import { createHash } from "node:crypto";
import net from "node:net";

export type FakeRedis = { url: string; commands: string[][]; close: () => void };

/** As much of Redis as the limiter meets: a handshake, EVAL and EVALSHA of its sliding window, counted here in JavaScript. */
export async function fakeRedis(): Promise<FakeRedis> {
  const commands: string[][] = [];
  const counts = new Map<string, number>();
  const scripts = new Set<string>();
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    let text = "";
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      text += data.toString("utf8");
      for (let read = readCommand(text); read; read = readCommand(text)) {
        text = text.slice(read.length);
        socket.write(reply(read.words));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  function reply([name = "", script = "", , current = "", previous = "", limit, now, window, by]: string[]): string {
    const command = name.toLowerCase();
    if (command === "info") return "$-1\r\n";
    if (!command.startsWith("eval")) return "+OK\r\n";
    commands.push([command, script]);
    if (command === "eval" && script.startsWith("#!lua flags=")) return "-ERR Unexpected flag in script shebang\r\n";
    if (command === "eval") scripts.add(createHash("sha1").update(script).digest("hex"));
    else if (!scripts.has(script)) return "-NOSCRIPT No matching script.\r\n";
    const weight = 1 - (Number(now) % Number(window)) / Number(window);
    const before = Math.floor(weight * (counts.get(previous) ?? 0));
    const taken = counts.get(current) ?? 0;
    if (Number(by) > 0 && before + taken >= Number(limit)) return `*2\r\n:-1\r\n:${limit}\r\n`;
    counts.set(current, taken + Number(by));
    return `*2\r\n:${Number(limit) - taken - Number(by) - before}\r\n:${limit}\r\n`;
  }

  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `redis://127.0.0.1:${(server.address() as net.AddressInfo).port}`, commands, close };
}

/** One command in Redis' wire format (RESP), if all of it is there. */
function readCommand(text: string): { words: string[]; length: number } | null {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (!head) return null;
  const words: string[] = [];
  let at = head[0].length;
  for (let i = 0; i < Number(head[1]); i++) {
    const size = /^\$(\d+)\r\n/.exec(text.slice(at));
    if (!size) return null;
    const from = at + size[0].length;
    if (text.length < from + Number(size[1]) + 2) return null;
    words.push(text.slice(from, from + Number(size[1])));
    at = from + Number(size[1]) + 2;
  }
  return { words, length: at };
}
