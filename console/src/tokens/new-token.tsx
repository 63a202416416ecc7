/** Creates a token, then shows its secret once. */
import { Modal, Select } from "@mantine/core";
import { unwrap } from "@muster/client";
import { useState } from "react";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { readAgain } from "../app/queries.ts";
import { useOwnOrganizations, useSession } from "../app/session.ts";
import { NewTokenInput } from "../generated/bodies.ts";
import { Field, Form } from "../kit/form.tsx";
import { useReturnFocus } from "../kit/return-focus.ts";
import { accountScopes, allScopes, type Scope } from "./scope-groups.ts";
import { ScopeChoice } from "./scope-choice.tsx";
import { ShownSecret } from "./shown-secret.tsx";

const schema = { properties: { name: NewTokenInput.properties["name"] ?? {} } };

export default function NewToken({ onClose }: { readonly onClose: () => void }) {
  const { common, tokens } = useText();
  const { access, organizationId: only } = useSession();
  const organizations = useOwnOrganizations().filter(({ userStatus }) => userStatus === "ACTIVE");
  const offered = access === "account" ? accountScopes : allScopes;
  const [scopes, setScopes] = useState<readonly Scope[]>([]);
  const [organizationId, setOrganizationId] = useState<string | null>(only ?? null);
  const [secret, setSecret] = useState<string>();
  useReturnFocus();

  async function create({ name }: { readonly name: string }): Promise<void> {
    const limit = organizationId === null ? {} : { organizationId };
    const body = { name, scopes: [...scopes], ...limit };
    const made = await unwrap(api.POST("/v1/users/me/tokens", { body }));
    setSecret(made.secret);
    await readAgain("/v1/users/me/tokens");
  }

  const isShown = secret !== undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      title={isShown ? tokens.secretTitle : tokens.create}
      size="lg"
      // Nobody can show the secret again, so it takes a decision to close it.
      closeOnClickOutside={false}
      closeOnEscape={!isShown}
      withCloseButton={!isShown}
      closeButtonProps={{ "aria-label": common.close }}
    >
      {isShown ? (
        <ShownSecret secret={secret} onClose={onClose} />
      ) : (
        <Form<{ name: string }>
          schema={schema}
          initial={{ name: "" }}
          submit={tokens.create}
          onSubmit={create}
          onCancel={onClose}
          isIncomplete={scopes.length === 0}
        >
          <Field name="name" label={tokens.name} description={tokens.nameHint} autoFocus />
          <Select
            label={tokens.where}
            data={organizations.map((each) => ({
              value: each.organizationId,
              label: each.name,
            }))}
            value={organizationId}
            onChange={setOrganizationId}
            placeholder={tokens.everywhere}
            clearable={only === undefined}
            allowDeselect={only === undefined}
            readOnly={only !== undefined}
            clearButtonProps={{ "aria-label": tokens.everywhere }}
          />
          <ScopeChoice offered={offered} chosen={scopes} onChange={setScopes} />
        </Form>
      )}
    </Modal>
  );
}
