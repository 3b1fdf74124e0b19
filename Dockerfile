# Two stages: the build has the compiler and the tests' packages, the image that runs has neither.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=build --chown=node:node /app/package.json ./
COPY --from=build --chown=node:node /app/node_modules ./node_modules
COPY --from=build --chown=node:node /app/dist ./dist
# Where the service writes: alerts that wait for the database, and without DATABASE_URL the database itself.
RUN install -d -o node -g node data
VOLUME /app/data
USER node
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 8000}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The compiler's budget is that of scripts/compiler-budget.mjs, and so are its reasons.
CMD ["node", "--max-inlined-bytecode-size-cumulative=4000", "--enable-source-maps", "dist/apps/surveillance/src/main.js"]
