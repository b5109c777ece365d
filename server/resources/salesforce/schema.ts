import { z } from "zod";
import { storableText } from "../../platform/storable-text";
import { addressFault, isSharedLogin } from "./address";
import { readPrivateKey } from "./private-key";

export type Auth = "jwt_bearer" | "client_credentials";

/** What the form sends. An empty secret keeps the stored one. */
export const connectionInput = z.object({
  auth: z.string().max(40),
  loginUrl: z.string().max(300),
  instanceUrl: z.string().max(300),
  clientId: z.string().max(1000),
  username: z.string().max(300),
  clientSecret: z.string().max(1000),
  privateKey: z.string().max(20_000),
  /** True: make a key pair here, whose certificate the admin gives to Salesforce. */
  makeKey: z.boolean(),
  apiVersion: z.string().max(20),
});
export type ConnectionInput = z.infer<typeof connectionInput>;

const address = storableText
  .trim()
  .transform((text) => text.replace(/\/+$/, ""))
  .superRefine((text, ctx) => {
    const fault = addressFault(text);
    if (fault) ctx.addIssue({ code: "custom", message: fault });
  });

const clientId = storableText.trim().min(1, "Enter the consumer key of the app in Salesforce.").max(512);
const apiVersion = z
  .string()
  .trim()
  .regex(/^v\d{2,3}\.0$/, "Write the version as Salesforce does, such as v62.0.");
const instanceUrl = z.union([z.literal("").transform(() => null), address]);
const secretless = { loginUrl: address, instanceUrl, clientId, apiVersion };

const jwtBearer = z.object({
  ...secretless,
  auth: z.literal("jwt_bearer"),
  username: storableText.trim().min(1, "Enter the user whom queries run as.").max(255),
  secret: z.string().transform((text, ctx) => {
    if (text.trim() === "") return "";
    const key = readPrivateKey(text);
    if ("pem" in key) return key.pem;
    ctx.addIssue({ code: "custom", message: key.fault });
    return z.NEVER;
  }),
});

const clientCredentials = z.object({
  ...secretless,
  auth: z.literal("client_credentials"),
  loginUrl: address.refine(
    (text) => !isSharedLogin(text),
    "Salesforce takes client credentials at your company's own address only, such as https://yourcompany.my.salesforce.com.",
  ),
  username: z.string().transform(() => null),
  secret: z.string().trim(),
});

/** The rules of a connection, by its kind of authentication. The caller puts the form's secret into the field `secret`. */
export function connectionSchema(auth: string) {
  return auth === "client_credentials" ? clientCredentials : jwtBearer;
}
export type Connection = z.output<typeof jwtBearer> | z.output<typeof clientCredentials>;
