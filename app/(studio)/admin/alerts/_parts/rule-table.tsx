"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BellOff, BellRing, CircleCheck, SlidersHorizontal, TriangleAlert } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { Badge, Status } from "@/components/ui/badge";
import { MenuItem, MenuLine } from "@/components/ui/menu";
import { Switch } from "@/components/ui/switch";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toaster";
import { RowMenu } from "../../_parts/row-menu";
import { type AlertRow, type AlertRule, type Dialog, lasting } from "./alert";

type RuleTableProps = { rules: AlertRule[]; open: AlertRow[]; openDialog: (dialog: Dialog) => void };

const MUTES = [
  { hours: 1, label: "Mute for an hour" },
  { hours: 24, label: "Mute for a day" },
  { hours: 168, label: "Mute for a week" },
];

export function RuleTable({ rules, open, openDialog }: RuleTableProps) {
  const mute = useMute();
  return (
    <Table label="Alerts">
      <thead className="bg-well">
        <tr>
          <Head>On</Head>
          <Head>Alert</Head>
          <Head className="hidden md:table-cell">Fires at</Head>
          <Head>Now</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <Row key={rule.name}>
            <Cell className="w-0">
              <OnOff rule={rule} />
            </Cell>
            <Cell className="max-w-96">
              <p className="font-medium">{rule.title}</p>
              <p className="whitespace-normal text-label text-quiet">{rule.says}</p>
            </Cell>
            <Cell className="hidden md:table-cell">
              <FiresAt rule={rule} />
            </Cell>
            <Cell>
              <Now rule={rule} alerts={open.filter((alert) => alert.rule === rule.name)} />
            </Cell>
            <Cell className="w-0 text-right">
              <RowMenu of={rule.title}>
                <MenuItem icon={SlidersHorizontal} onSelect={() => openDialog({ what: "rule", rule })}>
                  Change limits
                </MenuItem>
                {rule.enabled ? <MenuLine /> : null}
                {rule.enabled && isMuted(rule) ? (
                  <MenuItem icon={BellRing} onSelect={() => mute(rule, null)}>
                    Tell again
                  </MenuItem>
                ) : null}
                {rule.enabled && !isMuted(rule)
                  ? MUTES.map(({ hours, label }) => (
                      <MenuItem key={hours} icon={BellOff} onSelect={() => mute(rule, hours)}>
                        {label}
                      </MenuItem>
                    ))
                  : null}
              </RowMenu>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

const isMuted = ({ mutedUntil }: AlertRule) => mutedUntil !== null && mutedUntil > new Date();

function FiresAt({ rule: { threshold, counts, windowMinutes } }: { rule: AlertRule }) {
  return (
    <>
      <p className="tabular-nums">{threshold.toLocaleString("en-GB")}</p>
      <p className="text-label text-quiet">
        {counts}
        {windowMinutes === null ? "" : `, in ${lasting(windowMinutes)}`}
      </p>
    </>
  );
}

function Now({ rule, alerts }: { rule: AlertRule; alerts: AlertRow[] }) {
  const muted = isMuted(rule) ? (
    <p className="text-label text-quiet">
      Muted until <Time value={rule.mutedUntil!} />
    </p>
  ) : null;
  if (!rule.enabled) return <span className="text-quiet">Off</span>;
  if (alerts.length === 0)
    return (
      <>
        <Status tone="good" icon={CircleCheck}>
          Quiet
        </Status>
        {muted}
      </>
    );
  return (
    <>
      {alerts.map((alert) => (
        <p key={alert.id}>
          <Badge tone="bad" icon={TriangleAlert}>
            {alert.name || "Firing"}
          </Badge>{" "}
          <span className="text-label text-quiet">
            since <Time value={alert.openedAt} />
          </span>
        </p>
      ))}
      {muted}
    </>
  );
}

function OnOff({ rule: { name, title, enabled, threshold, windowMinutes } }: { rule: AlertRule }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const turn = useMutation(
    trpc.admin.alerts.setRule.mutationOptions({
      onError: ({ message }) => toast.error(`Not switched: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.alerts.pathFilter()),
    }),
  );
  return (
    <Switch
      aria-label={`${title} is on`}
      checked={turn.isPending ? turn.variables.enabled : enabled}
      onChange={(on) => turn.mutate({ rule: name, enabled: on, threshold, windowMinutes })}
    />
  );
}

function useMute(): (rule: AlertRule, hours: number | null) => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mute = useMutation(
    trpc.admin.alerts.muteRule.mutationOptions({
      onError: ({ message }) => toast.error(`Not changed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.alerts.pathFilter()),
    }),
  );
  return ({ name: rule }, hours) => mute.mutate({ rule, hours });
}
