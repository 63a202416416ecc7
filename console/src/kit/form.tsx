/**
 * Forms from the schemas of the OpenAPI document: a field knows from its schema whether it is required, how
 * long it may be and which values it takes. Errors of a problem appear at the field that their pointer names.
 */
import { MusterProblem } from "@muster/client";
import {
  Button,
  Group,
  NumberInput,
  Select,
  Stack,
  Switch,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { createContext, type ReactNode, useContext, useState } from "react";
import { useText } from "../app/preferences.tsx";
import type { Catalogue } from "../text/catalogue.ts";
import { errorOf, type BodySchema } from "./body-schema.ts";
import { ProblemAlert } from "./problem.tsx";

type Values = Record<string, unknown>;

interface FormContext {
  readonly form: UseFormReturnType<Values>;
  readonly schema: BodySchema;
  readonly isReadOnly: boolean;
}

const Context = createContext<FormContext | undefined>(undefined);

interface FormProps<Body extends object> {
  /** The schema of the request's body, from `generated/bodies.ts`. */
  readonly schema: BodySchema;
  readonly initial: Partial<Body>;
  /** Sends the body. What it rejects with is shown in the form. */
  readonly onSubmit: (body: Body) => Promise<unknown>;
  /** The text of the button. */
  readonly submit: string;
  readonly onCancel?: () => void;
  /** Shows the values to those who may not change them. */
  readonly isReadOnly?: boolean;
  /** Something outside of the schema is still missing. */
  readonly isIncomplete?: boolean;
  readonly children: ReactNode;
}

/** An empty field is left out of the body; where the schema allows null, it is sent as null. */
export function Form<Body extends object>({
  schema,
  initial,
  onSubmit,
  submit,
  onCancel,
  isReadOnly = false,
  isIncomplete = false,
  children,
}: FormProps<Body>) {
  const text = useText();
  const [problem, setProblem] = useState<unknown>();
  const [isSending, setIsSending] = useState(false);
  const form = useForm<Values>({
    mode: "controlled",
    initialValues: initial,
    validate: (values) => errorsOf(schema, values, text),
  });

  async function send(values: Values): Promise<void> {
    setProblem(undefined);
    setIsSending(true);
    try {
      await onSubmit(filled(values, schema) as Body);
    } catch (error) {
      setProblem(showAtFields(error, form, schema) ? undefined : error);
    } finally {
      setIsSending(false);
    }
  }

  return (
    <Context value={{ form, schema, isReadOnly }}>
      <form noValidate onSubmit={form.onSubmit((values) => void send(values), focusFirst)}>
        <Stack>
          {children}
          <ProblemAlert error={problem} />
          <Group justify="flex-end">
            {onCancel === undefined ? null : (
              <Button variant="default" onClick={onCancel}>
                {isReadOnly ? text.common.back : text.common.cancel}
              </Button>
            )}
            {isReadOnly ? null : (
              <Button type="submit" loading={isSending} disabled={isIncomplete}>
                {submit}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Context>
  );
}

interface FieldProps {
  /** The property of the body; of a property of an object, `invite.language`. */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  /** Texts of the values of an enumeration; the keys are the options, in this order. */
  readonly options?: Readonly<Record<string, string>>;
  readonly isMultiline?: boolean;
  readonly autoComplete?: string;
  readonly type?: "text" | "email" | "url" | "tel";
  readonly isReadOnly?: boolean;
  readonly autoFocus?: boolean;
}

/** The input that fits the property's schema. */
export function Field({
  name,
  label,
  description,
  options,
  isMultiline,
  isReadOnly: isOwnReadOnly = false,
  autoFocus,
  type = "text",
  autoComplete = "off",
}: FieldProps) {
  const { form, schema, isReadOnly: isFormReadOnly } = useFormContext();
  const isReadOnly = isOwnReadOnly || isFormReadOnly;
  const property = schema.properties[name];
  if (property === undefined) throw new Error(`the schema has no property ${name}`);
  const input = form.getInputProps(name) as { readonly value?: unknown };
  const shared = {
    label,
    description,
    required: property.required === true,
    name,
    ...input,
    // An input without a value would be one that React does not control.
    value: (input.value ?? "") as string,
  };
  if (options !== undefined) {
    const data = Object.entries(options).map(([value, text]) => ({ value, label: text }));
    return (
      <Select {...shared} data={data} allowDeselect={!property.required} readOnly={isReadOnly} />
    );
  }
  if (property.type === "boolean") {
    return <Switch {...shared} {...form.getInputProps(name, { type: "checkbox" })} />;
  }
  if (property.type === "integer" || property.type === "number") {
    return (
      <NumberInput {...shared} allowDecimal={property.type === "number"} readOnly={isReadOnly} />
    );
  }
  const written = {
    ...shared,
    readOnly: isReadOnly,
    "data-autofocus": autoFocus || undefined,
  };
  if (isMultiline) return <Textarea {...written} autosize minRows={3} maxRows={16} />;
  return <TextInput {...written} type={type} autoComplete={autoComplete} />;
}

/** The form around, for inputs of a page's own. */
export function useFormContext(): FormContext {
  const context = useContext(Context);
  if (context === undefined) throw new Error("a field stands outside of a form");
  return context;
}

function errorsOf(schema: BodySchema, values: Values, text: Catalogue): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [name, property] of Object.entries(schema.properties)) {
    const error = errorOf(property, valueAt(values, name), text.common.form);
    if (error !== undefined) errors[name] = error;
  }
  return errors;
}

function valueAt(values: Values, name: string): unknown {
  let value: unknown = values;
  for (const key of name.split(".")) value = (value as Values | undefined)?.[key];
  return value;
}

function filled(values: Values, schema: BodySchema, prefix = ""): Values {
  const entries = Object.entries(values).flatMap(([name, value]): [string, unknown][] => {
    if (value === "" || value === undefined || value === null) {
      return schema.properties[prefix + name]?.nullable === true ? [[name, null]] : [];
    }
    const isPlain = typeof value === "object" && !Array.isArray(value);
    return [[name, isPlain ? filled(value as Values, schema, `${prefix}${name}.`) : value]];
  });
  return Object.fromEntries(entries);
}

/** @returns false if the problem belongs to no field */
function showAtFields(
  error: unknown,
  form: UseFormReturnType<Values>,
  schema: BodySchema,
): boolean {
  if (!(error instanceof MusterProblem) || error.errors.length === 0) return false;
  const errors = error.errors.map(({ pointer, detail }) => [
    pointer.replace(/^\//, "").replaceAll("/", "."),
    detail,
  ]);
  if (!errors.every(([name = ""]) => name in schema.properties)) return false;
  const byName = Object.fromEntries(errors) as Record<string, string>;
  form.setErrors(byName);
  focusFirst(byName);
  return true;
}

function focusFirst(errors: object): void {
  const [name] = Object.keys(errors);
  document.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
}
