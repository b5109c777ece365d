"use client";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed } from "lucide-react";
import Link from "next/link";
import { useTRPC } from "@/app/_parts/trpc";
import { classNames } from "@/components/ui/class-names";
import type { Checklist as Done } from "./flow/flow";

const TASKS = [
  { key: "carrier", title: "Connect a carrier", text: "It places the calls.", href: "/admin/carriers" },
  { key: "number", title: "Add a number", text: "Contacts see who calls.", href: "/admin/numbers" },
  { key: "published", title: "Publish a flow", text: "A template is a start.", href: "/flows?create=true" },
  {
    key: "client",
    title: "Make an OAuth client",
    text: "For your website.",
    href: "/admin/clients?new=1&scope=flows-interactions:start",
  },
  { key: "called", title: "Make the first call", text: "On the test phones.", href: "/phone" },
] as const satisfies { key: keyof Done; title: string; text: string; href: string }[];

const WITHOUT_PHONES = { text: "By a request to the API.", href: "/docs/api" };

/** The steps to a first call; hidden once all are done. */
export function Checklist() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.flows.checklist.queryOptions());
  if (!data) return null;
  const done = TASKS.filter(({ key }) => data[key]).length;
  if (done === TASKS.length) return null;
  const next = TASKS.find(({ key }) => !data[key])?.key;
  return (
    <section aria-labelledby="checklist-title" className="overflow-hidden rounded-card border border-line bg-panel">
      <header className="flex items-center gap-3 px-4 pt-3">
        <h2 id="checklist-title" className="font-semibold">
          Ready for the first call
        </h2>
        <p className="tabular text-quiet">
          {done} of {TASKS.length} done
        </p>
      </header>
      <ol className="grid gap-1 p-2 sm:grid-cols-2 lg:grid-cols-5">
        {TASKS.map(({ key, ...task }) => (
          <li key={key}>
            <Task
              {...task}
              {...(key === "called" && !data.phones ? WITHOUT_PHONES : {})}
              done={data[key]}
              next={key === next}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

type TaskProps = { title: string; text: string; href: string; done: boolean; next: boolean };

function Task({ title, text, href, done, next }: TaskProps) {
  const Icon = done ? CircleCheck : CircleDashed;
  return (
    <Link
      href={href}
      className={classNames(
        "flex h-full items-start gap-2 rounded-control p-2 hover:bg-hover focus-visible:-outline-offset-2",
        next && "bg-accent-wash",
      )}
    >
      <Icon aria-hidden className={classNames("mt-0.5 size-4 shrink-0", done ? "text-good" : "text-quiet")} />
      <span className="min-w-0">
        <span className={classNames("block font-medium", done && "text-quiet", next && "text-accent-ink")}>
          {title} <span className="sr-only">{done ? "(done)" : "(to do)"}</span>
        </span>
        <span className="block text-label text-quiet">{text}</span>
      </span>
    </Link>
  );
}
