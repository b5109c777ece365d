import { describe, expect, it } from "vitest";
import { readPriceList, WrongPrices } from "@/server/resources/prices/price-list";

/** A price list is read whole or not at all. */
describe("a price list", () => {
  it.each<[what: string, csv: string, prices: [string, string][]]>([
    [
      "two columns, with names",
      "prefix,price\n+49,0.0133\n4915,0.1\n",
      [
        ["49", "0.0133"],
        ["4915", "0.1"],
      ],
    ],
    [
      "a price for all other numbers",
      "*,2\r\n+1,0.01",
      [
        ["", "2"],
        ["1", "0.01"],
      ],
    ],
    ["semicolons, quotes and empty lines", '\n"+49";"0.5"\n\n', [["49", "0.5"]]],
  ])("is read: %s", (_what, csv, prices) => {
    expect(readPriceList(csv).map(({ prefix, price }) => [prefix, price])).toEqual(prices);
  });

  it.each<[what: string, csv: string, message: RegExp]>([
    ["nothing", "", /holds no prices/],
    ["a country's name", "prefix,price\nGermany,0.1", /Line 2 does not begin with a prefix/],
    ["a comma in a price", "+49,0,0133", /Line 1 has more than a prefix and a price/],
    ["no price", "+49,", /Line 1 has no price/],
    ["a negative price", "+49,-1", /Line 1 has no price/],
    ["a prefix twice", "+49,1\n49,2", /Line 2 names a prefix for the second time/],
    ["more lines than the world has prefixes", "+49,1\n".repeat(200_001), /more than 200000 lines/],
  ])("is refused: %s", (_what, csv, message) => {
    expect(() => readPriceList(csv)).toThrow(WrongPrices);
    expect(() => readPriceList(csv)).toThrow(message);
  });
});
