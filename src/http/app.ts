/** The HTTP side of one process: conventions first, then the routes. */
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Authentication } from "../commands/authenticate.ts";
import type { ChangeFeed } from "../commands/watch-changes.ts";
import type { Config } from "../config.ts";
import type { ProjectionGroup } from "../projections/group.ts";
import type { Tracing } from "../tracing.ts";
import { validatorCompiler } from "./input.ts";
import { serializerCompiler } from "./output.ts";
import { useAuthentication } from "./plugins/authentication.ts";
import { useBodies } from "./plugins/bodies.ts";
import { useClosing } from "./plugins/closing.ts";
import { correlationIdOf, useCorrelation } from "./plugins/correlation.ts";
import { useCors } from "./plugins/cors.ts";
import { useIdempotency } from "./plugins/idempotency.ts";
import { useMeasurements } from "./plugins/measurements.ts";
import { useOpenApi } from "./plugins/openapi.ts";
import { useOverload } from "./plugins/overload.ts";
import { usePositions } from "./plugins/positions.ts";
import { answer, answerOnSocket, useProblems } from "./plugins/problems.ts";
import { useRateLimits } from "./plugins/rate-limits.ts";
import { useRequestLog } from "./plugins/request-log.ts";
import { useRuns } from "./plugins/runs.ts";
import { useSessionCookie } from "./plugins/session-cookie.ts";
import { secured, useSecurityHeaders } from "./plugins/security-headers.ts";
import { useCommandSpans, useRequestSpans } from "./plugins/traces.ts";
import { useUndeclared } from "./plugins/undeclared.ts";
import { accessReviewRoutes } from "./routes/access-review.ts";
import { assignmentRoutes } from "./routes/assignments.ts";
import { auditRoutes } from "./routes/audit.ts";
import { changeRoutes } from "./routes/changes.ts";
import { exportRoutes } from "./routes/export.ts";
import { inviteRoutes } from "./routes/invites.ts";
import { meRoutes } from "./routes/me.ts";
import { logRoutes } from "./routes/logs.ts";
import { memberBatchRoutes } from "./routes/member-batch.ts";
import { memberRoutes } from "./routes/members.ts";
import { metricsRoute } from "./routes/metrics.ts";
import { notificationRoutes } from "./routes/notifications.ts";
import { operationRoutes } from "./routes/operations.ts";
import { organizationRoutes } from "./routes/organizations.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { solutionRoutes } from "./routes/solutions.ts";
import { usageRoutes } from "./routes/usage.ts";
import { userRoutes } from "./routes/users.ts";
import { tokenRoutes } from "./routes/tokens.ts";

declare module "fastify" {
  interface FastifyInstance {
    readonly services: Authentication;
  }
}

const bounds = {
  bodyLimit: 1_048_576,
  requestTimeout: 30_000,
  connectionTimeout: 60_000,
  keepAliveTimeout: 72_000,
} as const;

export interface AppOptions {
  /** What readiness reports on. */
  readonly groups: readonly ProjectionGroup[];
  readonly changes: ChangeFeed;
  readonly config: Config;
  readonly tracing?: Tracing | undefined;
}

/** Builds the app without listening. */
export async function buildApp(
  services: Authentication,
  { groups, changes, config, tracing }: AppOptions,
): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = services.log;
  const app = Fastify({
    ...bounds,
    loggerInstance,
    genReqId: correlationIdOf,
    trustProxy: config.TRUST_PROXY.length > 0 && config.TRUST_PROXY,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: "correlationId",
    }),
    routerOptions: { maxParamLength: 100 },
    return503OnClosing: false, // useClosing does it, with a problem
    frameworkErrors: (error, request, reply) => {
      reply.header("x-request-id", request.id);
      void answer(error, request, secured(reply));
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
  useRequestLog(app);
  useOverload(app, config);
  await useSessionCookie(app, config);
  useAuthentication(app);
  useRateLimits(app, config);
  useRuns(app);
  useUndeclared(app);
  usePositions(app);
  useIdempotency(app);
  if (tracing !== undefined) useCommandSpans(app);
  useMeasurements(app);
  await useOpenApi(app);
  const routes = [
    organizationRoutes,
    settingsRoutes,
    signInRoutes,
    logRoutes,
    memberRoutes,
    memberBatchRoutes,
    inviteRoutes,
    solutionRoutes,
    assignmentRoutes,
    meRoutes,
    userRoutes,
    usageRoutes,
    notificationRoutes,
    tokenRoutes,
    auditRoutes,
    accessReviewRoutes,
    exportRoutes,
    changeRoutes(changes),
    operationRoutes(groups),
    metricsRoute(config.METRICS_TOKEN),
  ];
  for (const each of routes) await app.register(each);
  await app.ready();
  return app;
}
