import { BellOff } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { AlertRow, AlertRule } from "./alert";

/** The last alerts that are over. */
export function PastAlerts({ alerts, rules }: { alerts: AlertRow[]; rules: AlertRule[] }) {
  const titles = new Map<string, string>(rules.map(({ name, title }) => [name, title]));
  if (alerts.length === 0)
    return (
      <EmptyState icon={BellOff} title="No alert has ended yet">
        <p>What has fired and ended is kept here for 90 days.</p>
      </EmptyState>
    );
  return (
    <Table label="Past alerts">
      <thead className="bg-well">
        <tr>
          <Head>Alert</Head>
          <Head>Fired</Head>
          <Head>Ended</Head>
          <Head className="hidden sm:table-cell">Told</Head>
        </tr>
      </thead>
      <tbody>
        {alerts.map(({ id, rule, name, openedAt, endedAt, toldAt }) => (
          <Row key={id}>
            <Cell className="max-w-96 truncate">
              {titles.get(rule) ?? rule}
              {name ? <span className="text-quiet"> · {name}</span> : null}
            </Cell>
            <Cell>
              <Time value={openedAt} as="minute" />
            </Cell>
            <Cell>{endedAt ? <Time value={endedAt} as="minute" /> : null}</Cell>
            <Cell className="hidden sm:table-cell">{toldAt ? "Yes" : "Muted"}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
