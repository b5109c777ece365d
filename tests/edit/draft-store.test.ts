import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DraftStore } from "@/components/editor/draft/draft-store";
import { UnsentEditsStorage } from "@/components/editor/draft/unsent-edits";
import type {
  ChangesSince,
  EditAnswer,
  OverwrittenName,
  Remote,
  ReportedEdit,
} from "@/components/editor/remote/remote";
import { registry } from "@/components/flow/registry";
import { applyChanges } from "@/engine/edit/change";
import * as commands from "@/engine/edit/commands";
import type { Draft } from "@/engine/edit/draft";
import type { LoggedEdit } from "@/engine/edit/session/history";
import { reportAProblem } from "./report-a-problem";

const start = reportAProblem();
const PUBLISHED = { id: "00000000-0000-4000-8000-000000000001", number: 1 };

/** The browser's local storage; `full` makes it refuse everything. */
class Storage {
  [key: string]: unknown;
  static full = false;
  getItem(key: string): string | null {
    return (this[key] as string | undefined) ?? null;
  }
  setItem(key: string, value: string): void {
    if (Storage.full) throw new Error("QuotaExceededError");
    this[key] = value;
  }
  removeItem(key: string): void {
    delete this[key];
  }
}

/** A server with one draft and its log, as the store's port sees it. Edits of "Ada" are made by another person. */
class Server implements Remote {
  document: Draft = start;
  revision = 7;
  log: (ReportedEdit & { revision: number })[] = [];
  /** The next request fails with this. */
  failure: Error | null = null;
  requests: string[] = [];
  /** What the next answer says of names that were overwritten. */
  overwritten: OverwrittenName[] = [];

  edit = async (base: number, edits: LoggedEdit[]): Promise<EditAnswer> => {
    this.#begin(`edit ${base} ${edits.map(({ label }) => label).join(", ")}`);
    const sent = new Set(edits.map(({ id }) => id));
    const others = this.log.filter(({ revision, edit }) => revision > base && !sent.has(edit.id));
    const fresh = edits.filter(({ id }) => !this.log.some(({ edit }) => edit.id === id));
    try {
      this.document = fresh.reduce((document, { changes }) => applyChanges(document, changes), this.document);
    } catch {
      return { ok: false, revision: this.revision, others, document: this.document };
    }
    for (const edit of fresh) this.#append({ edit, by: "me", mine: true });
    return { ok: true, revision: this.revision, draftEdits: true, others, overwritten: this.#told() };
  };

  changesSince = async (revision: number): Promise<ChangesSince> => {
    this.#begin(`changesSince ${revision}`);
    const edits = this.log.filter((entry) => entry.revision > revision);
    const now = { revision: this.revision, draftEdits: true, publishedVersion: PUBLISHED };
    return { ...now, edits, document: null, overwritten: this.#told() };
  };

  refusal = (error: unknown): string | null => ((error as Error).message === "archived" ? "archived" : null);

  /** An edit of another person. */
  ada(command: commands.Command | null): void {
    if (!command) throw new Error("the command had nothing to do");
    this.document = applyChanges(this.document, command.changes);
    this.#append({ edit: { id: crypto.randomUUID(), ...command }, by: "Ada", mine: false });
  }

  #told(): OverwrittenName[] {
    return this.overwritten.splice(0);
  }

  #append(entry: ReportedEdit): void {
    this.revision += 1;
    this.log.push({ ...entry, revision: this.revision });
  }

  #begin(request: string): void {
    this.requests.push(request);
    const { failure } = this;
    this.failure = null;
    if (failure) throw failure;
  }
}

const rename = (draft: Draft, name: string, step = "end") => commands.renameStep(draft, step, name);
const say = (draft: Draft, text: string) =>
  commands.setConfig(registry, draft, "announce", "message", { source: "tts", text });

function open(server: Server, tab?: string) {
  const opened = {
    document: server.document,
    revision: server.revision,
    history: { undo: [], redo: [] },
    draftEdits: false,
    publishedVersion: PUBLISHED,
  };
  const store = new DraftStore(opened, server, new UnsentEditsStorage("me", "flow", tab));
  const others: string[] = [];
  store.onOthersEdits = (reported) => others.push(...reported.map(({ by, edit }) => `${by}: ${edit.label}`));
  const overwritten: string[] = [];
  store.onOverwritten = (names) => overwritten.push(...names.map(({ by, was, is }) => `${by}: ${was} → ${is}`));
  return { store, others, overwritten, draft: () => store.view().draft, saving: () => store.view().saving };
}

beforeEach(() => {
  Storage.full = false;
  vi.stubGlobal("localStorage", new Storage());
});
afterEach(() => vi.unstubAllGlobals());

const stored = () => Object.keys(localStorage).length;

describe("sync", () => {
  test("sends what is pending, and removes it from the browser's storage", async () => {
    const server = new Server();
    const { store, draft, saving } = open(server);
    expect(store.apply(rename(draft(), "Bye"))).toBe(true);
    expect([draft().steps.end?.name, saving().is, stored()]).toEqual(["Bye", "saving", 1]);
    expect(await store.sync()).toBe(true);
    expect(server.document.steps.end?.name).toBe("Bye");
    expect([saving().is, store.pendingCount, stored()]).toEqual(["saved", 0, 0]);
  });

  test("has draft edits only once something that is published has changed", () => {
    const { store, draft } = open(new Server());
    store.apply(commands.moveSteps(draft(), [{ step: "end", position: [40, 40] }]));
    store.apply(commands.setFlowField(draft(), "name", "Another name"));
    expect(store.view().draftEdits).toBe(false);
    store.apply(rename(draft(), "Bye"));
    expect(store.view().draftEdits).toBe(true);
  });

  test("asks for edits of others when nothing is pending, and reports them", async () => {
    const server = new Server();
    const { store, draft, others } = open(server);
    server.ada(rename(server.document, "Bye"));
    await store.sync();
    expect(server.requests).toEqual(["changesSince 7"]);
    expect(draft().steps.end?.name).toBe("Bye");
    expect(others).toEqual([expect.stringMatching(/^Ada: /)]);
  });

  test("brings in edits of others that come with the answer to an own edit", async () => {
    const server = new Server();
    const { store, draft, others } = open(server);
    server.ada(say(server.document, "Hello"));
    store.apply(rename(draft(), "Bye"));
    await store.sync();
    expect(draft()).toEqual(server.document);
    expect(draft().steps.announce?.config.message).toHaveProperty("text", "Hello");
    expect(others).toHaveLength(1);
  });

  test("reports the names that were overwritten, whether they come with a poll or with an own edit's answer", async () => {
    const server = new Server();
    const { store, draft, overwritten } = open(server);
    const path = ["steps", "end", "name"];
    server.ada(rename(server.document, "Farewell"));
    server.overwritten = [{ path, was: "Bye", is: "Farewell", by: "Ada", mine: false }];
    await store.sync();
    store.apply(rename(draft(), "Bye"));
    server.overwritten = [{ path, was: "Farewell", is: "Bye", by: "Ada", mine: true }];
    await store.sync();
    await store.sync();
    expect(overwritten).toEqual(["Ada: Bye → Farewell", "Ada: Farewell → Bye"]);
  });

  test.each([
    { failure: "no connection", saving: { is: "offline", waiting: 1 } },
    { failure: "archived", saving: { is: "refused", why: "archived" } },
  ])("keeps the edit after a request that fails with: $failure", async ({ failure, saving }) => {
    const server = new Server();
    const opened = open(server);
    opened.store.apply(rename(opened.draft(), "Bye"));
    server.failure = new Error(failure);
    expect(await opened.store.sync()).toBe(false);
    expect(opened.saving()).toEqual(saving);
    expect([opened.draft().steps.end?.name, opened.store.pendingCount, stored()]).toEqual(["Bye", 1, 1]);
    expect(await opened.store.sync()).toBe(true);
    expect(server.document.steps.end?.name).toBe("Bye");
  });

  test("counts an edit once that the server had received before its answer was lost", async () => {
    const server = new Server();
    const { store, draft } = open(server);
    store.apply(rename(draft(), "Bye"));
    const edit = server.edit;
    server.edit = async (...request) => {
      await edit(...request);
      throw new Error("no connection");
    };
    await store.sync();
    server.edit = edit;
    await store.sync();
    expect(draft()).toEqual(server.document);
    expect([store.pendingCount, store.view().history.undo.length]).toEqual([0, 1]);
  });
});

describe("a merge", () => {
  async function clash() {
    const server = new Server();
    const opened = open(server);
    server.ada(say(server.document, "Theirs"));
    opened.store.apply(say(opened.draft(), "Mine"));
    await opened.store.sync();
    return { server, ...opened };
  }

  test("waits for choices, and sends nothing until then", async () => {
    const { server, store, saving } = await clash();
    expect(saving().is).toBe("merge");
    expect(store.view().merge).toMatchObject({ by: ["Ada"], clashes: [{ mine: [{}], theirs: [{}] }] });
    server.requests = [];
    await store.sync();
    expect(server.requests).toEqual([expect.stringMatching(/^changesSince /)]);
  });

  test.each(["mine", "theirs"] as const)("ends with the version that was chosen: %s", async (side) => {
    const { server, store, saving } = await clash();
    store.resolveMerge(new Map(store.view().merge?.clashes.map(({ key }) => [key, side])));
    await store.sync();
    const text = side === "mine" ? "Mine" : "Theirs";
    expect(server.document.steps.announce?.config.message).toHaveProperty("text", text);
    expect(store.view().draft).toEqual(server.document);
    expect(saving().is).toBe("saved");
  });

  test("is not needed for edits of different things", async () => {
    const server = new Server();
    const { store, draft, saving } = open(server);
    server.ada(rename(server.document, "Bye"));
    store.apply(say(draft(), "Mine"));
    await store.sync();
    expect([saving().is, store.view().merge]).toEqual(["saved", null]);
    expect(draft()).toEqual(server.document);
  });
});

describe("undo", () => {
  test("reverts the last own edit, and redo applies it again", async () => {
    const server = new Server();
    const { store, draft } = open(server);
    store.apply(rename(draft(), "Bye"));
    await store.sync();
    expect(store.undo()).toHaveProperty("label");
    expect(draft().steps.end?.name).toBe(start.steps.end?.name);
    expect(store.redo()).toHaveProperty("label");
    expect(draft().steps.end?.name).toBe("Bye");
  });

  test("is refused once where somebody has changed the same since", async () => {
    const server = new Server();
    const { store, draft } = open(server);
    store.apply(rename(draft(), "Bye"));
    await store.sync();
    server.ada(rename(server.document, "Farewell"));
    await store.sync();
    expect(store.undo()).toHaveProperty("refused");
    expect(store.undo()).toBeNull();
    expect(draft().steps.end?.name).toBe("Farewell");
  });
});

describe("the browser's storage", () => {
  test("has a closed tab's unsent edits, which the next tab adopts and sends", async () => {
    const server = new Server();
    const closed = open(server, "closed tab");
    closed.store.apply(rename(closed.draft(), "Bye"));
    server.ada(say(server.document, "Hello"));

    const { store, draft } = open(server, "next tab");
    expect(await store.adoptOrphans()).toBe(1);
    expect(await store.adoptOrphans()).toBe(1);
    expect([draft().steps.end?.name, store.pendingCount, stored()]).toEqual(["Bye", 1, 1]);
    await store.sync();
    expect(server.document.steps.end?.name).toBe("Bye");
    expect(server.document.steps.announce?.config.message).toHaveProperty("text", "Hello");
    expect(stored()).toBe(0);
  });

  test("keeps a closed tab's edits if the server cannot be reached", async () => {
    const server = new Server();
    const closed = open(server, "closed tab");
    closed.store.apply(rename(closed.draft(), "Bye"));
    const { store } = open(server, "next tab");
    server.failure = new Error("no connection");
    await expect(store.adoptOrphans()).rejects.toThrow("no connection");
    expect(stored()).toBe(1);
  });

  test("is reported as failed only while edits depend on it", async () => {
    const { store, draft } = open(new Server());
    Storage.full = true;
    store.apply(rename(draft(), "Bye"));
    expect(store.view().storageFailed).toBe(true);
    await store.sync();
    expect(store.view().storageFailed).toBe(false);
  });

  test("is empty after the refused edits were discarded", async () => {
    const server = new Server();
    const { store, draft, saving } = open(server);
    store.apply(rename(draft(), "Bye"));
    server.failure = new Error("archived");
    await store.sync();
    store.discardPending();
    expect([draft(), saving().is, stored()]).toEqual([start, "saved", 0]);
    expect(store.undo()).toBeNull();
  });
});
