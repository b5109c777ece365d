import type { AuditEntry } from "./mutations";

type Values = Readonly<Record<string, unknown>>;
/** What a sentence is made of: the subject in quotation marks, and the values before and after. */
type Facts = { name: string; before: Values; after: Values };

const MOST_NAMED = 3;

/** The things that are added, changed and removed in the same way, as the studio calls them. */
const THINGS: Readonly<Record<string, string>> = {
  alert_destination: "the destination of alerts",
  alert_rule: "the alert",
  button: "the button",
  calendar: "the calendar",
  carrier: "the carrier",
  client: "the OAuth client",
  connection: "the connection",
  function: "the function",
  number: "the number",
  prompt: "the prompt",
  report_schedule: "the schedule of exports",
  ring_group: "the ring group",
  webhook_endpoint: "the webhook endpoint",
};

const SENTENCES: Readonly<Record<string, (facts: Facts) => string>> = {
  "flow.create": ({ name }) => `Created the flow ${name}`,
  "flow.import": ({ name }) => `Imported the flow ${name}`,
  "flow.duplicate": ({ name }) => `Made the flow ${name} as a copy of another`,
  "flow.edit": ({ name, after }) => `Edited the flow ${name}${listed(editLabels(after))}`,
  "flow.rename": ({ name, after }) =>
    `Renamed the flow ${quoted(renamedFrom(after)) ?? "from another name"} to ${name}`,
  "flow.label": ({ name, after }) =>
    isFilledList(after.labels)
      ? `Labelled the flow ${name}${listed(after.labels)}`
      : `Took the labels off the flow ${name}`,
  "flow.archive": ({ name }) => `Archived the flow ${name}`,
  "flow.unarchive": ({ name }) => `Took the flow ${name} out of the archive`,
  "flow.remove": ({ name }) => `Deleted the flow ${name}`,
  "flow.publish": ({ name, after }) =>
    `Published version ${after.number} of the flow ${name}${isFilledList(after.failed_tests) ? ", in spite of failed tests" : ""}`,
  "flow.publish_again": ({ name, after }) =>
    `Published version ${after.of} of the flow ${name} again, as version ${after.number}`,
  "flow.ring_draft": ({ name }) => `Rang the draft of the flow ${name} at the test phones`,
  "flow.checkpoint": ({ name, after }) => `Saved a copy of the flow ${name} as ${quoted(after.name)}`,
  "flow.replace": ({ name }) => `Replaced the draft of the flow ${name}`,
  "flow.restore": ({ name }) => `Made the draft of the flow ${name} equal to an earlier version`,
  "flow.discard": ({ name }) => `Discarded the draft edits of the flow ${name}`,
  "flow.try": ({ name }) => `Started the flow ${name} from the studio`,
  "flow.tests_replace": ({ name, after }) => `Replaced the tests of the flow ${name}: ${after.tests} now`,
  "flow.test_save": ({ name, after }) => `Saved the test ${quoted(after.test)} of the flow ${name}`,
  "flow.test_remove": ({ name, before }) => `Removed the test ${quoted(before.test)} of the flow ${name}`,
  "flow.backtest": ({ name, after }) => `Tried the draft of the flow ${name} on ${after.calls} of its calls`,
  "button.switch_on": ({ name }) => `Switched the button ${name} on`,
  "button.switch_off": ({ name }) => `Switched the button ${name} off`,
  "callback.ring_now": ({ name }) => `Rang the agents of ${name} at once for a callback that waited`,
  "callback.ring_again": ({ name }) => `Rang a callback of the flow ${name} again`,
  "alert_rule.switch_on": ({ name }) => `Switched the alert ${name} on`,
  "alert_rule.switch_off": ({ name }) => `Switched the alert ${name} off`,
  "alert_rule.mute": ({ name, after }) => `Muted the alert ${name} for ${after.hours} hours`,
  "alert_rule.unmute": ({ name }) => `Had the alert ${name} told again`,
  "alert_destination.test": ({ name }) => `Sent a test to the destination of alerts ${name}`,
  "account.change": (facts) => `Changed the account${listed(changedFields(facts))}`,
  "account.stop_dialling": () => "Stopped all dialling",
  "account.allow_dialling": () => "Allowed dialling again",
  "do_not_call.add": ({ name, after }) =>
    after.added === undefined || after.added === 1
      ? `Put ${name} on the do-not-call list`
      : `Put ${after.added} numbers on the do-not-call list`,
  "person.export": () => "Exported what is stored of a person",
  "person.erase": ({ after }) => `Erased a person${after.offList === true ? ", from the do-not-call list, too" : ""}`,
  "do_not_call.remove": ({ name }) => `Took ${name} off the do-not-call list`,
  "report.export": ({ name }) => `Had the report ${name} written to a file`,
  "report.remove": ({ name }) => `Removed the exported report ${name}`,
  "report.variables": ({ after }) =>
    isFilledList(after.variables)
      ? `Chose variables as columns of reports${listed(after.variables)}`
      : "Took the variables out of reports",
  "report_schedule.pause": ({ name }) => `Paused the schedule of exports ${name}`,
  "report_schedule.resume": ({ name }) => `Resumed the schedule of exports ${name}`,
  "calendar.refresh": ({ name }) => `Fetched the dates of the calendar ${name} again`,
  "carrier.drop_old_token": ({ name }) => `Stopped taking the old token of the carrier ${name}`,
  "client.change_key": ({ name }) => `Changed the key of the OAuth client ${name}`,
  "client.rotate_secret": ({ name }) => `Made a new secret for the OAuth client ${name}`,
  "client.revoke": ({ name }) => `Revoked the OAuth client ${name}`,
  "connection.add_action": ({ name }) => `Added the action ${name}`,
  "connection.edit_action": (facts) => `Changed the action ${facts.name}${listed(changedFields(facts))}`,
  "connection.remove_action": ({ name }) => `Removed the action ${name}`,
  "function.publish": ({ name, after }) => `Published version ${after.version} of the function ${name}`,
  "job.retry": ({ name }) => `Had the job ${name} tried again`,
  "job.remove": ({ name }) => `Removed the job ${name}`,
  "prompt.replace": ({ name }) => `Replaced the recording of the prompt ${name}`,
  "salesforce.add": () => "Connected Salesforce",
  "salesforce.edit": (facts) => `Changed the connection to Salesforce${listed(changedFields(facts))}`,
  "salesforce.remove": () => "Removed the connection to Salesforce",
  "webhook_endpoint.pause": ({ name }) => `Paused the webhook endpoint ${name}`,
  "webhook_endpoint.resume": ({ name }) => `Resumed the webhook endpoint ${name}`,
  "webhook_endpoint.rotate": ({ name }) => `Made a new secret for the webhook endpoint ${name}`,
  "webhook_endpoint.drop_former": ({ name }) =>
    `Stopped signing with the former secret of the webhook endpoint ${name}`,
  "webhook_endpoint.send_again": ({ name, after }) =>
    `Had ${after.events} events sent again to the webhook endpoint ${name}`,
  "user.invite": ({ name, after }) => `Invited ${name} as ${after.role}`,
  "user.make_link": ({ name }) => `Made a new link for ${name}`,
  "user.change_role": ({ name, before, after }) => `Changed the role of ${name} from ${before.role} to ${after.role}`,
  "user.remove": ({ name }) => `Removed the user ${name}`,
  "user.sign_out_everywhere": ({ name }) => `Signed ${name} out everywhere`,
  "user.set_password": ({ name }) => `Set a password: ${name}`,
};

/** What was done, as a sentence without its subject, who is named beside it: "Renamed the flow “A” to “B”". */
export function auditSentence({ action, subject, before, after }: AuditEntry): string {
  const facts: Facts = { name: quoted(subject) ?? "", before: valuesOf(before), after: valuesOf(after) };
  const sentence = SENTENCES[action];
  if (sentence) return sentence(facts);
  const [area = "", verb = ""] = action.split(".");
  const thing = THINGS[area];
  if (thing && verb === "add") return `Added ${thing} ${facts.name}`;
  if (thing && verb === "remove") return `Removed ${thing} ${facts.name}`;
  if (thing && (verb === "edit" || verb === "rename")) return changed(thing, facts);
  return `${capital(words(area))}, ${words(verb)}: ${facts.name}`;
}

function changed(thing: string, facts: Facts): string {
  const [was, is] = [quoted(facts.before.name), quoted(facts.after.name)];
  const others = changedFields(facts).filter((field) => field !== "name");
  if (!was || !is || was === is) return `Changed ${thing} ${facts.name}${listed(others)}`;
  return `Renamed ${thing} ${was} to ${is}${others.length > 0 ? ` and changed it${listed(others)}` : ""}`;
}

/** The fields that differ, in words. */
function changedFields({ before, after }: Facts): string[] {
  return Object.keys({ ...before, ...after })
    .filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null))
    .map(words);
}

/** The labels of a draft's edits, each once. */
function editLabels({ edits }: Values): string[] {
  const labels = listOf(edits).map((edit) => valuesOf(edit).label);
  return [...new Set(labels.filter((label): label is string => typeof label === "string"))];
}

/** The name that a renaming of a flow replaced, from the edit that did it. */
function renamedFrom({ edits }: Values): unknown {
  const changes = listOf(edits).flatMap((edit) => listOf(valuesOf(edit).changes).map(valuesOf));
  return changes.find(({ path }) => listOf(path).join() === "name")?.before;
}

/** ": a, b, c and 2 more"; nothing for an empty list. */
function listed(items: unknown): string {
  const texts = listOf(items).map(String);
  if (texts.length === 0) return "";
  const more = texts.length - MOST_NAMED;
  return `: ${texts.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** "callsPerSecond" and "calls_per_second" as "calls per second". */
const words = (name: string) => name.replaceAll("_", " ").replace(/[A-Z]+/g, (letters) => ` ${letters.toLowerCase()}`);
const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
const quoted = (text: unknown) => (typeof text === "string" && text !== "" ? `“${text}”` : null);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const isFilledList = (value: unknown): value is unknown[] => listOf(value).length > 0;
const valuesOf = (value: unknown): Values =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : {};
