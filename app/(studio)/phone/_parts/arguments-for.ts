type Flow = { arguments: { name: string; example: string | null }[] };

/** The flow's arguments for the two phones: the first is the customer's number, the second the agent's. */
export function argumentsFor(flow: Flow, numbers: string[]): Record<string, string> {
  return Object.fromEntries(flow.arguments.map(({ name, example }, index) => [name, numbers[index] ?? example ?? ""]));
}
