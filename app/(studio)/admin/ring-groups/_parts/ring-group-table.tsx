"use client";
import { PencilLine, Trash2 } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { MenuItem, MenuLine } from "@/components/ui/menu";
import { Mono } from "@/components/ui/mono";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { RowMenu } from "../../_parts/row-menu";
import { Uses } from "../../_parts/uses";
import { rangeText } from "../../_parts/weekly-hours";
import type { Dialog, RingGroupRow } from "./ring-group";

type RingGroupTableProps = { groups: RingGroupRow[]; dimmed: boolean; openDialog: (dialog: Dialog) => void };

const AGENTS_SHOWN = 3;
const STRATEGY = { in_order: "in order", all_at_once: "all at once", longest_idle: "longest idle first" } as const;

export function RingGroupTable({ groups, dimmed, openDialog }: RingGroupTableProps) {
  return (
    <Table label="Ring groups" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          <Head>Name</Head>
          <Head>Agents</Head>
          <Head className="hidden sm:table-cell">Hours</Head>
          <Head className="hidden md:table-cell">Used in</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <Row key={group.id}>
            <Cell>
              <p className="font-medium">{group.name}</p>
              <p className="text-label text-quiet">
                Rings {STRATEGY[group.strategy]}, {group.ringSeconds} s
              </p>
            </Cell>
            <Cell>
              <Agents agents={group.agents} />
            </Cell>
            <Cell className="hidden sm:table-cell">
              <Hours group={group} />
            </Cell>
            <Cell className="hidden max-w-96 md:table-cell">
              <Uses uses={group.uses} />
            </Cell>
            <Cell className="w-0 text-right">
              <RowMenu of={group.name}>
                <MenuItem icon={PencilLine} onSelect={() => openDialog({ what: "edit", group })}>
                  Edit
                </MenuItem>
                <MenuLine />
                <MenuItem icon={Trash2} danger onSelect={() => openDialog({ what: "remove", group })}>
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

function Agents({ agents }: Pick<RingGroupRow, "agents">) {
  if (agents.length === 0) return <span className="text-warn">None: nobody is rung</span>;
  const more = agents.length - AGENTS_SHOWN;
  return (
    <ul>
      {agents.slice(0, AGENTS_SHOWN).map(({ number, label }) => (
        <li key={number} className="flex flex-wrap gap-x-2">
          <Mono>{number}</Mono>
          <span className="text-quiet">{label}</span>
        </li>
      ))}
      {more > 0 ? <li className="text-quiet">and {more} more</li> : null}
    </ul>
  );
}

function Hours({ group: { hours, timeZone } }: { group: RingGroupRow }) {
  if (hours.length === 0) return <span className="text-quiet">Always</span>;
  return (
    <>
      <ul className="tabular-nums">
        {hours.map((range) => (
          <li key={rangeText(range)}>{rangeText(range)}</li>
        ))}
      </ul>
      <p className="text-label text-quiet">{timeZone.replaceAll("_", " ")}</p>
    </>
  );
}
