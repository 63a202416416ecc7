/** Writes a notification: to whom, what, when; with a preview. */
import { Drawer, Radio, Group, Stack, TextInput } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { useState } from "react";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { NewNotificationInput } from "../generated/bodies.ts";
import type { BodySchema } from "../kit/body-schema.ts";
import { useCommand } from "../kit/command.ts";
import { useConfirm } from "../kit/confirm.tsx";
import { Field, Form } from "../kit/form.tsx";
import { EmojiPicker } from "./emoji-picker.tsx";
import { NotificationPreview } from "./notification-preview.tsx";
import { SolutionPicker, UsersPicker } from "./recipients.tsx";

type Scope = Schemas["NotificationScope"];

interface Written {
  readonly content: { readonly title?: string; readonly text: string };
}

const path = "/v1/organizations/{organizationId}/notifications";
const { "content.title": title, "content.text": text } = NewNotificationInput.properties;
const schema: BodySchema = {
  properties: { "content.title": { ...title }, "content.text": { ...text } },
};

export default function Compose({ onClose }: { readonly onClose: () => void }) {
  const { common, notifications } = useText();
  const { organizationId, name } = useOrganization();
  const confirm = useConfirm();
  const [scope, setScope] = useState<Scope>("USR");
  const [userIds, setUserIds] = useState<readonly string[]>([]);
  const [solutionId, setSolutionId] = useState<string | null>(null);
  const [startAt, setStartAt] = useState("");
  const isComplete =
    scope === "ORG" || (scope === "USR" ? userIds.length > 0 : solutionId !== null);
  const send = useCommand(
    (content: Written["content"]) => {
      const params = { path: { organizationId } };
      const later = startAt === "" ? {} : { startAt: new Date(startAt).toISOString() };
      const shared = { content, ...later };
      return unwrap(api.POST(path, { params, body: { ...recipients(), ...shared } }));
    },
    {
      success: () => (startAt === "" ? notifications.sent : notifications.scheduled),
      reads: [path],
      onSuccess: onClose,
      isQuiet: true,
    },
  );

  function recipients() {
    if (scope === "ORG") return { scope };
    return scope === "SLN"
      ? { scope, solutionId: solutionId ?? "" }
      : { scope, userIds: [...userIds] };
  }

  /** Everybody is many people, so it is asked once more. */
  async function sendIfSure({ content }: Written): Promise<void> {
    const isSure =
      scope !== "ORG" ||
      (await confirm({
        title: notifications.everybodyQuestion(name),
        action: notifications.send,
      }));
    if (isSure) await send.mutateAsync(content);
  }

  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={notifications.compose}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <Form<Written>
        schema={schema}
        initial={{ content: { title: "", text: "" } }}
        submit={startAt === "" ? notifications.send : notifications.schedule}
        onSubmit={sendIfSure}
        onCancel={onClose}
        isIncomplete={!isComplete}
      >
        <Radio.Group label={notifications.to} value={scope} onChange={setScope}>
          <Group mt="xs">
            <Radio value="USR" label={notifications.scopes.USR} />
            <Radio value="SLN" label={notifications.scopes.SLN} />
            <Radio value="ORG" label={notifications.scopes.ORG} />
          </Group>
        </Radio.Group>
        {scope === "USR" ? <UsersPicker value={userIds} onChange={setUserIds} /> : null}
        {scope === "SLN" ? <SolutionPicker value={solutionId} onChange={setSolutionId} /> : null}
        <Field name="content.title" label={notifications.contentTitle} />
        <Stack gap={4}>
          <Field name="content.text" label={notifications.contentText} isMultiline />
          <EmojiPicker field="content.text" />
        </Stack>
        <TextInput
          type="datetime-local"
          label={notifications.startAt}
          description={notifications.startAtHint}
          value={startAt}
          onChange={({ currentTarget }) => setStartAt(currentTarget.value)}
        />
        <NotificationPreview organization={name} />
      </Form>
    </Drawer>
  );
}
