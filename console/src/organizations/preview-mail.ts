/** The mail that an invite template makes. */
import { MusterProblem, type Schemas } from "@muster/client";
import { api } from "../app/api.ts";

export interface Mail {
  readonly subject: string;
  readonly html: string;
}

/**
 * @param template left out: the saved one of the language
 * @throws MusterProblem if the template has a fault
 */
export async function previewMail(
  organizationId: string,
  language: string,
  template?: Schemas["NewInviteTemplateInput"],
  signal?: AbortSignal,
): Promise<Mail> {
  const { data, error, response } = await api.POST(
    "/v1/organizations/{organizationId}/invite-templates/{language}/preview",
    {
      params: { path: { organizationId, language } },
      ...(template === undefined ? {} : { body: template }),
      ...(signal === undefined ? {} : { signal }),
      parseAs: "text",
    },
  );
  if (!response.ok) throw new MusterProblem(error, response);
  const subject = decodeURIComponent(response.headers.get("Muster-Subject") ?? "");
  // The document says that the answer is text; its type says in which format.
  return { subject, html: data as unknown as string };
}
