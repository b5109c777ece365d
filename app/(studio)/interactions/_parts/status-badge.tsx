import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleX,
  Clock,
  type LucideIcon,
  PhoneCall,
  PhoneMissed,
  PhoneOff,
  Radio,
  ShieldQuestionMark,
  Voicemail,
} from "lucide-react";
import { Badge, Status, type Tone } from "@/components/ui/badge";
import type { Outcome } from "@/engine/contract";
import type { CallResult, Status as InteractionStatus } from "@/engine/run/state";

type Look = { word: string; tone: Tone; icon: LucideIcon };

export const STATUS = {
  running: { word: "Live", tone: "live", icon: Radio },
  completed: { word: "Completed", tone: "good", icon: CircleCheck },
  failed: { word: "Failed", tone: "bad", icon: CircleX },
  cancelled: { word: "Cancelled", tone: "off", icon: Ban },
  expired: { word: "Expired", tone: "warn", icon: Clock },
} as const satisfies Record<InteractionStatus, Look>;

export const OUTCOME = {
  forwarded: "Forwarded",
  ended: "Ended",
  contact_hung_up: "Contact hung up",
  failed: "Failed",
  cancelled: "Cancelled",
  expired: "Expired",
} as const satisfies Record<Outcome, string>;

const RESULT = {
  answered: { word: "Answered", tone: "good", icon: PhoneCall },
  invalid_number: { word: "Invalid number", tone: "bad", icon: CircleAlert },
  busy: { word: "Busy", tone: "warn", icon: PhoneOff },
  no_answer: { word: "No answer", tone: "warn", icon: PhoneMissed },
  machine: { word: "Answering machine", tone: "off", icon: Voicemail },
  screened: { word: "Screened", tone: "off", icon: ShieldQuestionMark },
  voicemail: { word: "Voicemail", tone: "off", icon: Voicemail },
  failed: { word: "Failed", tone: "bad", icon: CircleX },
} as const satisfies Record<CallResult, Look>;

export function StatusBadge({ status }: { status: InteractionStatus }) {
  const { word, tone, icon } = STATUS[status];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}

export function Result({ result }: { result: CallResult | null }) {
  if (!result) return <span className="text-quiet">–</span>;
  const { word, tone, icon } = RESULT[result];
  return (
    <Status tone={tone} icon={icon}>
      {word}
    </Status>
  );
}
