/** Asks for the address, then for the code that was mailed to it. */
import { Button, PinInput, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useText } from "../app/preferences.tsx";
import { SignInInput } from "../generated/bodies.ts";
import { useCommand } from "../kit/command.ts";
import { Field, Form } from "../kit/form.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { askForCode, enter, type Entered } from "./enter.ts";

interface Props {
  readonly email?: string;
  readonly onEntered: (entered: Entered) => unknown;
}

export function CodeForm({ email: known, onEntered }: Props) {
  const { signIn } = useText();
  const [email, setEmail] = useState<string>();
  if (email !== undefined) {
    return (
      <CodeEntry email={email} onEntered={onEntered} onOtherAddress={() => setEmail(undefined)} />
    );
  }
  return (
    <Form<{ email: string }>
      schema={SignInInput}
      initial={{ email: known ?? "" }}
      submit={signIn.sendCode}
      onSubmit={async ({ email }) => {
        await askForCode(email);
        setEmail(email);
      }}
    >
      <Field name="email" label={signIn.email} type="email" autoComplete="email" autoFocus />
    </Form>
  );
}

interface EntryProps {
  readonly email: string;
  readonly onEntered: (entered: Entered) => unknown;
  readonly onOtherAddress: () => void;
}

/** The fields for the 8 digits; the last digit sends them. */
export function CodeEntry({ email, onEntered, onOtherAddress }: EntryProps) {
  const { signIn } = useText();
  const [tries, setTries] = useState(1);
  const entering = useCommand((code: string) => enter(email, code), {
    onSuccess: onEntered,
    onRefused: () => setTries(tries + 1),
    isQuiet: true,
  });
  return (
    <Stack>
      <Text>{signIn.codeSent(email)}</Text>
      <PinInput
        // Each try begins with empty fields: a digit typed over a full code would be one more wrong code.
        key={tries}
        length={8}
        type="number"
        oneTimeCode
        autoFocus
        aria-label={signIn.code}
        getInputProps={(index) => ({ "aria-label": signIn.digit(index + 1) })}
        disabled={entering.isPending}
        onComplete={(code) => entering.mutate(code)}
      />
      <ProblemAlert error={entering.error} />
      <Button variant="subtle" onClick={onOtherAddress}>
        {signIn.otherAddress}
      </Button>
    </Stack>
  );
}
