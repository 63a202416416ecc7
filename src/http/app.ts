/** Builds the HTTP app: first the conventions of every route, then the routes. */
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { FastifyPluginAsyncZod, ZodTypeProvider } from "fastify-type-provider-zod";
import type { Authentication } from "../commands/sign-in/authenticate.ts";
import type { ChangeFeed } from "../commands/changes/watch-changes.ts";
import type { Config } from "../platform/config.ts";
import type { ProjectionGroup } from "../projections/engine/group.ts";
import type { Tracing } from "../platform/tracing.ts";
import { validatorCompiler } from "./kit/input.ts";
import { serializerCompiler } from "./kit/output.ts";
import { useAuthentication } from "./plugins/authentication.ts";
import { useBodies } from "./plugins/bodies.ts";
import { useBodiesAtOnce } from "./plugins/bodies-at-once.ts";
import { useClosing } from "./plugins/closing.ts";
import { useConditionalReads } from "./plugins/conditional-reads.ts";
import { useConnections } from "./plugins/connections.ts";
import { useConsole } from "./plugins/console.ts";
import { correlationIdOf, useCorrelation } from "./plugins/correlation.ts";
import { useCors } from "./plugins/cors.ts";
import { useIdempotency } from "./plugins/idempotency.ts";
import { useMeasurements } from "./plugins/measurements.ts";
import { useOpenApi } from "./plugins/openapi.ts";
import { useOverload } from "./plugins/overload.ts";
import { usePositions } from "./plugins/positions.ts";
import { answer, answerOnSocket, useProblems } from "./plugins/problems.ts";
import { serverOptions, useRawRequests } from "./plugins/raw-requests.ts";
import { useRateLimits } from "./plugins/rate-limits.ts";
import { useRequestLog } from "./plugins/request-log.ts";
import { useCommandContext } from "./kit/command-context.ts";
import { useSessionCookie } from "./plugins/session-cookie.ts";
import { useRequestsAtOnce } from "./plugins/requests-at-once.ts";
import { useSecurityHeaders } from "./plugins/security-headers.ts";
import { useCommandSpans, useRequestSpans } from "./plugins/traces.ts";
import { useUndeclared } from "./plugins/undeclared.ts";

declare module "fastify" {
  interface FastifyInstance {
    readonly services: Authentication;
  }
}

const bounds = {
  requestTimeout: 30_000,
  connectionTimeout: 60_000,
  keepAliveTimeout: 72_000,
} as const;

/** What routes get besides the services. */
interface RouteOptions {
  /** The projection groups that readiness reports. */
  readonly groups: readonly ProjectionGroup[];
  /** The service is not ready before this is true. */
  readonly isBootstrapped?: (() => boolean) | undefined;
  readonly changes: ChangeFeed;
  readonly config: Config;
}

export type Routes = FastifyPluginAsyncZod<RouteOptions>;

interface AppOptions extends RouteOptions {
  readonly routes: readonly Routes[];
  readonly tracing?: Tracing | undefined;
  /** Where the built console is; tests name another folder. */
  readonly consoleFolder?: string | undefined;
}

/** Builds the app without listening. */
export async function buildApp(
  services: Authentication,
  { routes, tracing, consoleFolder, ...options }: AppOptions,
): Promise<FastifyInstance> {
  const { config } = options;
  const loggerInstance: FastifyBaseLogger = services.log;
  const app = Fastify({
    ...bounds,
    http: serverOptions,
    loggerInstance,
    genReqId: correlationIdOf,
    trustProxy: config.TRUST_PROXY.length > 0 && config.TRUST_PROXY,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: "correlationId",
    }),
    routerOptions: { maxParamLength: 100 },
    return503OnClosing: false, // useClosing answers a problem instead
    frameworkErrors: (error, request, reply) => {
      reply.header("x-request-id", request.id);
      void answer(error, request, reply);
    },
    clientErrorHandler: answerOnSocket,
  }).withTypeProvider<ZodTypeProvider>();
  app.decorate("services", services);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  useProblems(app);
  useBodies(app);
  if (tracing !== undefined) useRequestSpans(app, tracing);
  useCorrelation(app);
  useSecurityHeaders(app);
  await useCors(app, config);
  useClosing(app);
  useConnections(app, config);
  useRawRequests(app);
  useRequestLog(app);
  useOverload(app, config);
  await useSessionCookie(app, config);
  useAuthentication(app);
  useRateLimits(app, config);
  useBodiesAtOnce(app);
  useRequestsAtOnce(app);
  useCommandContext(app);
  useUndeclared(app);
  usePositions(app);
  useIdempotency(app);
  useConditionalReads(app);
  if (tracing !== undefined) useCommandSpans(app);
  useMeasurements(app);
  await useOpenApi(app);
  await useConsole(app, consoleFolder);
  for (const each of routes) await app.register(each, options);
  await app.ready();
  return app;
}
