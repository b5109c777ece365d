import http from "node:http";

/** A load balancer as plain as can be: each request goes to the first of `processes()`, by their ports, that takes connections. */
export async function loadBalancer(port: number, processes: () => number[]): Promise<http.Server> {
  const server = http.createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const forward = ([first, ...others]: number[]): void => {
      const { method, url: path, headers } = req;
      const onward = http.request({ host: "127.0.0.1", port: first, method, path, headers, agent: false }, (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
      });
      onward.on("error", () => (others.length > 0 ? forward(others) : res.writeHead(502).end()));
      onward.end(Buffer.concat(chunks));
    };
    forward(processes());
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return server;
}
