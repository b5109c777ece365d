/** Where the product and its carrier are in every world; nobody else knows these names. */
export const PUBLIC_URL = "https://patchcord.example";
export const CARRIER_URL = "https://carrier.example";
