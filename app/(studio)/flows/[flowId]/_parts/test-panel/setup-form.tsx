"use client";
import { CirclePlay } from "lucide-react";
import { type FormEvent, useEffect, useMemo, useState } from "react";
import { calledIn, testInputs } from "@/components/editor/test/inputs";
import {
  AGENT,
  type AgentPreset,
  BEFORE,
  type BeforePreset,
  CUSTOMER,
  type CustomerPreset,
} from "@/components/editor/test/presets";
import { EMPTY_SETUP, readSetup, storeSetup, type TestSetup } from "@/components/editor/test/stored-setup";
import type { Run } from "@/components/editor/test/use-run";
import { registry } from "@/components/flow/registry";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { parseDefinition } from "@/engine/definition/schema";
import type { Draft } from "@/engine/edit/draft";
import { type AccountRules, startSimulation } from "@/engine/simulate";
import type { Problem } from "@/engine/verify";
import { DraftProblems } from "./draft-problems";
import { PresetChoice } from "./preset-choice";

type SetupFormProps = {
  draft: Draft;
  account: AccountRules;
  verified: boolean;
  problems: readonly Problem[];
  flowId: string;
  onBegin: (run: Run) => void;
};

/** The form that starts a test: the request's arguments, and how people behave. */
export function SetupForm({ draft, account, verified, problems, flowId, onBegin }: SetupFormProps) {
  const inputs = useMemo(() => testInputs(registry, draft), [draft]);
  const called = useMemo(() => calledIn(registry, draft), [draft]);
  const [setup, setSetup] = useState<TestSetup>(EMPTY_SETUP);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => setSetup(readSetup(flowId)), [flowId]);
  const argumentOf = (name: string, suggestion: string) => setup.arguments[name] ?? suggestion;
  const change = (patch: Partial<TestSetup>) => setSetup({ ...setup, ...patch });

  function submit(event: FormEvent) {
    event.preventDefault();
    const parsed = parseDefinition(registry, draft);
    if (!parsed.ok) {
      const [first] = parsed.errors;
      return setFault(first ? `${first.path} ${first.message}` : "The draft has problems.");
    }
    setFault(null);
    storeSetup(
      flowId,
      setup,
      inputs.filter(({ sensitive }) => sensitive).map(({ name }) => name),
    );
    const values = Object.fromEntries(inputs.map(({ name, suggestion }) => [name, argumentOf(name, suggestion)]));
    const moment = setup.moment ? new Date(setup.moment) : new Date();
    const started_at = moment.toISOString();
    const history = BEFORE[setup.before].history(started_at);
    const start = { arguments: values, seed: setup.draw || "1", started_at, account: { ...account, history } };
    onBegin({
      draft,
      definition: parsed.definition,
      behaviours: {
        customer: CUSTOMER[setup.customer].behaviour,
        agent: AGENT[setup.agent].behaviour,
        answers: null,
      },
      states: [startSimulation(registry, parsed.definition, start)],
      at: 0,
      playing: true,
    });
  }

  return (
    <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 space-y-5 overflow-y-auto p-4">
        <p className="text-quiet">
          Runs this draft as it stands. Nobody is called and no time is spent: you play the customer and the agent.
        </p>
        <DraftProblems problems={problems} verified={verified} fault={fault} />
        {inputs.length > 0 ? (
          <fieldset className="space-y-3">
            <legend className="mb-2 font-semibold">The request brings</legend>
            {inputs.map(({ name, label, hint, suggestion, sensitive }) => (
              <Field
                key={name}
                label={label}
                hint={hint}
                type={sensitive ? "password" : "text"}
                value={argumentOf(name, suggestion)}
                maxLength={4000}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => change({ arguments: { ...setup.arguments, [name]: event.target.value } })}
              />
            ))}
          </fieldset>
        ) : null}
        <fieldset className="space-y-3">
          <legend className="mb-2 font-semibold">What people do</legend>
          {called.customer ? (
            <PresetChoice
              label="Customer"
              value={setup.customer}
              presets={CUSTOMER}
              onChange={(customer) => change({ customer: customer as CustomerPreset })}
            />
          ) : null}
          {called.agent ? (
            <PresetChoice
              label="Agent"
              value={setup.agent}
              presets={AGENT}
              onChange={(agent) => change({ agent: agent as AgentPreset })}
            />
          ) : null}
          <p className="text-label text-quiet">Keys and words are always asked for when the flow waits for them.</p>
        </fieldset>
        <details className="group">
          <summary className="w-fit rounded-tag font-medium text-quiet hover:text-ink">
            Moment, chance and what was before
          </summary>
          <div className="mt-3 space-y-3">
            <PresetChoice
              label="Before this call"
              value={setup.before}
              presets={BEFORE}
              onChange={(before) => change({ before: before as BeforePreset })}
            />
            <Field
              label="Starts at"
              type="datetime-local"
              hint="Empty: now. Decides calendars and opening hours."
              value={setup.moment}
              onChange={(event) => change({ moment: event.target.value })}
            />
            <Field
              label="Draw"
              hint="Another text draws another branch where chance decides."
              value={setup.draw}
              maxLength={64}
              onChange={(event) => change({ draw: event.target.value })}
            />
          </div>
        </details>
      </div>
      <footer className="border-line border-t p-3">
        <Button type="submit" look="primary" className="w-full">
          <CirclePlay aria-hidden /> Start the test
        </Button>
      </footer>
    </form>
  );
}
