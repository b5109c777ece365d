// Stands in for Next in tests: says it is ready, and answers with its pid. `/die` ends it in the middle of an answer.
import { createServer } from "node:http";

const server = createServer((req, res) => {
  if (req.url === "/die") process.exit(1);
  res.end(String(process.pid));
});
server.listen(process.argv[2], () => process.send({ pages: "ready" }));
process.once("disconnect", () => process.exit(0));
