import { CircleCheck, CircleHelp, CircleX, type LucideIcon, TriangleAlert } from "lucide-react";
import { Status, type Tone } from "@/components/ui/badge";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { countryName } from "@/engine/country-name";
import type { CarrierCheck } from "./carrier";

const STATES: Record<CarrierCheck["state"], { tone: Tone; icon: LucideIcon; word: string }> = {
  ok: { tone: "good", icon: CircleCheck, word: "OK" },
  warning: { tone: "warn", icon: TriangleAlert, word: "Warning" },
  fault: { tone: "bad", icon: CircleX, word: "Fault" },
  unknown: { tone: "off", icon: CircleHelp, word: "Not known" },
};

/** What a test found, check by check, with what to do. */
export function TestResult({ checks }: { checks: CarrierCheck[] }) {
  return (
    <ScrollRegion label="Result of the test" className="max-h-[50vh] overflow-y-auto">
      <ul className="space-y-2">
        {checks.map(({ check, of, state, message, advice }) => {
          const { tone, icon, word } = STATES[state];
          return (
            <li key={`${check} ${of} ${message}`}>
              <p className="flex flex-wrap items-center gap-x-2">
                <span className="font-medium">{nameOf(check, of)}</span>
                <Status tone={tone} icon={icon}>
                  {word}
                </Status>
              </p>
              <p className="break-words">{message}</p>
              {advice ? <p className="text-quiet">{advice}</p> : null}
            </li>
          );
        })}
      </ul>
    </ScrollRegion>
  );
}

function nameOf(check: CarrierCheck["check"], of: string | null): string {
  if (check === "credentials") return "Credentials";
  if (check === "token") return "Auth token";
  if (check === "account") return "Account";
  if (check === "number") return of ?? "Numbers";
  if (check === "country") return of ? `Calls to ${countryName(of)}` : "Countries";
  return `Our public address ${of}`;
}
