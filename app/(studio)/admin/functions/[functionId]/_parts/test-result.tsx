import { CircleCheck, CircleX, Timer } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { CodePlace } from "@/components/ui/code-editor";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import type { Output, TestRun } from "./draft";

type TestResultProps = { run: TestRun; outputs: Output[]; goTo: (place: CodePlace) => void };

/** The result of a test run: its outputs, or its error and line, and its console output. */
export function TestResult({ run, outputs, goTo }: TestResultProps) {
  return (
    <div className="grid gap-3">
      <p className="flex items-center gap-2">
        <Outcome result={run.result} />
        <span className="tabular text-label text-quiet">{run.milliseconds.toFixed(1)} ms</span>
      </p>
      {run.result === "ok" ? <Outputs values={run.outputs} outputs={outputs} /> : null}
      {run.result === "timeout" ? (
        <p>It worked for 2 seconds without an end. Look for a loop that never stops. The step would take Timeout.</p>
      ) : null}
      {run.result === "failed" ? <Failure failure={run.failure} goTo={goTo} /> : null}
      {run.console.length > 0 ? (
        <div>
          <h3 className="mb-1 font-medium text-label">Console</h3>
          <ScrollRegion label="Console" className="max-h-60 overflow-auto rounded-card border border-line bg-well p-3">
            <pre className="text-label">{run.console.join("\n")}</pre>
          </ScrollRegion>
        </div>
      ) : null}
    </div>
  );
}

function Outcome({ result }: Pick<TestRun, "result">) {
  if (result === "ok")
    return (
      <Badge tone="good" icon={CircleCheck}>
        OK
      </Badge>
    );
  return (
    <Badge tone="bad" icon={result === "timeout" ? Timer : CircleX}>
      {result === "timeout" ? "Timeout" : "Error"}
    </Badge>
  );
}

type FailureProps = {
  failure: { message: string; line: number | null; column: number | null };
  goTo: (place: CodePlace) => void;
};

function Failure({ failure: { message, line, column }, goTo }: FailureProps) {
  return (
    <div className="flex flex-wrap items-start gap-2">
      <p className="min-w-0 flex-1 break-words font-mono text-label">{message}</p>
      {line === null ? null : (
        <Button size="small" onClick={() => goTo({ line, column: column ?? 1 })}>
          Go to line {line}
        </Button>
      )}
    </div>
  );
}

function Outputs({ values, outputs }: { values: Readonly<Record<string, unknown>>; outputs: Output[] }) {
  const names = Object.keys(values);
  if (names.length === 0) return <p className="text-quiet">It has no outputs.</p>;
  return (
    <Table label="Outputs of the test">
      <thead>
        <tr>
          <Head>Output</Head>
          <Head>Type</Head>
          <Head>Value</Head>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <Row key={name}>
            <Cell className="font-mono">{name}</Cell>
            <Cell className="text-quiet">{outputs.find((output) => output.name.trim() === name)?.type ?? ""}</Cell>
            <Cell className="max-w-96 whitespace-pre-wrap break-words font-mono">
              {values[name] === null ? <span className="text-quiet">empty</span> : String(values[name])}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
