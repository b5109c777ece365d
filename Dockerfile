FROM node:24-slim
WORKDIR /patchcord
COPY package.json package-lock.json prisma.config.ts ./
COPY scripts/bootstrap.mjs scripts/run.mjs scripts/prisma-schema-engine.mjs ./scripts/
COPY prisma/schema.prisma ./prisma/
RUN node scripts/run.mjs
COPY . .
RUN node scripts/run.mjs build
# Inside a container every interface is the container's own; what is published decides who reaches it.
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps HOST=0.0.0.0
USER node
CMD ["node", "dist/front.mjs"]
