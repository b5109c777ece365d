import type pg from "pg";
import { v7 } from "uuid";

const INPUTS = [
  { name: "name", type: "string", required: false, description: "Whom to greet." },
  { name: "time_zone", type: "string", required: true, description: "Where they are, such as Europe/Lisbon." },
];
const OUTPUTS = [
  { name: "greeting", type: "string" },
  { name: "hour", type: "integer" },
];
const SOURCE = `/** Greets by the hour it is where the customer is. */
export default function (args) {
  const hour = Number(
    new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hour12: false, timeZone: args.time_zone }).format(
      new Date(args.now),
    ),
  );
  const words = hour < 5 || hour >= 18 ? "Good evening" : hour < 12 ? "Good morning" : "Good afternoon";
  console.log("It is", hour, "o'clock in", args.time_zone);
  return { greeting: args.name ? words + ", " + args.name : words, hour };
}
`;

/** Inserts one published function. */
export async function seedFunctions(client: pg.Client, account: string): Promise<void> {
  const id = v7();
  const body = [JSON.stringify(INPUTS), JSON.stringify(OUTPUTS), SOURCE];
  await client.query(
    `insert into function (account_id, id, name, description, inputs, outputs, source, published_version, published_revision, updated_by)
     values ($1, $2, 'Greeting by hour', 'Good morning, good afternoon or good evening, where the customer is', $3, $4, $5, 1, 1, 'Patchcord')`,
    [account, id, ...body],
  );
  await client.query(
    `insert into function_version (account_id, function_id, version, inputs, outputs, source, published_by)
     values ($1, $2, 1, $3, $4, $5, 'Patchcord')`,
    [account, id, ...body],
  );
}
