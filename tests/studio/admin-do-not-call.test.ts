import { expect, test } from "vitest";
import { numberLines } from "@/components/number-file/number-lines";
import { fieldsOf, twoAccounts } from "../support/accounts";

const { as, ours, theirs, audit, database } = await twoAccounts();
const { readNextPiece } = await import("@/server/resources/do-not-call/imports/mutations");
const { doNotCall } = as(ours).admin;
const numbersOf = async (search = "") => (await doNotCall.list({ search })).numbers.map(({ number }) => number);

test("a number is added as E.164, found, and removed with a reason, each with its audit row", async () => {
  expect(await doNotCall.add({ numbers: ["+1 (202) 555-0140", "nobody", "+12025550140"], reason: "asked" })).toEqual({
    added: 1,
    already: 0,
    bad: [{ at: 1, text: "nobody", problem: expect.stringContaining("begins with") }],
  });
  expect(await doNotCall.add({ numbers: ["+12025550140", "+4930123456"], reason: "" })).toMatchObject({
    added: 1,
    already: 1,
  });
  expect(await numbersOf()).toEqual(["+12025550140", "+4930123456"]);
  expect(await numbersOf("+49")).toEqual(["+4930123456"]);
  expect(await numbersOf("555-0140")).toEqual(["+12025550140"]);
  expect((await doNotCall.list({ search: "" })).numbers[0]).toMatchObject({
    reason: "asked",
    source: "studio",
    addedBy: "admin@demo.example",
  });
  expect(await fieldsOf(doNotCall.remove({ number: "+12025550140", reason: " " }))).toHaveProperty("reason");
  await doNotCall.remove({ number: "+12025550140", reason: "asked to be called again" });
  await expect(doNotCall.remove({ number: "+12025550140", reason: "again" })).rejects.toThrow("not on the list");
  expect((await audit(ours)).map(({ action, subject, after }) => [action, subject, after])).toEqual([
    ["do_not_call.remove", "+12025550140", { reason: "asked to be called again" }],
    ["do_not_call.add", "2 numbers, from +12025550140 on", { added: 1, source: "studio", reason: "" }],
    ["do_not_call.add", "+12025550140", { added: 1, source: "studio", reason: "asked" }],
  ]);
});

test("another account's list is another list", async () => {
  await doNotCall.add({ numbers: ["+12025550141"], reason: "" });
  const { doNotCall: foreign } = as(theirs).admin;
  expect((await foreign.list({ search: "" })).total).toBe(0);
  await expect(foreign.remove({ number: "+12025550141", reason: "mine" })).rejects.toThrow("not on the list");
});

async function read(text: string) {
  const pieces = [];
  for await (const piece of numberLines(new Blob([text]))) pieces.push(piece);
  return pieces;
}

test("a file is read line by line, whatever wrote it", async () => {
  const [piece, ...more] = await read(
    'Number,Name\r\n"+12025550150",Ann\r\n\r\n+12025550151;Bob\n+12025550152\tCid\nnobody',
  );
  expect(more).toEqual([]);
  expect(piece?.lines).toEqual([
    { line: 2, text: "+12025550150" },
    { line: 4, text: "+12025550151" },
    { line: 5, text: "+12025550152" },
    { line: 6, text: "nobody" },
  ]);
  expect(await read("")).toEqual([]);
  expect((await read("9".repeat(1_000_000)))[0]?.lines[0]?.text).toHaveLength(200);
});

/** Sends a file as the browser does, and has it read as the job does. */
async function importFile(text: string, reason = "list") {
  const { id } = await doNotCall.beginImport({ reason });
  for (const [nth, { lines }] of (await read(text)).entries()) await doNotCall.importPiece({ id, nth, lines });
  await doNotCall.runImport({ id });
  while (await readNextPiece(ours.account as never, id));
  return doNotCall.readImport({ id });
}

test("a file of 40,000 numbers is imported piece by piece, a second time without a change", async () => {
  const text = Array.from({ length: 40_000 }, (_, nth) => `+1303${String(nth).padStart(7, "0")}`).join("\n");
  const before = (await doNotCall.list({ search: "" })).total;
  for (const counts of [
    { added: 40_000, already: 0 },
    { added: 0, already: 40_000 },
  ]) {
    expect(await importFile(`${text}\n+1 303`)).toMatchObject({
      ...{ ...counts, bad: 1, state: "done", pieces: 9, done: 9, reason: "list" },
      badLines: [{ line: 40_001, text: "+1 303", problem: expect.any(String) }],
    });
  }
  expect((await doNotCall.list({ search: "" })).total).toBe(before + 40_000);
  const [row] = await audit(ours);
  expect(row).toMatchObject({ action: "do_not_call.add", after: { added: 40_000, source: "import", reason: "list" } });
  const { rows } = await database.owner.query("select count(*)::int as left from number_import_piece");
  expect(rows).toEqual([{ left: 0 }]);
});

test("an import goes on where its job died, and a piece that was sent twice is read once", async () => {
  const { id } = await doNotCall.beginImport({ reason: "" });
  const piece = (nth: number, text: string) => doNotCall.importPiece({ id, nth, lines: [{ line: nth + 1, text }] });
  for (const [nth, text] of ["+13045550001", "+13045550002", "+13045550003"].entries()) await piece(nth, text);
  await piece(1, "+13045550009");
  await doNotCall.runImport({ id });
  expect(await readNextPiece(ours.account as never, id)).toBe(true);
  expect(await doNotCall.readImport({ id })).toMatchObject({ state: "running", done: 1, pieces: 3, added: 1 });
  while (await readNextPiece(ours.account as never, id));
  expect(await doNotCall.readImport({ id })).toMatchObject({ state: "done", done: 3, added: 3 });
  expect((await doNotCall.list({ search: "+1304" })).total).toBe(3);
});

test("a stopped import keeps what was read, and reads no more", async () => {
  const { id } = await doNotCall.beginImport({ reason: "" });
  for (const nth of [0, 1])
    await doNotCall.importPiece({ id, nth, lines: [{ line: nth + 1, text: `+1305555000${nth}` }] });
  await doNotCall.runImport({ id });
  await readNextPiece(ours.account as never, id);
  await doNotCall.stopImport({ id });
  expect(await readNextPiece(ours.account as never, id)).toBe(false);
  expect(await doNotCall.readImport({ id })).toMatchObject({ state: "stopped", added: 1 });
  expect((await doNotCall.list({ search: "+1305" })).total).toBe(1);
});

test.each([
  ["a piece", (id: string) => doNotCall.importPiece({ id, nth: 0, lines: [{ line: 1, text: "+13065550001" }] })],
  ["a job", (id: string) => doNotCall.runImport({ id })],
  ["a stop", (id: string) => doNotCall.stopImport({ id })],
])("an import that is over takes no more: %s", async (_what, call) => {
  const { id } = await importFile("+13065550000");
  await expect(call(id)).rejects.toMatchObject({ code: "CONFLICT" });
});

test("an import is the account's own", async () => {
  const { id } = await importFile("+13075550000");
  const other = as(theirs).admin.doNotCall;
  expect(await other.imports()).toEqual([]);
  await expect(other.readImport({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(other.stopImport({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await doNotCall.imports())[0]).toMatchObject({ id, added: 1, state: "done" });
});
