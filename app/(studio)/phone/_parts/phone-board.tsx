"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { LinkMark } from "./link-mark";
import { NoSandbox } from "./no-sandbox";
import { OtherPhones } from "./other-phones";
import { Phone } from "./phone";
import { RingPanel } from "./ring-panel";
import { SoundSwitch } from "./sound-switch";
import { TEST_PHONES } from "./test-phones";
import { Transcript } from "./transcript";
import { usePhoneLine } from "./use-phone-line";
import { useRinging, useSound } from "./use-sound";

const NUMBERS = {
  customer: parseAsString.withDefault(TEST_PHONES.customer),
  agent: parseAsString.withDefault(TEST_PHONES.agent),
};
const NO_NUMBERS: string[] = [];
const NO_PROMPTS = {};
const REFRESH_MS = 5000;

export function PhoneBoard() {
  const trpc = useTRPC();
  const [{ customer, agent }, choose] = useQueryStates(NUMBERS);
  const numbers = useMemo(() => [customer, agent], [customer, agent]);
  const { data, error, refetch } = useQuery({
    ...trpc.phone.setup.queryOptions(),
    // The phone book is missing while the sandbox is unreachable.
    refetchInterval: ({ state }) => (state.data?.sandbox && !state.data.book ? REFRESH_MS : false),
  });
  const sound = useSound(numbers);
  const { state, dispatch } = usePhoneLine(data?.sandbox ? numbers : NO_NUMBERS, sound.playEvent);
  const calls = Object.values(state.calls);
  const ringing = calls.some(
    ({ phase, muted: ignored, number }) => phase === "ringing" && !ignored && numbers.includes(number),
  );
  useRinging(ringing && sound.on, sound.setAllowed);

  const who = (number: string) => (number === customer ? "Customer" : number === agent ? "Agent" : number);
  const people = [
    { role: "Customer", number: customer, choose: (number: string) => void choose({ customer: number }) },
    { role: "Agent", number: agent, choose: (number: string) => void choose({ agent: number }) },
  ];

  return (
    <>
      <PageHeader
        title="Test phones"
        lead="Every number a flow dials in the sandbox rings here. No real phone is called."
        actions={
          data?.sandbox === false ? null : (
            <>
              <LinkMark link={data ? state.link : "connecting"} />
              <SoundSwitch on={sound.on} blocked={sound.blocked} toggle={sound.toggle} />
            </>
          )
        }
      />
      {error && !data ? (
        <ErrorState title="The test phones could not be loaded" retry={() => void refetch()}>
          {error.message}
        </ErrorState>
      ) : null}
      {data?.sandbox === false ? <NoSandbox /> : null}
      {data?.sandbox === false ? null : (
        <>
          <RingPanel setup={data ?? null} numbers={numbers} isOn={state.link === "on"} />
          <div className="grid items-start gap-5 md:grid-cols-2 xl:grid-cols-[minmax(15.5rem,18.5rem)_minmax(15.5rem,18.5rem)_minmax(0,1fr)]">
            {people.map((person) => (
              <Phone
                key={person.role}
                {...person}
                book={data?.book ?? null}
                mayUse={data?.mayRing !== false}
                call={calls.find(({ number }) => number === person.number) ?? null}
                link={state.link}
                who={who}
                ignore={(call) => dispatch({ do: "ignored", call })}
              />
            ))}
            <div className="grid min-w-0 gap-5 md:col-span-2 xl:col-span-1">
              <Transcript
                lines={state.lines}
                documents={state.documents}
                who={who}
                prompts={data?.prompts ?? NO_PROMPTS}
                clear={() => dispatch({ do: "cleared" })}
              />
              <OtherPhones calls={calls.filter(({ number }) => !numbers.includes(number))} book={data?.book ?? null} />
            </div>
          </div>
        </>
      )}
    </>
  );
}
