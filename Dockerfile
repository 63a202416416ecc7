# Muster for production. PostgreSQL and EventStoreDB run elsewhere (DATABASE_URL, EVENTSTORE_URL).
# Debian, not Alpine, because the packages' binaries need glibc.
FROM node:24-bookworm-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY clients/typescript/package.json ./clients/typescript/
COPY console/package.json ./console/
COPY packages/verify/package.json ./packages/verify/

FROM manifests AS dependencies
# No optional packages: the image has its own Node.js and needs no embedded PostgreSQL.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

# The build tools stay in this stage. Some of their parts are optional packages.
FROM manifests AS console
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY clients/typescript ./clients/typescript
COPY console ./console
COPY src/platform/case-fold.ts src/platform/read-csv.ts ./src/platform/
RUN npm run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
RUN install --directory --owner=node --group=node --mode=0700 /data
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=console /app/console/dist ./console/dist
COPY package.json LICENSE ./
COPY migrations ./migrations
COPY packages/verify ./packages/verify
COPY src ./src
USER node
VOLUME /data
EXPOSE 3000
# Liveness: restarting an instance does not bring back a store that is away.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node.js itself is process 1, so that it receives the stop signal.
# docs/operations.md, "Memory", explains the flag.
CMD ["node", "--max-semi-space-size=16", "src/main.ts"]
