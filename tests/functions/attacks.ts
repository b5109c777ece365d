/** Sources that mean harm, and what must become of each; those that need long have run out of time on a slow machine. */
export type Attack = { name: string; source: string; ends: ("failed" | "timeout" | "returned")[]; says?: RegExp };

const body = (code: string) => `export default function (args) {\n${code}\n}`;

export const attacks: Attack[] = [
  { name: "an endless loop", source: body("for (;;);"), ends: ["timeout"] },
  { name: "an endless loop outside the function", source: "for (;;);", ends: ["timeout"] },
  {
    name: "endless microtasks",
    source: "export default async () => { for (;;) await null; }",
    ends: ["timeout"],
  },
  {
    name: "microtasks that breed",
    source: body(
      "const more = () => { Promise.resolve().then(more); Promise.resolve().then(more); }; more(); return {};",
    ),
    ends: ["timeout", "failed"],
  },
  {
    name: "a promise that never resolves",
    source: body("return new Promise(() => {});"),
    ends: ["failed"],
    says: /waits for a promise/,
  },
  { name: "a thenable that never answers", source: body("return { then() {} };"), ends: ["failed"], says: /promise/ },
  { name: "a thenable that loops", source: body("return { then() { for (;;); } };"), ends: ["timeout"] },
  {
    name: "a top-level wait that never ends",
    source: "await new Promise(() => {});\nexport default () => ({});",
    ends: ["failed"],
  },
  {
    name: "a regular expression that backtracks for ever",
    source: body('return { x: /^(a+)+$/.test("a".repeat(50) + "b") };'),
    ends: ["timeout"],
  },
  {
    name: "a list bomb",
    source: body("const a = []; for (;;) a.push(new Array(1000).fill({}));"),
    ends: ["failed", "timeout"],
  },
  {
    name: "a string bomb",
    source: body('const a = []; for (;;) a.push(("x".repeat(1000) + a.length).split(""));'),
    ends: ["failed", "timeout"],
  },
  { name: "a string that doubles", source: body('let s = "ab"; for (;;) s += s;'), ends: ["failed"] },
  { name: "a big integer that squares", source: body("let x = 3n; for (;;) x = x * x;"), ends: ["failed", "timeout"] },
  {
    name: "a typed array bomb",
    source: body("const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1));"),
    ends: ["failed", "timeout"],
  },
  { name: "one huge typed array", source: body("return { x: new Uint8Array(3e9).length };"), ends: ["failed"] },
  {
    name: "a buffer that grows",
    source: body(
      "const b = new ArrayBuffer(8, { maxByteLength: 4e9 }); b.resize(2e9); new Uint8Array(b).fill(1); return {};",
    ),
    ends: ["failed", "timeout"],
  },
  {
    name: "a string flattened past what V8 allows",
    source: body('return { x: "ab".repeat(2 ** 27).split("").length };'),
    ends: ["failed", "timeout"],
  },
  {
    name: "memory outside the heap by WebAssembly",
    source: body("return { x: new WebAssembly.Memory({ initial: 30000 }).buffer.byteLength };"),
    ends: ["failed"],
    says: /WebAssembly is not defined/,
  },
  {
    name: "memory shared by threads",
    source: body("return { x: new SharedArrayBuffer(1e9).byteLength + typeof Atomics };"),
    ends: ["failed"],
    says: /SharedArrayBuffer is not defined/,
  },
  {
    name: "deep recursion",
    source: body("const f = () => f() + 1; return f();"),
    ends: ["failed"],
    says: /call stack/,
  },
  {
    name: "deep recursion in what is returned",
    source: body("let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; return { x: JSON.stringify(o) };"),
    ends: ["failed", "timeout"],
  },
  {
    name: "a huge output",
    source: body('return { x: "y".repeat(8e6) };'),
    ends: ["failed", "timeout"],
    says: /64 KiB/,
  },
  {
    name: "a million outputs",
    source: body('const o = {}; for (let i = 0; i < 1e5; i++) o["k" + i] = i; return o;'),
    ends: ["failed", "timeout"],
    says: /64 KiB/,
  },
  {
    name: "a flooded console",
    source: body('for (let i = 0; i < 1e5; i++) console.log("x".repeat(1e4)); return {};'),
    ends: ["returned"],
  },
  {
    name: "process",
    source: body("return { x: process.env.PATH };"),
    ends: ["failed"],
    says: /process is not defined/,
  },
  { name: "require", source: body('return { x: require("fs") };'), ends: ["failed"], says: /require is not defined/ },
  {
    name: "an import",
    source: 'import fs from "node:fs"; export default () => ({});',
    ends: ["failed"],
    says: /import/,
  },
  {
    name: "an import at run time",
    source: 'export default async () => ({ x: await import("node:fs") });',
    ends: ["failed"],
    says: /support/,
  },
  { name: "fetch", source: body('return fetch("http://127.0.0.1");'), ends: ["failed"], says: /fetch is not defined/ },
  {
    name: "a timer",
    source: body("setTimeout(() => {}, 1); return {};"),
    ends: ["failed"],
    says: /setTimeout is not defined/,
  },
  {
    name: "the way out by a constructor",
    source: body('return { x: args.constructor.constructor("return process")().pid };'),
    ends: ["failed"],
    says: /process is not defined/,
  },
  {
    name: "the way out by what was thrown",
    source: body(
      'try { null.x } catch (e) { return { x: e.constructor.constructor("return typeof process.pid")() }; }',
    ),
    ends: ["failed"],
    says: /process is not defined/,
  },
  {
    name: "the way out by the console",
    source: body('return { x: console.log.constructor("return process.pid")() };'),
    ends: ["failed"],
    says: /process is not defined/,
  },
  {
    name: "the way out by who called",
    source: body("return { x: arguments.callee.caller };"),
    ends: ["failed"],
  },
  {
    name: "spoilt prototypes",
    source: `Object.prototype.toJSON = () => "spoilt"; Array.prototype.push = null; String.prototype.slice = null;
      Object.prototype.value = 1; Promise.prototype.then = null; JSON.stringify = null; Object.keys = null;
      export default () => ({ x: 1 });`,
    ends: ["returned", "failed"],
  },
  {
    name: "a prototype for an output",
    source: body('return JSON.parse(\'{"__proto__": {"polluted": 1}}\');'),
    ends: ["returned"],
  },
  {
    name: "an output that loops when it is read",
    source: body("return { get x() { for (;;); } };"),
    ends: ["timeout"],
  },
  {
    name: "an output by a proxy",
    source: body("return new Proxy({}, { ownKeys() { throw new Error('keys'); } });"),
    ends: ["failed"],
    says: /keys/,
  },
  { name: "a thrown text", source: body('throw "plain";'), ends: ["failed"], says: /^plain$/ },
  { name: "a thrown nothing", source: body("throw undefined;"), ends: ["failed"], says: /undefined/ },
  { name: "a thrown object", source: body("throw { a: 1 };"), ends: ["failed"], says: /"a":1/ },
  {
    name: "a thrown error whose message throws",
    source: body("throw Object.defineProperty(new Error(), 'message', { get() { throw 1; } });"),
    ends: ["failed"],
    says: /cannot be shown/,
  },
  {
    name: "a thrown error whose message loops",
    source: body("throw { get message() { for (;;); }, toString() { for (;;); }, toJSON() { for (;;); } };"),
    ends: ["timeout"],
  },
  {
    name: "an error whose message loops, thrown outside the function",
    source: "throw Object.defineProperty(new Error(), 'message', { get() { for (;;); } });",
    ends: ["timeout"],
  },
  { name: "a thrown novel", source: body('throw new Error("x".repeat(1e6));'), ends: ["failed"], says: /^.{1,2001}$/ },
  { name: "a thrown symbol", source: body("throw Symbol('s');"), ends: ["failed"], says: /Symbol/ },
  { name: "text that no database takes", source: body('return { x: "\\0\\ud800" };'), ends: ["returned"] },
];
