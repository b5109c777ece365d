import type { DialResult, Fault, ResumeBody, WaitFor } from "../contract";
import type { Choice, Who } from "./choice";

const CUSTOMER = "customer";
const AGENT = "agent";

/**
 * The choices that lead to a resume where an interaction waits for `wait`: what the contact, the agent, a port or the clock
 * has done. Null for what none of them does (a cancellation by the API).
 */
export function choicesOf(resume: ResumeBody, wait: WaitFor | null): Choice[] | null {
  switch (resume.kind) {
    case "started":
      return [];
    case "call_answered":
      return [{ does: resume.answered_by === "machine" ? "machine" : "answers", who: CUSTOMER }];
    case "dial_ended":
      return [notReached(resume, CUSTOMER)];
    case "prompt_finished":
      return [{ does: "listens" }];
    case "input_received":
      return [inputOf(resume)];
    case "forward_ended":
      if (resume.result === "answered") return [{ does: "answers", who: AGENT }, leaves(resume.contact_live)];
      return [notReached({ ...resume, result: resume.result }, AGENT)];
    case "hung_up": {
      if (wait === "callback") return [{ ...leaves(false), ...(resume.joined ? {} : { after: 0 }) }];
      return [...(resume.joined ? [{ does: "answers", who: AGENT } as const] : []), leaves(false)];
    }
    case "port_answered": {
      const { result } = resume;
      if (result.ok) return [{ does: "result", result: result.value }];
      const { code, value } = result;
      return [{ does: "refuses", code, ...(value === undefined ? {} : { value }) }];
    }
    case "callback_progress":
      return [{ does: resume.what === "accepted" ? "answers" : "hangs_up", who: AGENT }];
    case "callback_ended":
      if (resume.result === "finished") return [leaves(resume.contact_live)];
      if (resume.result === "failed") return [{ does: "refuses", code: resume.error.code }];
      return [NOT_TAKEN[resume.result]];
    case "timer":
      return [{ does: wait === "port" ? "no_result" : "waits" }];
    default:
      return null;
  }
}

/** Why nobody has taken the call of a contact who waits on the line, or a callback. */
const NOT_TAKEN = {
  no_match: { does: "no_agent" },
  no_answer: { does: "no_answer", who: AGENT },
  outside_hours: { does: "closed" },
} as const satisfies Record<string, Choice>;

function notReached({ result, error }: { result: DialResult; error?: Fault }, who: Who): Choice {
  return result === "failed"
    ? { does: "carrier_error", who, ...(error ? { code: error.code } : {}) }
    : { does: result, who };
}

/** Who of the two in a talk has left first: the one who is not live any more. */
function leaves(contactLive: boolean): Extract<Choice, { does: "hangs_up" }> {
  return { does: "hangs_up", who: contactLive ? AGENT : CUSTOMER };
}

function inputOf(input: Extract<ResumeBody, { kind: "input_received" }>): Choice {
  const { digits, speech, confidence, finished_on_key } = input;
  if (digits !== "") return { does: "presses", digits: `${digits}${finished_on_key ? "#" : ""}` };
  if (speech !== "") return { does: "says", text: speech, ...(confidence === null ? {} : { confidence }) };
  return { does: "stays_silent" };
}
