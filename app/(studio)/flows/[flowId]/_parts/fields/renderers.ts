import type { FieldRenderers } from "@/components/form/form-context";
import type { FieldKind, NamedKind } from "@/engine/contract";
import { LanguageField } from "./language-field";
import { NameField } from "./name-field";
import { PhoneNumberField } from "./phone-number-field";
import { TemplateField } from "./template-field";
import { VariableField } from "./variable-field";

/** The flow's own fields. What is not here (a message, say) the form makes of its schema. */
export const FLOW_FIELDS: FieldRenderers = {
  is: {
    variable: VariableField,
    sets_variable: VariableField,
    template: TemplateField,
    phone_number: PhoneNumberField,
    language: LanguageField,
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
