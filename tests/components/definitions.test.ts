import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { registry } from "@/components/flow/registry";
import { type Definition, type ExitSpec, fieldMeta, unwrapped } from "@/engine/contract";
import { everyExit } from "@/engine/edit/exits";

/** Rules every component's definition keeps, because the form, the canvas, the verifier and the docs are made from it. */
type Def = {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  valueType?: z.ZodType;
  options?: z.ZodType[];
  entries?: Record<string, string>;
  discriminator?: string;
};
const defOf = (schema: z.ZodType) => unwrapped(schema)._zod.def as unknown as Def;

type Place = { at: string; schema: z.ZodType; needsTitle: boolean };

/** Every schema inside a config, and whether the form shows it by a title of its own. */
function placesOf(schema: z.ZodType, at: string, needsTitle: boolean): Place[] {
  const { shape, element, valueType, options, discriminator } = defOf(schema);
  const inside: Place[] = [
    ...Object.entries(shape ?? {}).flatMap(([key, field]) =>
      placesOf(field, `${at}.${key}`, fieldMeta(field).is !== "id" && defOf(field).type !== "literal"),
    ),
    ...(element ? placesOf(element, `${at}[]`, false) : []),
    ...(valueType ? placesOf(valueType, `${at}{}`, false) : []),
    ...(options ?? []).flatMap((option, index) =>
      placesOf(option, `${at}|${index}`, discriminator !== undefined && defOf(option).type === "object"),
    ),
  ];
  return [{ at, schema, needsTitle }, ...inside];
}

const components = [...registry.values()].map(({ definition }) => definition);
const step = ({ id }: Definition) => ({ component: id, name: id, config: {}, exits: {} });
const exitsOf = (definition: Definition): ExitSpec[] => everyExit(registry, step(definition)) ?? [];

/** What the verifier walks into (engine/definition/fields.ts), and what holds a plain value. */
const READABLE = ["object", "array", "record", "union", "string", "number", "boolean", "literal", "enum", "null"];

const ID = /^[a-z][a-z0-9_]{0,63}$/;
const ONE_TEXT = /^[A-Z].*\.$/s;

describe.each(components)("the definition of $id", (definition) => {
  const places = placesOf(definition.config, "config", false);

  it("has a name, a description in sentences, and an object of settings that takes no other keys", () => {
    expect(definition.id).toMatch(ID);
    expect(definition.label).toMatch(/^[A-Z]/);
    expect(definition.description).toMatch(ONE_TEXT);
    expect(defOf(definition.config).type).toBe("object");
    expect(definition.config.safeParse({ no_such_setting: 1 }).error?.issues.map(({ code }) => code)).toContain(
      "unrecognized_keys",
    );
  });

  it("calls an exit that stands in for an open one by the same name, so that a run reads as the flow is drawn", () => {
    const exits = exitsOf(definition);
    const labelOf = (wanted: string) => exits.find(({ id }) => id === wanted)?.label;
    const pairs = exits.flatMap(({ label, unwired }) => (unwired ? [[label, labelOf(unwired)]] : []));
    for (const [open, standIn] of pairs) expect(standIn).toBe(open);
  });

  it("titles every setting, and every choice of an enum", () => {
    const untitled = places.filter(({ schema, needsTitle }) => needsTitle && !fieldMeta(schema).title);
    expect(untitled.map(({ at }) => at)).toEqual([]);
    const unlabelled = places.filter(({ schema }) => {
      const { type, entries = {} } = defOf(schema);
      const { choices = {} } = fieldMeta(schema);
      return type === "enum" && Object.values(entries).some((value) => !choices[value]);
    });
    expect(unlabelled.map(({ at }) => at)).toEqual([]);
  });

  it("has a schema of types that the verifier can walk", () => {
    expect(places.filter(({ schema }) => !READABLE.includes(defOf(schema).type)).map(({ at }) => at)).toEqual([]);
  });

  it("says its exits and its summary also of a step that has just been placed", () => {
    expect(everyExit(registry, step(definition))).not.toBeNull();
    expect(definition.summary?.({}) ?? []).toEqual(expect.any(Array));
  });

  it("has exits of different ids, each with a label, and points to none that is not there", () => {
    const exits = exitsOf(definition);
    const ids = exits.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, label } of exits) {
      expect(id).toMatch(ID);
      expect(label).toMatch(/\S/);
    }
    const hidden = exits.filter(({ kind }) => kind === "hidden").map(({ id }) => id);
    for (const { unwired } of exits) if (unwired) expect(hidden).toContain(unwired);
    const fault = definition.default_on_error;
    if (fault.do === "exit") expect(ids.filter((id) => !hidden.includes(id))).toContain(fault.exit);
  });

  it("has outputs of different ids, each with a label", () => {
    const ids = definition.outputs.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, label } of definition.outputs) {
      expect(id).toMatch(ID);
      expect(label).toMatch(/\S/);
    }
  });

  it("says what becomes of the call: a component that dials has an exit with a live one, and only it and voice do", () => {
    const lives = exitsOf(definition).filter(({ call }) => call === "live");
    if (definition.call === "dials") expect(lives).not.toEqual([]);
    if (definition.call === "none" || definition.call === "ends") expect(lives).toEqual([]);
    if (definition.forwards) expect(definition.call).toBe("needs_live");
    expect(["needs_live", "live_or_none", "dials"].includes(definition.call)).toBe(definition.group === "voice");
  });
});
