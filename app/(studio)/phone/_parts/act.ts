import { toast } from "@/components/ui/toaster";

type Body = { call_sid?: string; digits?: string; text?: string; as?: "screening" | "voicemail" };

/** Performs an action on a test phone; shows a toast if it fails. */
export async function act(
  number: string,
  action: "answer" | "decline" | "hang_up" | "keypad" | "speak",
  body: Body,
): Promise<void> {
  const response = await fetch(`/api/phone/${encodeURIComponent(number)}/${action}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
  const answer: unknown = await response?.json().catch(() => null);
  if (!response?.ok) toast.error(messageOf(answer) ?? "The phone could not be reached. Try again.");
  else if (!(answer as { done: boolean }).done) toast("That call is already over.");
}

function messageOf(answer: unknown): string | null {
  if (typeof answer !== "object" || answer === null || !("message" in answer)) return null;
  return String(answer.message);
}
