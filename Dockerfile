# The server as an image: docker build --tag trunkline .
# The scripts are run by a test too (test/e2e/install.test.ts); the first RUN is the first command of .ci/run.

FROM node:24-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
COPY packages/client/package.json packages/client/
COPY web/package.json web/
COPY examples/apollo/package.json examples/apollo/
COPY examples/bot/package.json examples/bot/
COPY examples/urql/package.json examples/urql/
RUN npm install --no-save
COPY . .
RUN sh deploy/pack.sh /artefact
RUN sh /artefact/install.sh /installed

FROM node:24-bookworm-slim
COPY --from=build /installed /usr/local
RUN install -d -o node -g node -m 0750 /data
USER node
WORKDIR /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["trunkline"]
CMD ["start"]
