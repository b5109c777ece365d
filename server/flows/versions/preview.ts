import { registry } from "@/components/flow/registry";
import { type FlowChange, semanticDiff } from "@/engine/diff";
import type { Draft } from "@/engine/edit/draft";
import { type Problem, verify } from "@/engine/verify";
import { flowWork } from "../../platform/turns";
import type { AccountId } from "../../ports/ids";
import { runTests, type TestRun } from "../tests/run";
import { readPublishing, readPublishingAgain } from "./data";

export type PublishPreview = { revision: number; changes: FlowChange[]; problems: Problem[]; tests: TestRun[] };

/** What publishing would change, and the problems and failed tests that forbid it. Throws `flow_not_found`. */
export async function publishPreview(account: AccountId, id: string): Promise<PublishPreview> {
  const { draft, published, names, tests, rules } = await readPublishing(account, id);
  const { document, revision } = draft;
  return {
    revision,
    changes: await flowWork(() => semanticDiff(published ?? withoutSteps(document), document, registry)),
    problems: await flowWork(() => verify(registry, document, names)),
    tests: await runTests(document, tests, rules),
  };
}

export type PublishAgainPreview = Omit<PublishPreview, "revision"> & {
  /** The version that is to be published again. */
  number: number;
  /** The version that is published now, by its id. */
  published: string | null;
  /** Names of steps that are in one of the two versions. */
  names: Record<string, string>;
};

/** What publishing an earlier version again would change of what is published now. Throws as `readPublishingAgain` does. */
export async function publishAgainPreview(
  account: AccountId,
  id: string,
  version: string,
): Promise<PublishAgainPreview> {
  const { flow, document, number, published, names, tests, rules } = await readPublishingAgain(account, id, version);
  const before = published ?? withoutSteps(document);
  return {
    number,
    published: flow.publishedVersionId,
    changes: semanticDiff(before, document, registry),
    names: stepNames(before, document),
    problems: verify(registry, document, names),
    tests: await runTests(document, tests, rules),
  };
}

function stepNames(...documents: Draft[]): Record<string, string> {
  return Object.fromEntries(
    documents.flatMap(({ steps }) => Object.entries(steps).map(([id, { name }]) => [id, name] as const)),
  );
}

/** The flow without content, which a first version is compared with. */
function withoutSteps(document: Draft): Draft {
  return { ...document, steps: {}, variables: {}, layout: {}, notes: [] };
}
