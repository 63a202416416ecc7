/** A service with an audit log to export and verify, shared by the tests of bundles and exports. */
import type { Verdict, VerifyOptions } from "../../packages/verify/src/verdict.ts";
import { verifyBundle } from "../../packages/verify/src/verify.ts";
import { type Files, type Folder, pack, temporaryFolder } from "./bundle.ts";
import { type Answer, startTestService, type TestService } from "./http.ts";

export interface Auditing {
  readonly service: TestService;
  readonly organization: string;
  readonly folder: Folder;
  /** The signing key and its id. */
  readonly key: string;
  readonly keyId: string;
  /** Requests a path below the organization's address as an owner who has just signed in. */
  asOwner(method: string, path: string, body?: unknown): Promise<Answer>;
  verify(bundle: Buffer | Files, options?: VerifyOptions): Promise<Verdict>;
  stop(): Promise<void>;
}

export async function startAuditing(): Promise<Auditing> {
  const folder = await temporaryFolder();
  const service = await startTestService();
  const organization = `/v1/organizations/${service.organizationId}`;
  const { publicKey: key, keyId } = (await service.call("GET", "/v1/keys")).body.items[0];
  return {
    service,
    organization,
    folder,
    key,
    keyId,
    asOwner: async (method, path, body) =>
      service.call(method, organization + path, {
        token: await service.signIn(service.ownerId),
        body,
      }),
    async verify(bundle, options = {}) {
      const zip = bundle instanceof Map ? await pack(bundle) : bundle;
      return verifyBundle(await folder.write(zip), options);
    },
    async stop() {
      await service.stop();
      await folder.remove();
    },
  };
}

/** Adds more than a megabyte to the log, so that an export's streams cannot buffer it all. */
export async function growLog({ asOwner }: Auditing): Promise<void> {
  for (let count = 0; count < 30; count += 1) {
    const filling = randomText(48_000);
    await asOwner("PUT", "/invite-templates/de", {
      subject: "S",
      html: `<a href="{inviteLink}">x</a>${filling}`,
    });
  }
}

/** Random, so that it does not compress well. */
function randomText(length: number): string {
  return Array.from({ length }, () => Math.floor(Math.random() * 36).toString(36)).join("");
}
