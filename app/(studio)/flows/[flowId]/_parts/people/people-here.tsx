"use client";
import { Locate, LocateOff, PencilLine } from "lucide-react";
import { useEffect, useRef } from "react";
import { initialsOf, type Person } from "@/components/editor/presence/people";
import { useCompany } from "@/components/editor/presence/presence-context";
import { useEditor } from "@/components/editor/session/editor-context";
import { Menu, MenuItem, MenuLine } from "@/components/ui/menu";
import { Time } from "@/components/ui/time";

/** More discs than this would push the buttons away. */
const MAX_DISCS = 4;
const MAX_EDITS = 6;

/** Who else has the draft open, where they are, and what they have just changed. Choosing somebody shows the step they are at. */
export function PeopleHere() {
  const { people, recent } = useCompany();
  const { draft, reveal, say } = useEditor();
  useArrivals(people, say);
  if (people.length === 0) return null;
  const names = people.map(({ name }) => name).join(", ");
  const nameOf = (step: string | null) => (step === null ? undefined : draft.steps[step]?.name);
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Also here: ${names}`}
          title={names}
          className="-space-x-1 flex h-8 shrink-0 items-center rounded-control px-1.5 hover:bg-hover"
        >
          {people.slice(0, MAX_DISCS).map((person) => (
            <Disc key={person.user} person={person} />
          ))}
          {people.length > MAX_DISCS ? <span className="pl-2 text-label">+{people.length - MAX_DISCS}</span> : null}
        </button>
      }
    >
      <p className="px-2 py-1 text-label text-quiet">Also here</p>
      {people.map((person) => {
        const at = nameOf(person.step);
        return (
          <MenuItem
            key={person.user}
            icon={at ? Locate : LocateOff}
            disabled={!at}
            onSelect={() => reveal(person.step)}
          >
            <Disc person={person} /> <span className="font-medium">{person.name}</span>
            <span className="text-quiet">{at ? `at ${at}` : "at no step"}</span>
          </MenuItem>
        );
      })}
      {recent.length > 0 ? (
        <>
          <MenuLine />
          <p className="px-2 py-1 text-label text-quiet">Changed just now</p>
          {recent.slice(0, MAX_EDITS).map(({ id, by, label, steps, at }) => {
            const step = steps.find((one) => nameOf(one) !== undefined);
            return (
              <MenuItem key={id} icon={PencilLine} disabled={!step} onSelect={() => step && reveal(step)}>
                <span className="font-medium">{by}</span>
                <span className="max-w-72 truncate">{label}</span>
                <span className="text-label text-quiet">
                  <Time value={new Date(at)} as="minute" />
                </span>
              </MenuItem>
            );
          })}
        </>
      ) : null}
    </Menu>
  );
}

function Disc({ person: { name, colour } }: { person: Person }) {
  return (
    <span
      aria-hidden
      className="grid size-6 place-items-center rounded-round border-2 border-panel font-semibold text-label"
      style={{ background: `var(--${colour})`, color: "var(--on-outline)" }}
    >
      {initialsOf(name)}
    </span>
  );
}

/** Tells screen readers who has come and gone; the first who are there are on the button. */
function useArrivals(people: readonly Person[], say: (text: string) => void): void {
  const before = useRef<readonly Person[]>([]);
  useEffect(() => {
    const known = (list: readonly Person[], one: Person) => list.some(({ user }) => user === one.user);
    const came = people.filter((one) => !known(before.current, one)).map(({ name }) => `${name} is here, too.`);
    const gone = before.current.filter((one) => !known(people, one)).map(({ name }) => `${name} has left.`);
    before.current = people;
    if (came.length + gone.length > 0) say([...came, ...gone].join(" "));
  }, [people, say]);
}
