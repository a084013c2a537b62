# The gateway, without root:
#   docker build -t rowmill .
#   docker run -p 4000:4000 -v rowmill:/data -e ROWMILL_ADMIN_KEY="$(npx rowmill key)" rowmill
# docs/gateway.md lists the settings. With DATABASE_URL its data is in a PostgreSQL, and /data has the files.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts/pinned-node/package.json scripts/pinned-node/
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY scripts/build-package.ts scripts/tsconfig.build.json scripts/tsconfig.client.json scripts/
COPY bin bin
COPY src src
RUN node scripts/build-package.ts && npm prune --omit=dev --omit=optional
# For buckets. Beside the application, whose own packages stay as they are.
RUN npm install --prefix /sdk --no-save --ignore-scripts \
  "@aws-sdk/client-s3@$(node -p "require('./package.json').devDependencies['@aws-sdk/client-s3']")"

FROM node:24-slim
ENV NODE_ENV=production ROWMILL_HOST=0.0.0.0 ROWMILL_DATA=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /sdk/node_modules /node_modules
COPY --from=build /app/bin bin
COPY --from=build /app/dist dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.ROWMILL_PORT ?? 4000}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/rowmill.js"]
CMD ["serve"]
