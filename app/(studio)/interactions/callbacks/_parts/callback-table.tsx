"use client";
import { Ban, BellRing, Hourglass, type LucideIcon, PhoneCall, PhoneMissed, PhoneOutgoing } from "lucide-react";
import Link from "next/link";
import { Badge, type Tone } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { Mono } from "@/components/ui/mono";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { RunningTime } from "../../_parts/running-time";
import { CallbackRounds } from "./callback-rounds";
import type { CallbackRow } from "./callback-row";
import { CancelCallback } from "./cancel-callback";
import { RingCallbackAgain } from "./ring-callback-again";
import { RingCallbackNow } from "./ring-callback-now";
import { RungAgain } from "./rung-again";

const STATE = {
  waiting: { word: "Waiting", tone: "off", icon: Hourglass },
  ringing: { word: "Agent rings", tone: "warn", icon: BellRing },
  accepted: { word: "Contact rings", tone: "live", icon: PhoneOutgoing },
  joined: { word: "Talking", tone: "good", icon: PhoneCall },
  over: { word: "Not reached", tone: "bad", icon: PhoneMissed },
} as const satisfies Record<CallbackRow["state"], { word: string; tone: Tone; icon: LucideIcon }>;

export function CallbackTable({ callbacks, dimmed }: { callbacks: CallbackRow[]; dimmed: boolean }) {
  return (
    <Table label="Callbacks" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          <Head>Contact</Head>
          <Head>State</Head>
          <Head className="hidden sm:table-cell">Agent</Head>
          <Head className="hidden md:table-cell">Ring group</Head>
          <Head className="hidden text-right sm:table-cell">Priority</Head>
          <Head className="text-right">Waiting</Head>
          <Head className="hidden lg:table-cell">Gives up</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {callbacks.map((callback) => (
          <CallbackLine key={callback.id} callback={callback} />
        ))}
      </tbody>
    </Table>
  );
}

function stateOf({ state, wasJoined, reason }: CallbackRow) {
  if (state !== "over") return STATE[state];
  if (wasJoined) return { word: "Talked", tone: "good", icon: PhoneCall } as const;
  return reason === "cancelled" ? ({ word: "Cancelled", tone: "off", icon: Ban } as const) : STATE.over;
}

function CallbackLine({ callback }: { callback: CallbackRow }) {
  const { contact, interaction, flowName, group, priority, queuedAt, giveUpAt, overAt, state, agents } = callback;
  const { word, tone, icon } = stateOf(callback);
  return (
    <Row className="hover:bg-hover">
      <Cell>
        <Link href={`/interactions/${interaction}`} className="font-medium underline-offset-2 hover:underline">
          <Mono className="text-work">{contact}</Mono>
        </Link>
        <p className="max-w-48 truncate text-label text-quiet">{flowName}</p>
      </Cell>
      <Cell>
        <Badge tone={tone} icon={icon}>
          {word}
        </Badge>
        <CallbackRounds callback={callback} />
        <RungAgain callback={callback} />
      </Cell>
      <Cell className="hidden sm:table-cell">
        {agents.length === 0 ? <span className="text-quiet">–</span> : null}
        <ul>
          {agents.map(({ number, label }) => (
            <li key={number}>{label || <Mono>{number}</Mono>}</li>
          ))}
        </ul>
      </Cell>
      <Cell className="hidden md:table-cell">{group ?? <span className="text-quiet">Removed</span>}</Cell>
      <Cell className="hidden text-right tabular-nums sm:table-cell">{priority}</Cell>
      <Cell className="text-right">
        <RunningTime from={queuedAt} to={overAt} />
      </Cell>
      <Cell className="hidden lg:table-cell">
        {state === "waiting" || state === "ringing" ? <Time value={giveUpAt} /> : <span className="text-quiet">–</span>}
      </Cell>
      <Cell className="w-0 text-right">
        <div className="flex justify-end gap-1.5">
          {state === "waiting" ? <RingCallbackNow callback={callback} /> : null}
          {callback.mayRingAgain ? <RingCallbackAgain callback={callback} /> : null}
          {state === "joined" || state === "over" ? null : <CancelCallback callback={callback} />}
        </div>
      </Cell>
    </Row>
  );
}
