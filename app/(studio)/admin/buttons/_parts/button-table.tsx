"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CodeXml, PencilLine, Trash2 } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { classNames } from "@/components/ui/class-names";
import { MenuItem, MenuLine } from "@/components/ui/menu";
import { Switch } from "@/components/ui/switch";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toaster";
import { RowMenu } from "../../_parts/row-menu";
import type { ButtonRow, Dialog } from "./website-button";

type ButtonTableProps = { buttons: ButtonRow[]; dimmed: boolean; openDialog: (dialog: Dialog) => void };

export function ButtonTable({ buttons, dimmed, openDialog }: ButtonTableProps) {
  return (
    <Table label="Buttons" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          <Head>Name</Head>
          <Head>On</Head>
          <Head className="hidden sm:table-cell">In 7 days</Head>
          <Head className="hidden md:table-cell">Seen on</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {buttons.map((button) => (
          <Row key={button.id}>
            <Cell>
              <p className="font-medium">{button.values.name}</p>
              <p className={classNames("text-label", button.isReady ? "text-quiet" : "text-warn")}>
                {button.isReady ? `Starts ${button.flowName}` : "Its flow is not published: it calls nobody"}
              </p>
            </Cell>
            <Cell>
              <OnOff button={button} />
            </Cell>
            <Cell className="hidden sm:table-cell">
              <Counts button={button} />
            </Cell>
            <Cell className="hidden max-w-72 md:table-cell">
              <Seen button={button} />
            </Cell>
            <Cell className="w-0 text-right">
              <RowMenu of={button.values.name}>
                <MenuItem icon={CodeXml} onSelect={() => openDialog({ what: "snippet", button })}>
                  Put on a site
                </MenuItem>
                <MenuItem icon={PencilLine} onSelect={() => openDialog({ what: "edit", button })}>
                  Edit
                </MenuItem>
                <MenuLine />
                <MenuItem icon={Trash2} danger onSelect={() => openDialog({ what: "remove", button })}>
                  Remove
                </MenuItem>
              </RowMenu>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

/** Off holds from the next request of a visitor on, in every process. */
function OnOff({ button: { id, enabled, values } }: { button: ButtonRow }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const turn = useMutation(
    trpc.admin.buttons.switch.mutationOptions({
      onError: ({ message }) => toast.error(`Not switched: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.buttons.pathFilter()),
    }),
  );
  const isOn = turn.isPending ? turn.variables.enabled : enabled;
  return (
    <Switch aria-label={`${values.name} is on`} checked={isOn} onChange={(on) => turn.mutate({ id, enabled: on })} />
  );
}

function Counts({ button: { counts } }: { button: ButtonRow }) {
  return (
    <p className="tabular-nums">
      {counts.called} called <span className="text-quiet">· {counts.refused} refused</span>
      {counts.declined > 0 ? (
        <span className="block text-label text-warn">{counts.declined} pressed 9: they had not asked</span>
      ) : null}
    </p>
  );
}

function Seen({ button: { seen } }: { button: ButtonRow }) {
  const [last] = seen;
  if (!last) return <span className="text-quiet">Nowhere yet</span>;
  return (
    <>
      <p className="truncate">{last.origin}</p>
      <p className="text-label text-quiet">
        <Time value={last.at} />
      </p>
    </>
  );
}
