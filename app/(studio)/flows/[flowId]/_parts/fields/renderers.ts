import type { FieldRenderers } from "@/components/form/form-context";
import type { FieldKind, NamedKind } from "@/engine/contract";
import { DateField } from "./date-field";
import { InputsField } from "./inputs-field";
import { LanguageField } from "./language-field";
import { LiteralField } from "./literal-field";
import { NameField } from "./name-field";
import { PartField } from "./part-field";
import { PhoneNumberField } from "./phone-number-field";
import { TemplateField } from "./template-field";
import { TimeField } from "./time-field";
import { TimeZoneField } from "./time-zone-field";
import { VariableField } from "./variable-field";

/** The fields that the flow's forms render themselves; the form renders all others from their schema. */
export const FLOW_FIELDS: FieldRenderers = {
  is: {
    variable: VariableField,
    sets_variable: VariableField,
    template: TemplateField,
    phone_number: PhoneNumberField,
    language: LanguageField,
    literal: LiteralField,
    date: DateField,
    time: TimeField,
    time_zone: TimeZoneField,
    part: PartField,
    inputs: InputsField,
  } satisfies Partial<Record<FieldKind, unknown>>,
  names: {
    number: NameField,
    prompt: NameField,
    connection: NameField,
    function: NameField,
    calendar: NameField,
    ring_group: NameField,
  } satisfies Record<NamedKind, unknown>,
};
